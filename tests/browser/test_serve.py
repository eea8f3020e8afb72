"""`rekindle serve` in a real browser: from the address to the PDF of a sheet, with and without script."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.served import Running, running
from tests.browser.test_accessible import EVERY_VIEW, RULES, THOROUGH, TWO_VIEWS
from tests.node_tools import check_html, chromium, package
from tests.support import ROOT

from rekindle_core.web.state.locking import Locking

pytestmark = pytest.mark.slow

LOGO = ROOT / "examples" / "practice" / "logo.svg"
VIEWS = EVERY_VIEW if THOROUGH else TWO_VIEWS


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as one:
        yield one


@contextmanager
def in_browser(
    browser: Browser, server: Running, *, script: bool = True
) -> Iterator[tuple[BrowserContext, Page]]:
    with browser.new_context(java_script_enabled=script, accept_downloads=True) as context:
        page = context.new_page()
        page.goto(server.entrance())
        assert page.url == f"{server.origin}/"
        yield context, page


def press(page: Page, name: str, nth: int = 0) -> None:
    page.get_by_role("button", name=name).nth(nth).click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_start_to_a_printed_sheet(browser: Browser, server: Running, script: bool) -> None:
    with in_browser(browser, server, script=script) as (_, page):
        page.get_by_role("link", name="A sheet for tonight").click()
        page.get_by_label("Words to look for").fill("plot")
        press(page, "Search")
        expect(page.get_by_role("heading", name="One found")).to_be_visible()
        press(page, "Use this")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tonight’s sheet")
        frame = page.frame_locator("iframe")
        expect(frame.get_by_text("Draw the plot.")).to_be_visible()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save as PDF").click()
        assert re.fullmatch(r"handout-\w+\.pdf", saved.value.suggested_filename)
        assert saved.value.path().read_bytes().startswith(b"%PDF")
        page.get_by_role("link", name="Ask the questions first").click()
        page.get_by_role("group", name="Have you given the plot up?").get_by_label("No", exact=True).check()
        press(page, "Check the answers")
        expect(page.get_by_role("status")).to_contain_text("Nothing was held back on these answers")
        press(page, "Quit")
        expect(page.get_by_role("heading", level=1)).to_have_text("Rekindle has stopped")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_practice_is_filled_in_looked_at_and_saved_by_keyboard(
    browser: Browser, server: Running, script: bool
) -> None:
    with in_browser(browser, server, script=script) as (_, page):
        page.goto(f"{server.origin}/practice")
        page.get_by_label("Email").fill("x")
        page.get_by_label("Email").press("Enter")
        expect(page.get_by_role("heading", name="2 answers need another look")).to_be_visible()
        if script:
            assert page.evaluate("document.activeElement.id") == "faults"
        page.get_by_role("link", name="Name", exact=True).click()
        page.keyboard.type("Harbour Lane")
        page.get_by_label("Email").fill("hello@harbour.example")
        page.get_by_label("Logo", exact=True).set_input_files(LOGO)
        press(page, "Look at the logo")
        picture = page.get_by_role("img", name="The logo that you chose")
        expect(picture).to_be_visible()
        if script:
            # A picture that can't be shown is an error here, and one that is still on its way is waited for.
            picture.evaluate("one => one.decode()")
        page.get_by_label("Name", exact=True).first.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Saved.")
        assert server.desk.practice.is_file()


def test_the_workbook_in_the_frame_runs_apart_from_us_and_keeps_nothing(
    browser: Browser, server: Running
) -> None:
    with in_browser(browser, server) as (context, page):
        page.goto(f"{server.origin}/sample")
        frame = page.frame_locator("iframe")
        # Its script runs: the switch for the light is shown by it.
        expect(frame.get_by_role("button", name="Dark mode")).to_be_visible()
        (inner,) = [one for one in page.frames if one.url.endswith("/sample/look")]
        assert inner.evaluate("window.origin") == "null"
        for reach in ("parent.document.title", "localStorage.length", "document.cookie"):
            with pytest.raises(Exception, match=r"SecurityError|cross-origin|sandbox"):
                inner.evaluate(reach)
        field = frame.get_by_role("textbox").first
        field.fill("mine")
        page.goto(f"{server.origin}/")
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        # By itself it is as far from us.
        page.goto(f"{server.origin}/sample/look")
        assert page.evaluate("window.origin") == "null"
        assert [one["name"] for one in context.cookies()] == [f"rekindle-{server.desk.port}"]
        assert page.evaluate("fetch('/').then(() => 'read', () => 'refused')") == "refused"


class _Elsewhere(BaseHTTPRequestHandler):
    """Another page on this machine, on another port; cookies don't tell it from us."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(
            b"<!doctype html><title>Elsewhere</title><form method=post><button>Go</button></form>"
        )

    def log_message(self, *args: object) -> None:
        return


def test_a_page_on_another_port_can_do_nothing_with_our_cookie(browser: Browser, server: Running) -> None:
    other = HTTPServer(("127.0.0.1", 0), _Elsewhere)
    serving = threading.Thread(target=other.serve_forever)
    serving.start()
    try:
        with in_browser(browser, server) as (context, page):
            mine = context.new_page()
            mine.goto(f"http://127.0.0.1:{other.server_port}/")
            asked = "address => fetch(address, {method: 'METHOD', credentials: 'include', mode: 'MODE'})"
            for method, mode in (("GET", "cors"), ("POST", "cors"), ("POST", "no-cors")):
                code = asked.replace("METHOD", method).replace("MODE", mode)
                # In `no-cors` it may not even see that it was refused; the server still runs.
                mine.evaluate(f"address => ({code})(address).then(() => 0, () => 0)", f"{server.origin}/quit")
            mine.evaluate("address => { document.forms[0].action = address; document.forms[0].submit(); }",
                          f"{server.origin}/quit")  # fmt: skip
            expect(mine.get_by_role("heading", level=1)).to_have_text("Another page asked for this")
            mine.goto(f"http://127.0.0.1:{other.server_port}/")
            mine.evaluate(
                "address => { const frame = document.body.appendChild(document.createElement('iframe'));"
                " frame.src = address; return new Promise((done) => { frame.onload = done; }); }",
                f"{server.origin}/",
            )
            assert not [one for one in mine.frames[1:] if "Start" in one.title()]
            page.reload()
            expect(page.get_by_role("heading", level=1)).to_have_text("What do you need?")
    finally:
        other.shutdown()
        serving.join(10)
        other.server_close()


def test_a_used_address_lets_no_other_browser_in(browser: Browser, server: Running) -> None:
    address = server.entrance()
    with in_browser(browser, server), browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text("This address has been used")
        page.goto(f"{server.origin}/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Please open Rekindle again")


def test_what_was_typed_stays_on_the_page_when_the_server_is_gone(browser: Browser, server: Running) -> None:
    with in_browser(browser, server) as (_, page):
        page.goto(f"{server.origin}/practice")
        page.get_by_label("Name", exact=True).first.fill("Zephyrine")
        server.stop()
        page.get_by_label("Name", exact=True).first.press("Enter")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Rekindle has stopped")
        press(page, "Back to the page")
        expect(page.get_by_label("Name", exact=True).first).to_have_value("Zephyrine")
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_it_asks_before_it_locks_and_whoever_is_there_puts_it_off(browser: Browser, tmp_path: Path) -> None:
    locking = Locking(after=4, warned=3)
    with running(tmp_path, locking) as server, in_browser(browser, server) as (_, page):
        closed: list[bool] = []
        locking.hold("records", lambda: closed.append(True))
        page.reload()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Are you still there?", timeout=5_000)
        assert page.evaluate("document.activeElement.id") == "away-title"
        before = locking.left()
        press(page, "I am still here")
        expect(dialog).to_be_hidden()
        page.wait_for_timeout(100)
        assert locking.left() > before
        # And if nobody is: it is closed, and the page hides what was on it.
        expect(dialog).to_contain_text("Rekindle has locked itself", timeout=15_000)
        assert closed == [True]


def test_axe_and_nu_find_nothing_in_any_state_by_day_or_night_on_a_phone_or_a_desk(
    browser: Browser, server: Running, tmp_path: Path
) -> None:
    axe = (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    pages: list[Path] = []

    def look(page: Page, name: str) -> None:
        # What is only words looks alike in every view.
        for width, scheme in VIEWS if page.locator("main form").count() or THOROUGH else VIEWS[:1]:
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
        path.write_text(page.evaluate("fetch(location.href).then((page) => page.text())"), encoding="utf-8")
        pages.append(path)

    with in_browser(browser, server) as (_, page):
        look(page, "start")
        for path in ("/sheets", "/sample", "/clients", "/locked", "/nothing", "/practice"):
            page.goto(f"{server.origin}{path}")
            look(page, path.strip("/"))
        page.get_by_label("Email").fill("x")
        page.get_by_label("Email").press("Enter")
        expect(page.locator("#faults")).to_be_visible()
        look(page, "practice-faults")
        page.goto(f"{server.origin}/sheets")
        press(page, "Use this", 2)
        expect(page.locator("iframe")).to_be_visible()
        look(page, "sheet")
        page.get_by_role("link", name="Ask the questions first").click()
        look(page, "ask")
        page.get_by_role("group", name="Have you given the plot up?").get_by_label("Yes", exact=True).check()
        press(page, "Check the answers")
        expect(page.get_by_role("heading", level=1)).to_have_text("No worksheet for now")
        look(page, "held")
    said = check_html(*pages)
    assert said == []


def test_text_twice_as_large_fits_a_page_of_any_width(browser: Browser, server: Running) -> None:
    with in_browser(browser, server) as (_, page):
        for path in ("/", "/sheets", "/practice"):
            page.goto(f"{server.origin}{path}")
            for width in (640, 1280, 1920):
                page.set_viewport_size({"width": width, "height": 800})
                page.evaluate("document.documentElement.style.fontSize = '200%'")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
