"""A look-back on the page: it repeats the plan as it is on the page, and its answer is kept with the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.test_accessible import found_by_axe
from tests.node_tools import chromium, package

from rekindle_core import ChoiceValue, answer_places, answers_from_json, fit_answers, render
from rekindle_core.document import nodes as n
from rekindle_core.frozen import replace
from rekindle_core.testing.cases import with_blocks

pytestmark = pytest.mark.slow


def words(text: str) -> n.Inlines:
    return (n.Text(text),)


PLAN = n.IfThen("s1_space_phone_if", "s1_space_phone_then", 2, words("it is late and"), words("I will"))
PROMPT = n.Task("phone", "prompt", (n.Paragraph(words("Plan one moment.")),), PLAN, number=1)
BACK = n.Task(
    "phone-look-back",
    "look-back",
    (n.Paragraph(words("Did the moment come?")),),
    n.Choices(
        "s2_space_phone-look-back",
        (n.Option("came", words("It came.")), n.Option("not-yet", words("Not yet."))),
        many=False,
    ),
    help=words("Prompt 1"),
    earlier=PLAN,
)
DOCUMENT = replace(with_blocks(PROMPT, BACK), discreet=False)
SHOWN = ".look-back .earlier"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def made(folder: Path, document: n.Document) -> str:
    (page,) = render(document, "html")
    path = folder / "workbook.html"
    path.write_bytes(page.data)
    return path.as_uri()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_plan_is_repeated_as_it_is_on_the_page_and_the_answer_is_saved(
    browser: Browser, width: int, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(made(tmp_path, DOCUMENT))
    assert not page.locator(SHOWN).is_visible()
    then = page.locator("[name=s1_space_phone_then]")
    then.fill("put it away\n<b>and</b> count")
    then.blur()
    assert page.locator(SHOWN).inner_text() == "then I will put it away\n<b>and</b> count"
    page.locator("[name=s1_space_phone_if]").fill("my phone lights up")
    page.get_by_label("Not yet.").check()
    assert (
        page.locator(SHOWN).inner_text().startswith("If it is late and my phone lights up\nthen I will put")
    )
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate((package("axe-core") / "axe.min.js").read_text("utf-8"))
    assert found_by_axe(page) == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save to a file").click()
    answers = answers_from_json(Path(saved.value.path()).read_bytes())
    fit = fit_answers(DOCUMENT, answers, confirmed=["other-program"])
    # Asked in the same words there and here: the plan is no part of the question.
    assert not fit.left
    assert fit.by_name["s2_space_phone-look-back"].value == ChoiceValue("not-yet")
    assert {one.name for one in answer_places(DOCUMENT)} == set(fit.by_name)
    then.fill("")
    page.locator("[name=s1_space_phone_if]").fill("")
    page.locator("[name=s1_space_phone_if]").blur()
    assert not page.locator(SHOWN).is_visible()


def test_a_page_that_may_be_found_has_no_place_for_it(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(made(tmp_path, replace(DOCUMENT, discreet=True)))
    page.locator("[name=s1_space_phone_then]").fill("put it away")
    page.locator("[name=s1_space_phone_if]").fill("my phone lights up")
    assert page.locator(".earlier").count() == 0
    assert "lights up" not in page.locator(".look-back").inner_text()
