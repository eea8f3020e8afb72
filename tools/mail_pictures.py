"""Takes the picture of mails that the docs show: on a desk, and on a phone in the dark.

For whoever changes how a mail looks; needs Chromium and ImageMagick. Run it as `python -m tools.mail_pictures`, and
look at it.
"""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

from playwright.sync_api import Browser
from tests.node_tools import chromium
from tests.support import example
from tools.pictures import beside, save

from rekindle_core import render

PROGRAM, SESSION = "trust-broken-by-client", 3


def html_of(number: int) -> str:
    """Return the HTML of an example's mail."""
    mails = [one for one in render(example(PROGRAM), "email") if one.suffix.endswith(".eml")]
    part = message_from_bytes(mails[number].data, policy=default).get_body(("html",))
    if part is None:
        raise ValueError("the mail has no HTML part")
    return str(part.get_content())


def picture(browser: Browser, html: str, width: int, scheme: str, at: str = "") -> bytes:
    """Return a picture of a mail, scrolled to where it is to be looked at."""
    with browser.new_context(viewport={"width": width, "height": 600}) as context:
        page = context.new_page()
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_content(html)
        if at:
            page.get_by_text(at).first.evaluate("found => found.scrollIntoView()")
        return page.screenshot()


def main() -> None:
    """Take the picture."""
    with chromium() as browser:
        html = html_of(SESSION)
        pictures = [picture(browser, html, 600, "light"), picture(browser, html, 320, "dark", "Prompt ")]
        save("mail", beside(browser, pictures, 600))


if __name__ == "__main__":
    main()
