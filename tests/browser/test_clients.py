"""A client's program in a real browser: from the passphrase to the PDF, script on and off, and what locking hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.served import running
from tests.browser.test_accessible import RULES, THOROUGH
from tests.browser.test_serve import VIEWS, in_browser
from tests.node_tools import check_html, chromium, package
from tests.serving import PASSPHRASE
from tests.support import bundled_pack

from rekindle_core.web.state.locking import Locking

pytestmark = pytest.mark.slow
SAFETY = ("afraid", "abused", "partner_afraid", "self_harm", "harm_others", "threat_of_suicide_by_partner")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'[name="{name}"][value="{value}"]').check()


def begin(page: Page) -> None:
    """Begin the records, and add a client."""
    follow(page, "A program for a client")
    follow(page, "Begin your client records")
    for label in ("Passphrase", "The passphrase again"):
        page.get_by_label(label, exact=True).fill(PASSPHRASE)
    press(page, "Begin the records")
    press(page, "I have it on paper")
    follow(page, "Add a client")
    page.get_by_label("What to call this client").fill("J.T.")
    choose(page, "partner", "none")
    press(page, "Add the client")
    follow(page, "Make a program")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_a_passphrase_to_a_clients_pdf(browser: Browser, tmp_path: Path, script: bool) -> None:
    with (
        running(tmp_path, load=bundled_pack) as server,
        in_browser(browser, server, script=script) as (context, page),
    ):
        begin(page)
        seen = [page.url]
        page.on("framenavigated", lambda frame: seen.append(frame.url))
        follow(page, "Who it is for")
        choose(page, "age_band", "adult")
        press(page, "Save and continue")
        follow(page, "We are alone: ask now")
        for name in SAFETY:
            choose(page, f"safety.{name}", "no")
        press(page, "Save and continue")
        choose(page, "contact", "open")
        page.get_by_text("8 more questions").click()
        choose(page, "legal_case", "no")
        press(page, "Save and continue")
        for name in ("safe_device", "may_print"):
            choose(page, name, "yes")
        press(page, "Save and continue")
        press(page, "These answers are right")
        expect(page.get_by_role("heading", level=1)).to_have_text("What this client gets")
        follow(page, "Go on")
        page.get_by_label("How many sessions should there be?").fill("3")
        press(page, "Save and read it")
        expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
        follow(page, "Print or save it")
        press(page, "Make the files")
        with page.expect_download() as saved:
            page.get_by_role("link", name=".pdf").click()
        assert re.fullmatch(r"program-\w{12}\.pdf", saved.value.suggested_filename)
        assert saved.value.path().read_bytes().startswith(b"%PDF")
        assert "J.T." not in page.title()
        assert not [url for url in seen if "J.T" in url or "J%2ET" in url]
        assert context.cookies()[0]["httpOnly"]
        if script:
            assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_what_was_typed_when_it_locked_stays_and_is_shown_and_saved_once_it_is_unlocked(
    browser: Browser, tmp_path: Path
) -> None:
    locking = Locking(after=600, warned=120)
    with (
        running(tmp_path, locking, bundled_pack) as server,
        in_browser(browser, server) as (context, page),
    ):
        begin(page)
        page.goto(f"{page.url}/ask/who")
        page.locator('[id="client.name"]').fill("Zephyrine")
        server.desk.worker.put(locking.lock).result(5)
        page.get_by_role("button", name="Save and continue").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Rekindle has locked itself")
        # Whoever comes along sees nothing of the page.
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Show the page").click()
        expect(dialog).to_contain_text("Rekindle is still locked")
        expect(dialog).to_be_visible()
        other = context.new_page()
        other.goto(f"{server.origin}/clients")
        other.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        press(other, "Open")
        expect(other.get_by_role("link", name="J.T.", exact=True)).to_be_visible()
        page.get_by_role("button", name="Show the page").click()
        expect(dialog).to_be_hidden()
        press(page, "Save and continue")
        page.goto(page.url.replace("/before", "/check"))
        expect(page.get_by_text("Zephyrine")).to_be_visible()


def test_axe_and_nu_find_nothing_on_the_screens_about_a_client(browser: Browser, tmp_path: Path) -> None:
    axe = (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    pages: list[Path] = []

    def look(page: Page, name: str) -> None:
        # Each state in one view, each view for every other state: the nightly run looks at all of them.
        views = VIEWS if THOROUGH else VIEWS[len(pages) % len(VIEWS) :][:1]
        for width, scheme in views:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            page.evaluate(axe)
            found = page.evaluate(
                "async options => (await axe.run(document, options)).violations",
                {
                    "runOnly": {"type": "tag", "values": RULES},
                    "resultTypes": ["violations"],
                    "iframes": False,
                },
            )
            said = [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
            assert said == [], (name, width, scheme)
        path = tmp_path / f"{name}.html"
        path.write_text(page.content(), encoding="utf-8")
        pages.append(path)

    with running(tmp_path, load=bundled_pack) as server, in_browser(browser, server) as (_, page):
        page.goto(f"{server.origin}/clients")
        look(page, "none")
        page.goto(f"{server.origin}/clients/new-records")
        press(page, "Begin the records")
        look(page, "begin")
        page.goto(f"{server.origin}/")
        begin(page)
        home = page.url
        look(page, "start")
        for place in ("before", "ask/who", "ask/safety", "ask/where"):
            page.goto(f"{home}/{place}")
            look(page, place.replace("/", "-"))
        choose(page, "may_print", "no")
        press(page, "Save and continue")
        look(page, "check")
        page.goto(f"{home}/ask/safety")
        choose(page, "boundary", "told-to-stop")
        choose(page, "safety.self_harm", "yes")
        press(page, "Save and continue")
        page.locator('[id="weeks_since"]').fill("x")
        choose(page, "contact", "open")
        press(page, "Save and continue")
        look(page, "ask-faults")
        page.locator('[id="weeks_since"]').fill("9")
        press(page, "Save and continue")
        page.goto(f"{home}/check")
        press(page, "These answers are right")
        look(page, "conflict")
        press(page, "I do not know yet")
        look(page, "replaced")
        page.goto(f"{home}/ask/safety")
        choose(page, "safety.self_harm", "no")
        press(page, "Save and continue")
        look(page, "note")
        page.get_by_label("Why did it change?").fill("asked again, alone")
        press(page, "Save and continue")
        page.goto(f"{home}/check")
        press(page, "These answers are right")
        press(page, "I do not know yet")
        look(page, "result")
        page.goto(f"{home}/where")
        look(page, "where")
        page.get_by_role("checkbox").check()
        press(page, "The client wants paper")
        look(page, "size")
        for place in ("read", "give"):
            page.goto(f"{home}/{place}")
            look(page, place)
        press(page, "Make the files")
        look(page, "given")
        page.goto(f"{server.origin}/clients")
        look(page, "clients")
        press(page, "Lock")
        page.goto(home)
        look(page, "unlock")
        press(page, "Look at made-up clients")
        look(page, "sample")
    assert check_html(*pages) == []
