"""A table on the page: filled in, saved and loaded by row and column, and as cards on a narrow screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.test_accessible import found_by_axe
from tests.node_tools import chromium, package

from rekindle_core import answer_places, answers_from_json, fit_answers, render
from rekindle_core.answers.values import ChoicesValue, ChoiceValue, NumberValue, TextValue
from rekindle_core.document import nodes as n
from rekindle_core.frozen import replace
from rekindle_core.testing.cases import with_blocks

pytestmark = pytest.mark.slow


def words(text: str) -> n.Inlines:
    return (n.Text(text),)


HELPED = (n.Option("walk", words("A walk")), n.Option("call", words("A call")))
COLUMNS = (
    n.TableColumn("moment", words("The moment"), n.TextCell(), words("where, when")),
    n.TableColumn("pull", words("How strong"), n.NumberCell(0, 10)),
    n.TableColumn("waited", words("I waited"), n.TickCell()),
    n.TableColumn(
        "help",
        words("What helped"),
        n.ChoiceCell((n.Option("walk", words("A walk")), n.Option("call", words("A call")))),
    ),
)
DAYS = (n.TableRow("mon", words("Monday")), n.TableRow("tue", words("Tuesday")))
LOG = n.Task(
    "urge-log",
    "exercise",
    (n.Paragraph(words("Fill it in.")), n.Paragraph(words("Each day."))),
    n.Table("s1_space_urge-log", COLUMNS, DAYS),
    title=words("The urge log"),
)
AGAIN = replace(
    LOG,
    id="log",
    body=(n.Paragraph(words("Once more.")),),
    response=n.Table("s1_space_log", COLUMNS, (n.TableRow("row-1"),)),
)
DOCUMENT = replace(with_blocks(LOG, AGAIN), discreet=False)

Open = Callable[[int], Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def open_(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    faults: list[str] = []

    def opened(width: int) -> Page:
        path = tmp_path / "page.html"
        path.write_bytes(render(DOCUMENT, "html")[0].data)
        page = browser.new_page(viewport={"width": width, "height": 800}, accept_downloads=True)
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.goto(path.as_uri())
        return page

    yield opened
    assert not faults


def fill_in(page: Page) -> None:
    page.get_by_role("textbox", name="Monday The moment where, when").fill("at the bus stop")
    page.get_by_role("spinbutton", name="Monday How strong 0–10").fill("7")
    page.get_by_role("checkbox", name="Tuesday I waited").check()
    page.get_by_role("group", name="Tuesday What helped").get_by_label("A walk").check()
    page.get_by_role("spinbutton", name="1 How strong 0–10").fill("0")


def saved(page: Page, button: str = "Save to a file") -> str:
    with page.expect_download() as told:
        page.get_by_role("button", name=button).click()
    return Path(told.value.path()).read_text("utf-8")


def test_cells_are_saved_by_row_and_column_and_fit_into_the_program(open_: Open) -> None:
    page = open_(1280)
    fill_in(page)
    found = answers_from_json(saved(page))
    places = {place.name: place.question for place in answer_places(DOCUMENT)}
    assert {one.id.name: (one.value, one.question) for one in found.answers} == {
        name: (value, places[name])
        for name, value in {
            "s1_space_urge-log_mon_moment": TextValue("at the bus stop"),
            "s1_space_urge-log_mon_pull": NumberValue(7),
            "s1_space_urge-log_tue_waited": ChoicesValue(("done",)),
            "s1_space_urge-log_tue_help": ChoiceValue("walk"),
            "s1_space_log_row-1_pull": NumberValue(0),
        }.items()
    }
    fit = fit_answers(DOCUMENT, found)
    assert (len(fit.answers.answers), fit.left, fit.unsure) == (5, (), 0)
    told = saved(page, "Save as text")
    assert "Monday: The moment:\n  at the bus stop\n" in told
    assert "Tuesday: I waited:\n  ✓\n" in told


def test_a_file_is_put_into_the_cells_and_what_does_not_fit_is_listed(open_: Open, tmp_path: Path) -> None:
    page = open_(1280)
    fill_in(page)
    answers = json.loads(saved(page))
    for one in answers["answers"]:
        if one["id"]["part"] == "mon_pull":
            one["value"]["value"] = 11
    page.reload()
    page.get_by_role("button", name="Erase my answers").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase my answers").click()
    assert page.get_by_role("checkbox", name="Tuesday I waited").is_checked() is False
    page.locator("input[type=file]").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(answers).encode()}
    )
    page.get_by_text("The urge log Fill it in. Each day. – Monday: How strong").wait_for()
    assert page.get_by_role("textbox", name="Monday The moment").input_value() == "at the bus stop"
    assert page.get_by_role("checkbox", name="Tuesday I waited").is_checked()
    assert page.get_by_role("spinbutton", name="Monday How strong").input_value() == ""
    assert page.get_by_role("spinbutton", name="1 How strong").input_value() == "0"


def test_a_number_out_of_its_range_is_no_answer(open_: Open) -> None:
    page = open_(1280)
    page.get_by_role("textbox", name="Tuesday The moment").fill("x")
    page.get_by_role("spinbutton", name="Monday How strong").fill("12")
    assert [one.id.part for one in answers_from_json(saved(page)).answers] in (
        ["tue_moment"],
        ["mon_pull", "tue_moment"],
    )


@pytest.mark.parametrize(("width", "cards"), [(320, True), (470, True), (700, False), (1280, False)])
def test_rows_are_cards_on_a_narrow_screen(width: int, cards: bool, open_: Open) -> None:
    page = open_(width)
    shown = page.locator("tr:has(th[scope=row])").first.evaluate("row => getComputedStyle(row).display")
    assert shown == ("block" if cards else "table-row")
    assert page.locator("td .column").first.is_visible() == cards
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.evaluate((package("axe-core") / "axe.min.js").read_text("utf-8"))
    assert found_by_axe(page) == []
    fill_in(page)
