"""Takes the pictures of HTML pages that the docs show: on desk and phone, in the dark, right to left, on paper.

For whoever changes how a page looks; needs Chromium, poppler-utils and ImageMagick. Run it as
`python -m tools.html_pictures`, and look at each.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page
from tests.html_pages import write_page
from tests.node_tools import chromium
from tools.pictures import beside, page_of, save

DESK, PHONE = (1100, 760), (360, 760)
WORDS = (
    "a letter has lain on the table for a day",
    "I say that it has come, before I am asked.",
    "We drove home without a word. I looked at the road, and thought of the kitchen light.",
)


def write_in(page: Page) -> None:
    """Fill in the first session, as a reader might."""
    for area, words in zip(page.locator("#session-1 textarea").all(), WORDS, strict=False):
        area.fill(words)
    for scale, number in zip(page.locator("#session-1 .scale").all(), (6, 3, 7), strict=False):
        scale.locator("input").nth(number).check()
    page.locator("#session-1 .checklist input").nth(1).check()


def picture(
    browser: Browser,
    path: Path,
    size: tuple[int, int],
    at: str = "",
    scheme: str = "light",
    *,
    filled: bool = True,
) -> bytes:
    """Return a picture of a page, scrolled to where it is to be looked at."""
    width, height = size
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(path.as_uri())
        if filled:
            write_in(page)
        # What is said of the last answer is for the moment after it.
        page.evaluate("document.getElementById('page--said').textContent = ''; document.activeElement.blur()")
        page.evaluate("at => at && document.querySelector(at).scrollIntoView()", at)
        page.wait_for_timeout(300)
        return page.screenshot()


def on_paper(browser: Browser, path: Path, numbers: tuple[int, ...]) -> list[bytes]:
    """Return pictures of printed pages."""
    with browser.new_context() as context, tempfile.TemporaryDirectory() as folder:
        page = context.new_page()
        page.goto(path.as_uri())
        write_in(page)
        printed = Path(folder, "page.pdf")
        page.pdf(path=printed, format="A4")
        return [page_of(printed.read_bytes(), number, 64) for number in numbers]


def main() -> None:
    """Take the pictures."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        name = "trust-broken-by-client"
        program, rtl, large = (
            write_page(one, Path(folder)) for one in (name, "every node, right to left", "every node, large")
        )
        prompt, rating = "#session-1 .prompt", "#session-1 .rating"
        pictures: dict[str, Callable[[], list[bytes]]] = {
            "html-screen": lambda: [
                picture(browser, program, DESK, filled=False),
                picture(browser, program, PHONE, prompt),
                picture(browser, program, PHONE, rating),
            ],
            "html-ways": lambda: [
                picture(browser, program, (760, 760), rating, "dark"),
                picture(browser, rtl, (560, 760), prompt),
                picture(browser, large, (560, 760), prompt),
            ],
            "html-print": lambda: on_paper(browser, program, (1, 5, 7)),
        }
        for called, take in pictures.items():
            save(called, beside(browser, take(), 620))


if __name__ == "__main__":
    main()
