"""How mails look: in a real browser, to a checker of HTML, and to what is known of mail programs.

What mail programs lack, and what the checker says, is listed in `docs/email-clients.md`: no more and no less than that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.mails import example_pages
from tests.node_tools import check_html, chromium, package, run_node
from tests.support import ROOT

from rekindle_core.frozen import replace
from rekindle_core.testing.samples import HOSTILE, every_node
from rekindle_email.page import html_page

pytestmark = pytest.mark.slow

PAGE = ROOT / "docs" / "email-clients.md"
PROGRAMS = {
    "Gmail": {
        "gmail.desktop-webmail": "web",
        "gmail.mobile-webmail": "web for telephones",
        "gmail.ios": "iOS",
        "gmail.android": "Android",
    },
    "Outlook": {
        "outlook.windows": "Windows",
        "outlook.windows-mail": "Windows Mail",
        "outlook.outlook-com": "web",
        "outlook.macos": "macOS",
        "outlook.ios": "iOS",
        "outlook.android": "Android",
    },
    "Apple Mail": {"apple-mail.macos": "macOS", "apple-mail.ios": "iOS"},
}
ALL_MAILS_IN = {(320, "dark"), (600, "light")}
SIZES = [(320, "light"), (320, "dark"), (600, "light"), (600, "dark")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def samples() -> dict[str, str]:
    """Return mails of every block: with a name that is hard to break, with a notice, and from right to left."""
    pages = {
        "hostile": every_node(max(HOSTILE, key=len)),
        "every node": replace(every_node(), notice="For the counselor alone."),
        "right to left": every_node("נועה", language="he", direction="rtl"),
    }
    return {
        name: html_page(document, "Session 1", preheader="A few minutes") for name, document in pages.items()
    }


def firsts() -> dict[str, str]:
    """Return the first mail of each example, of each kind."""
    return {name.partition("-session")[0]: html for name, html in reversed(example_pages().items())}


def opened(browser: Browser, width: int, scheme: Any) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.on("request", lambda request: pytest.fail(f"it asks for {request.url}"))
    return page


def table(heading: str) -> list[list[str]]:
    """Return the rows of the table under a heading of the page."""
    part = PAGE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip().strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


# ------------------------------------------------------------------ in a browser


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_a_mail_fits_its_window_and_asks_for_nothing(browser, width, scheme):
    page = opened(browser, width, scheme)
    for name, html in {**samples(), **firsts()}.items():
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        # The column is 600 pixels wide at most; the frame around it has 8 on either side.
        assert page.locator("table.sheet").bounding_box()["width"] == min(600, width - 16)


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_an_accessibility_checker_finds_nothing(browser, width, scheme):
    axe = (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    page = opened(browser, width, scheme)
    weekly = {name: html for name, html in firsts().items() if name.endswith("weekly")}
    for name, html in {**samples(), **(weekly if (width, scheme) in ALL_MAILS_IN else {})}.items():
        page.set_content(html)
        page.evaluate(axe)
        # A mail is shown inside a page that has landmarks of its own: it has to be an article, and no `main`.
        found = page.evaluate(
            "axe.run({rules: {region: {enabled: false}, 'landmark-one-main': {enabled: false}}})"
        )
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], name
        assert len(found["passes"]) > 10


def test_in_the_dark_nothing_light_is_left(browser):
    light, dark = (opened(browser, 600, scheme) for scheme in ("light", "dark"))
    grounds = """[...document.querySelectorAll('*')].map(e => getComputedStyle(e).backgroundColor)
        .filter(c => c != 'rgba(0, 0, 0, 0)').map(c => Math.max(...c.match(/\\d+/g).slice(0, 3)))"""
    for page in (light, dark):
        page.set_content(samples()["every node"])
    assert min(light.evaluate(grounds)) > 200
    assert max(dark.evaluate(grounds)) < 60


def test_without_its_sheet_a_mail_is_still_laid_out_and_coloured(browser):
    """As in a mail program that drops the head and throws `html` and `body` away."""
    page = opened(browser, 320, "light")
    for html in samples().values():
        inside = re.search("<body[^>]*>(.*)</body>", html, re.DOTALL)
        assert inside is not None
        page.set_content(f"<div>{inside[1]}</div>")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.locator("h1").evaluate("e => getComputedStyle(e).color") == "rgb(42, 111, 151)"
        panel = page.locator("td.panel").first
        assert panel.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
        assert panel.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(250, 246, 234)"


def test_what_is_previewed_is_not_seen(browser):
    page = opened(browser, 600, "light")
    page.set_content(samples()["every node"])
    assert "A few minutes" in page.content()
    assert not page.get_by_text("A few minutes").is_visible()
    assert "A few minutes" not in page.locator("body").aria_snapshot()


def test_a_screen_reader_meets_an_article_with_headings_and_no_table(browser):
    page = opened(browser, 600, "light")
    page.set_content(html_page(every_node(), "Session 1"))
    heard = page.locator("body").aria_snapshot()
    assert heard.startswith('- article "Session 1":')
    assert 'heading "Help" [level=2]' in heard
    assert "- table" not in heard
    assert "- row" not in heard


# ------------------------------------------------------------------ in mail programs


@cache
def findings() -> dict[str, str]:
    """Return for each feature that mails use where it is lacking, in words."""
    pages = [*samples().values(), *example_pages().values()]
    found = json.loads(run_node("caniemail.mjs", stdin=json.dumps(pages)))
    return {feature: _where(clients) for feature, clients in found.items()}


def _where(clients: dict[str, list[Any]]) -> str:
    pieces = []
    for support, words in (("none", "not in"), ("partial", "in part in")):
        lacking = {client for client, (how, _) in clients.items() if how == support}
        places = []
        for program, variants in PROGRAMS.items():
            here = [name for client, name in variants.items() if client in lacking]
            if here:
                places.append(program if len(here) == len(variants) else f"{program} ({', '.join(here)})")
        if places:
            pieces.append(f"{words} {', '.join(places)}")
    return "; ".join(pieces)


def test_what_mail_programs_lack_is_listed_with_what_happens_there():
    """The rows as they have to be are in the message; the last column is for people to write."""
    listed = {row[0]: row for row in table("Limits of mail programs")}
    found = {f"`{feature}`": where for feature, where in findings().items()}
    assert {feature: row[1] for feature, row in listed.items()} == found
    assert list(listed) == sorted(listed, key=lambda feature: feature.strip("`").casefold())
    assert all(len(row) == 3 and row[2].endswith(".") for row in listed.values())


# ------------------------------------------------------------------ as HTML


def test_the_html_checker_says_nothing_but_what_is_listed(tmp_path: Path):
    for number, html in enumerate([*samples().values(), *example_pages().values()]):
        (tmp_path / f"{number}.html").write_text(html, encoding="utf-8")
    said = {re.sub(r'^"[^"]*":[\d.-]+: ', "", line) for line in check_html(*sorted(tmp_path.iterdir()))}
    assert said == {row[0].strip("`") for row in table("HTML checker")}
