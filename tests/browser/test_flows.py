"""What a reader does with the workbook, in every browser: keep, reload, save, load, clear, erase, print, leave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.windows import WINDOWS, Window

from rekindle_core import Document, render
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node

pytestmark = pytest.mark.slow

AREA = "textarea[name=s1-prompt-a]"
SEVEN = "label:has(> [name=s1-prompt-b][value='7'])"
CLEAR = "fieldset:has([name=s1-prompt-b]) > .clear"
FILLED_IN = {"s1-prompt-a": "On the ferry", "s1-prompt-b": 7}

# What the page hands to the browser to save: each has a folder, and a question, of its own for that.
CATCH = """
window.handed = [];
HTMLAnchorElement.prototype.click = function () { window.name = this.download; };
const make = URL.createObjectURL;
URL.createObjectURL = (file) => { file.text().then((text) => window.handed.push(text)); return make(file); };
"""


@pytest.fixture(scope="module", params=sorted(WINDOWS))
def window(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with WINDOWS[request.param](tmp_path_factory.mktemp(request.param)) as opened:
        yield opened


def page(window: Window, folder: Path, *, discreet: bool) -> None:
    """Open a page of a program that no other test has, with another page beside it to leave to."""
    elsewhere = folder / "elsewhere.html"
    elsewhere.write_text("<!doctype html><title>Elsewhere</title>")
    window.open(elsewhere)
    document: Document = every_node("Alex")
    words = {**document.words, "workbook_exit_to": elsewhere.as_uri()}
    # The browser keeps answers for each program: this one's id is the folder's.
    document = replace(document, discreet=discreet, words=words, program_id=folder.name.encode().hex())
    path = folder / "page.html"
    path.write_bytes(render(document, "html")[0].data)
    window.open(path)


def fill_in(window: Window) -> None:
    window.type(AREA, "On the ferry")
    window.click(SEVEN)


def shown(window: Window) -> dict[str, Any]:
    return window.run(
        """const found = {};
        for (const one of document.querySelectorAll("main textarea, main input")) {
          if (one.localName === "textarea") { if (one.value) found[one.name] = one.value; }
          else if (one.checked) found[one.name] = Number(one.value);
        }
        return found;"""
    )


def saved(window: Window) -> str:
    window.run(CATCH)
    window.click("#page--save")
    window.wait("return window.handed.length === 1")
    return str(window.run("return window.handed[0]"))


def said(window: Window) -> str:
    return str(window.run("return document.getElementById('page--said').textContent"))


def values(text: str) -> dict[str, object]:
    """Return the answers of a saved file by the items they are to; None for one that was cleared."""
    return {one["id"]["item"]: one["value"].get("value") for one in json.loads(text)["answers"]}


def test_answers_are_kept_and_there_again(window: Window, tmp_path: Path) -> None:
    page(window, tmp_path, discreet=False)
    fill_in(window)
    window.reload()
    assert shown(window) == FILLED_IN
    page(window, tmp_path, discreet=False)
    assert shown(window) == FILLED_IN


def test_a_discreet_page_keeps_nothing_unasked(window: Window, tmp_path: Path) -> None:
    page(window, tmp_path, discreet=True)
    fill_in(window)
    window.reload()
    assert shown(window) == {}
    window.click("#page--keep")
    fill_in(window)
    window.reload()
    assert shown(window) == FILLED_IN


def test_answers_are_saved_erased_and_loaded(window: Window, tmp_path: Path) -> None:
    page(window, tmp_path, discreet=True)
    fill_in(window)
    text = saved(window)
    assert values(text) == FILLED_IN
    window.click("#page--erase")
    window.click("#page--ask-yes")
    window.wait("return document.querySelector(arguments[0]).value === ''", AREA)
    assert shown(window) == {}
    path = tmp_path / "answers.json"
    path.write_text(text)
    window.choose_file("#page--file", path)
    window.wait("return document.querySelector(arguments[0]).value !== ''", AREA)
    assert shown(window) == FILLED_IN
    path.write_text("[]")
    window.choose_file("#page--file", path)
    window.wait("return document.getElementById('page--said').textContent.includes('contains no answers')")
    assert shown(window) == FILLED_IN


def test_a_rating_is_cleared_and_stays_so(window: Window, tmp_path: Path) -> None:
    page(window, tmp_path, discreet=False)
    fill_in(window)
    window.click(CLEAR)
    rest = {"s1-prompt-a": "On the ferry"}
    assert shown(window) == rest
    assert "Answer cleared." in said(window)
    assert {name: value for name, value in values(saved(window)).items() if value is not None} == rest
    window.reload()
    assert shown(window) == rest


def test_what_is_printed_is_there_once_and_gone_after(window: Window, tmp_path: Path) -> None:
    page(window, tmp_path, discreet=True)
    fill_in(window)
    printed = window.pdf()
    assert printed is None or printed.startswith(b"%PDF")
    for events, texts in (("before before", ["On the ferry"]), ("after", [])):
        for event in events.split():
            window.run("window.dispatchEvent(new Event(arguments[0]))", f"{event}print")
        all_ = "return [...document.querySelectorAll('.printed')].map((one) => one.textContent)"
        assert window.run(all_) == texts


@pytest.mark.parametrize("way", ["link", "keys"])
def test_a_page_left_in_haste_does_not_come_back(window: Window, tmp_path: Path, way: str) -> None:
    page(window, tmp_path, discreet=True)
    fill_in(window)
    window.click("nav li a")
    if way == "link":
        window.click("#page--exit")
    else:
        for _ in range(3):
            window.escape()
    window.wait("return document.title === 'Elsewhere'")
    window.back()
    window.wait("return !location.href.endsWith('page.html')")
    assert "ferry" not in window.run("return document.documentElement.outerHTML")


def test_at_hand_is_one_low_row_on_a_phone_and_nothing_is_read_along(window: Window, tmp_path: Path) -> None:
    page(window, tmp_path, discreet=True)
    assert window.run("return document.querySelector('.bar').offsetHeight") <= 56
    assert window.run("return document.querySelector(arguments[0]).spellcheck", AREA) is False
