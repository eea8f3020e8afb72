"""A client who comes again, in a real browser: what came back, ratings, backup and the end, with and without script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.served import Running, running
from tests.browser.test_accessible import EVERY_VIEW, RULES, THOROUGH, TWO_VIEWS
from tests.node_tools import check_html, chromium, package
from tests.serving import PASSPHRASE
from tests.support import bundled_pack
from tests.unit.web.screens.visits.clients import give_to, handed_in

from rekindle_core import Document
from rekindle_core.web.state.records import Records

pytestmark = pytest.mark.slow

VIEWS = EVERY_VIEW if THOROUGH else TWO_VIEWS
LABEL = "K-14"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@contextmanager
def inside(browser: Browser, server: Running, *, script: bool = True) -> Iterator[Page]:
    server.desk.records = Records(server.desk.store, server.desk.locking, iterations=64)
    with browser.new_context(java_script_enabled=script, accept_downloads=True) as context:
        page = context.new_page()
        page.goto(server.entrance())
        yield page


def begin(page: Page, server: Running) -> str:
    """Begin records with a client, and return the client's address."""
    page.goto(f"{server.origin}/clients/new-records")
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_label("The passphrase again").fill(PASSPHRASE)
    press(page, "Begin")
    press(page, "I have it on paper")
    page.get_by_role("link", name="Add a client").click()
    page.get_by_label("What to call this client").fill(LABEL)
    page.locator("input[name=partner][value=none]").check()
    press(page, "Add")
    expect(page.get_by_role("heading", level=1)).to_have_text(LABEL)
    return page.url


def given(server: Running) -> Document:
    """Give the client a program, where the store is."""
    return server.desk.worker.put(lambda: give_to(server.desk, LABEL)).result(30)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_file_that_came_back_to_the_end_of_the_record(
    browser: Browser, tmp_path: Path, script: bool
) -> None:
    with running(tmp_path) as server, inside(browser, server, script=script) as page:
        home = begin(page, server)
        document = given(server)
        page.reload()
        page.get_by_role("link", name="Keep answers from a file").click()
        file = {"name": "answers-K-14.json", "mimeType": "application/json", "buffer": handed_in(document)}
        page.get_by_label("The file", exact=True).set_input_files([file])  # type: ignore[list-item]
        page.get_by_label("They agreed that I keep it").check()
        press(page, "Keep the answers")
        expect(page.get_by_role("status")).to_contain_text("written answer")
        page.get_by_role("link", name="Look at the answers").click()
        expect(page.get_by_text("Moss and a wren.").first).to_be_visible()
        with page.expect_download() as saved:
            press(page, "Save as plain text")
        assert saved.value.suggested_filename == f"program-{document.program_id}.txt"
        page.goto(home)
        page.get_by_role("link", name="Look at the ratings together").click()
        expect(page.locator(".drawing svg").first).to_be_visible()
        assert LABEL not in page.content()
        page.goto(f"{server.origin}/clients/keeping")
        press(page, "Make a backup now")
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save a copy of it").click()
        backup = tmp_path / "from-the-stick.backup"
        saved.value.save_as(backup)
        page.goto(f"{home}/erase")
        expect(page.get_by_text("1 backup (last:")).to_be_visible()
        page.get_by_label(f"Type {LABEL} to erase").fill(LABEL)
        press(page, "Erase everything")
        expect(page.get_by_role("heading", level=1)).to_have_text("The record is erased")
        page.goto(f"{server.origin}/clients/restore")
        page.get_by_label("The backup", exact=True).set_input_files(backup)
        page.get_by_label("Passphrase of the backup").fill(PASSPHRASE)
        press(page, "Put it in place")
        expect(page.get_by_role("status")).to_contain_text("as they were on its day")
        page.get_by_role("link", name="Go to your clients").click()
        expect(page.get_by_role("heading", name=LABEL)).to_be_visible()
        if script:
            assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_axe_and_nu_find_nothing_on_the_pages_of_a_client_and_of_the_record(
    browser: Browser, tmp_path: Path
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
                {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]},
            )
            said = [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
            assert said == [], (name, width, scheme)
        path = tmp_path / f"{name}.html"
        path.write_text(page.content(), encoding="utf-8")
        pages.append(path)

    with running(tmp_path, load=bundled_pack) as server, inside(browser, server) as page:
        page.goto(f"{server.origin}/clients")
        press(page, "Look at made-up clients first")
        page.get_by_role("link", name="Sample-1").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sample-1")
        home = page.url
        look(page, "client")
        for path in ("given/1", "progress", "history", "copy"):
            page.goto(f"{home}/{path}")
            look(page, path.replace("/", "-"))
        page.goto(f"{server.origin}/where")
        look(page, "where")
        home = begin(page, server)
        page.goto(f"{home}/record")
        look(page, "record")
        page.goto(f"{home}/erase")
        press(page, "Erase everything")
        expect(page.locator("#faults")).to_be_focused()
        look(page, "erase-fault")
        page.goto(f"{home}/answers")
        press(page, "Keep the answers")
        expect(page.locator("#faults")).to_be_focused()
        look(page, "answers-fault")
        page.goto(f"{home}/copy")
        press(page, "Save the copy")
        expect(page.locator("#faults")).to_be_focused()
        look(page, "copy-fault")
        for path in ("keeping", "restore", "passphrase"):
            page.goto(f"{server.origin}/clients/{path}")
            look(page, path)
        page.goto(f"{home}/erase")
        page.get_by_label(f"Type {LABEL} to erase").fill(LABEL)
        press(page, "Erase everything")
        expect(page.get_by_role("heading", level=1)).to_have_text("The record is erased")
        look(page, "erased")
    assert check_html(*pages) == []
