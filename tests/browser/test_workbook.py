"""The page as a workbook: used as its reader uses it, in a real browser, from a file."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.answering import answers_for
from tests.browser.test_accessible import WHOLE, WIDER, found_by_axe
from tests.node_tools import chromium, package
from tests.support import CONFIRMED, PROFILES, QUICK, ROOT, bundled_pack

from rekindle_core import (
    Answer,
    Answers,
    Cleared,
    Document,
    NumberValue,
    TextValue,
    Value,
    answer_places,
    answers_from_json,
    fit_answers,
    load_profile,
    make_plan,
    read_answers,
    realise,
    render,
)
from rekindle_core.answers.fit import same_question
from rekindle_core.counselor.pages import realise_for_counselor
from rekindle_core.frozen import replace
from rekindle_core.testing import samples

pytestmark = pytest.mark.slow

ANSWERS = Draft202012Validator(json.loads((ROOT / "docs/reference/answers.schema.json").read_text("utf-8")))
QUIET_HOUR, STEADY, MY_HOUR = (
    "Name a quiet hour with Alex.",
    "How steady is this week?",
    "Which hour is yours?",
)

DISTRESS = "How much distress do you feel today? At 9 or 10, stop here and call someone."


def every_node(name: str) -> Document:
    """Return a Document with every node, for a device that others may look at."""
    return replace(samples.every_node(name), discreet=True)


PRIVATE = replace(every_node("Alex"), discreet=False)
"""The sample for a reader whose device is their own."""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser of its own: nothing in it but what the test puts there."""
    fresh = browser.new_context(viewport={"width": 1000, "height": 700}, accept_downloads=True)
    fresh.set_default_timeout(5000)
    yield fresh
    fresh.close()


@pytest.fixture
def open_(context: BrowserContext, tmp_path: Path) -> Iterator[Open]:
    """Open a Document's page in a window of its own. A page that breaks, or asks for anything, fails the test."""
    faults: list[str] = []

    def opened(
        document: Document,
        *,
        name: str = "page",
        hash_: str = "",
        answers: Answers | None = None,
        **options: str,
    ) -> Page:
        path = tmp_path / f"{name}.html"
        (artifact,) = render(document, "html", options, answers=answers, confirmed=["may-be-found"])
        path.write_bytes(artifact.data)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("request", lambda request: asked(request.url))
        page.goto(path.as_uri() + hash_)
        return page

    def asked(url: str) -> None:
        if not url.startswith(("file:", "blob:", "data:", "https://www.wikipedia.org")):
            faults.append(url)

    yield opened
    assert not faults


@cache
def program(*facts: tuple[str, str]) -> Document:
    pack = bundled_pack()
    return realise(pack, make_plan(pack, load_profile(pack, dict(facts))), confirmed=CONFIRMED)


def fill_in(page: Page) -> None:
    """Answer something of each kind."""
    page.get_by_label(QUIET_HOUR).fill("On the ferry,\n  in the rain. <3")
    page.get_by_role("group", name=STEADY).get_by_label("7", exact=True).check()
    page.get_by_label("Night").check()
    page.get_by_label("If it is late and", exact=True).fill("it is late")
    page.get_by_label("I slept.").check()
    page.get_by_label("Alex", exact=True).check()


FILL_ALL = """() => {
  for (const one of document.querySelectorAll("main textarea, main input")) {
    if (one.localName === "textarea") one.value = `Words for ${one.name}.`;
    else if (one.type === "number") one.value = one.max;
    else one.checked = true;
    one.dispatchEvent(new Event("input", {bubbles: true}));
    one.dispatchEvent(new Event("change", {bubbles: true}));
  }
}"""

FILLED_IN = {
    "s1-prompt-a": "On the ferry,\n  in the rain. <3",
    "s1-prompt-b": 7,
    "s1-prompt-c": "night",
    "s1-prompt-d-if": "it is late",
    "s1-checklist-a": ["slept", "ate"],
}


def shown(page: Page) -> dict[str, Any]:
    """Return the answers on the page, as a person sees them."""
    return page.evaluate(
        """() => {
          const found = {};
          for (const one of document.querySelectorAll("main textarea, main input")) {
            if (one.localName === "textarea") { if (one.value) found[one.name] = one.value; }
            else if (one.type === "number") { if (one.value) found[one.name] = +one.value; }
            else if (one.checked && one.type === "radio") found[one.name] = isNaN(one.value) ? one.value : +one.value;
            else if (one.checked) (found[one.name] = found[one.name] || []).push(one.value);
          }
          return found;
        }"""
    )


def answers_in(text: str) -> dict[str, Any]:
    """Return the answers of a saved file by the names of their fields; None for one that was cleared."""
    ANSWERS.validate(json.loads(text))
    return {one.id.name: plain_value(one.value) for one in answers_from_json(text).answers}


def plain_value(value: Value) -> Any:
    found = getattr(value, "value", None)
    return list(found) if isinstance(found, tuple) else found


def stored(page: Page) -> dict[str, str]:
    return page.evaluate("() => ({...localStorage})")


def said(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def saved(page: Page, button: str = "Save to a file") -> tuple[str, str]:
    """Save, and return the file's name and what it holds."""
    with page.expect_download() as download:
        press(page, button)
    return download.value.suggested_filename, download.value.path().read_text("utf-8")


def load(page: Page, text: str) -> None:
    """Choose a file to load, as somebody does who is asked by the browser for one."""
    with page.expect_file_chooser() as chooser:
        press(page, "Load a file")
    chooser.value.set_files({"name": "a.json", "mimeType": "application/json", "buffer": text.encode()})


# ------------------------------------------------------------------ what is kept, and where


def test_on_a_private_device_answers_are_there_again_when_the_page_is_opened_again(open_: Open) -> None:
    page = open_(PRIVATE)
    assert stored(page) == {}, "nothing is kept before there is something to keep"
    assert page.get_by_label("Keep my answers").is_checked()
    expect(page.get_by_text("where anyone who uses this browser can read them.")).to_be_visible()
    fill_in(page)
    page.reload()
    assert shown(page) == FILLED_IN
    page.close()
    again = open_(PRIVATE)
    assert shown(again) == FILLED_IN
    again.get_by_label("Night").focus()
    again.get_by_label("I slept.").uncheck()
    again.reload()
    assert shown(again) == {**FILLED_IN, "s1-checklist-a": ["ate"]}


def test_each_letter_is_kept_as_it_is_typed(open_: Open) -> None:
    page = open_(PRIVATE)
    page.get_by_label(QUIET_HOUR).press_sequentially("By the")
    (record,) = stored(page).values()
    assert [one["value"]["value"] for one in json.loads(record)["answers"]] == ["By the"]


def test_unless_the_reader_says_so_nothing_is_kept_on_a_device_that_others_may_look_at(open_: Open) -> None:
    page = open_(every_node("Alex"))
    assert not page.get_by_label("Keep my answers").is_checked()
    fill_in(page)
    assert stored(page) == {}
    expect(page.get_by_text("when you close this page, they are lost")).to_be_visible()
    page.reload()
    assert shown(page) == {}


def test_the_reader_can_let_the_page_keep_answers_and_stop_it_again(open_: Open) -> None:
    page = open_(every_node("Alex"))
    fill_in(page)
    page.get_by_label("Keep my answers").check()
    page.reload()
    assert shown(page) == FILLED_IN
    assert page.get_by_label("Keep my answers").is_checked()
    page.get_by_label("Keep my answers").uncheck()
    assert stored(page) == {}
    assert shown(page) == FILLED_IN, "what is on the page stays there"
    page.get_by_label(QUIET_HOUR).fill("Something else")
    assert stored(page) == {}


def test_on_a_private_device_too_a_reader_can_have_nothing_kept(open_: Open) -> None:
    page = open_(PRIVATE)
    fill_in(page)
    page.get_by_label("Keep my answers").uncheck()
    page.get_by_label(QUIET_HOUR).fill("Something else")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert shown(page) == {}
    assert not page.get_by_label("Keep my answers").is_checked()
    assert list(stored(page).values()) == ["off"]


def test_what_is_kept_is_under_a_name_that_tells_nothing(open_: Open) -> None:
    page = open_(PRIVATE)
    fill_in(page)
    ((key, record),) = stored(page).items()
    assert key.removeprefix("page-").isalnum()
    assert len(key) == len("page-") + 64
    assert PRIVATE.program_id not in key
    assert "Alex" not in record


def test_what_is_kept_is_not_shown_under_a_question_that_changed(open_: Open) -> None:
    page = open_(PRIVATE)
    fill_in(page)
    page.close()
    page = open_(replace(samples.every_node("Sam"), discreet=False))
    assert shown(page) == {key: value for key, value in FILLED_IN.items() if key != "s1-prompt-a"}
    assert "not filled in" in said(page)
    assert page.locator("#page--rest li").all_inner_texts() == [f"s1-prompt-a\n{FILLED_IN['s1-prompt-a']}"]
    page.get_by_label("If it is late and", exact=True).fill("it is early")
    assert shown(open_(PRIVATE)) == {**FILLED_IN, "s1-prompt-d-if": "it is early"}, "and it is not lost"


def test_two_programs_keep_apart_and_so_do_the_clients_and_the_counselors_pages(open_: Open) -> None:
    pack = bundled_pack()
    plan = make_plan(
        pack, load_profile(pack, {"safe_device": "yes", "may_print": "yes", "program.sessions": 2})
    )
    other = make_plan(
        pack, load_profile(pack, {"safe_device": "yes", "may_print": "yes", "program.sessions": 1})
    )
    pages = (realise(pack, plan), realise(pack, other), realise_for_counselor(pack, plan))
    for n, document in enumerate(pages):
        page = open_(document, name=f"page-{n}")
        if not page.get_by_label("Keep my answers").is_checked():
            page.get_by_label("Keep my answers").check()
        page.locator("main textarea").first.fill(f"of page {n}")
        assert len(stored(page)) == n + 1
        page.close()
    for n, document in enumerate(pages):
        page = open_(document, name=f"page-{n}")
        assert page.locator("main textarea").first.input_value() == f"of page {n}"


def test_two_windows_of_one_program_do_not_undo_each_other(open_: Open) -> None:
    one, other = open_(PRIVATE), open_(PRIVATE)
    one.get_by_label(QUIET_HOUR).fill("From the one")
    expect(other.get_by_label(QUIET_HOUR)).to_have_value("From the one")
    other.get_by_label("If it is late and", exact=True).fill("from the other")
    expect(one.get_by_label("If it is late and", exact=True)).to_have_value("from the other")
    one.get_by_label("Night").check()
    other.reload()
    assert shown(other) == {
        "s1-prompt-a": "From the one",
        "s1-prompt-c": "night",
        "s1-prompt-d-if": "from the other",
    }


def test_what_is_erased_in_one_window_is_kept_by_no_other(open_: Open) -> None:
    one, other = open_(PRIVATE), open_(PRIVATE)
    one.get_by_label(QUIET_HOUR).fill("Mine")
    expect(other.get_by_label(QUIET_HOUR)).to_have_value("Mine")
    erase(one)
    expect(other.get_by_role("status")).to_contain_text("erased in another window")
    other.get_by_label("If it is late and", exact=True).fill("still here")
    assert stored(other) == {}
    assert other.get_by_label(QUIET_HOUR).input_value() == "Mine"


@pytest.mark.parametrize("discreet", [True, False])
def test_where_the_browser_keeps_nothing_the_page_says_so_and_works(
    open_: Open, context: BrowserContext, discreet: bool
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page = open_(replace(PRIVATE, discreet=discreet))
    assert page.get_by_label("Keep my answers").is_disabled()
    expect(page.get_by_text("does not let this page store anything")).to_be_visible()
    fill_in(page)
    _, text = saved(page)
    assert answers_in(text) == FILLED_IN
    erase(page)
    assert shown(page) == {}


def test_where_there_is_no_room_left_the_page_says_so_and_loses_nothing(open_: Open) -> None:
    page = open_(PRIVATE)
    page.evaluate(
        """() => {
          let piece = "x".repeat(1 << 20);
          for (let n = 0; piece.length; n += 1) {
            try { localStorage.setItem(`other-${n}`, piece); }
            catch (full) { piece = piece.slice(piece.length / 2 + 1); }
          }
        }"""
    )
    fill_in(page)
    assert "its storage is full" in said(page)
    assert shown(page) == FILLED_IN
    assert answers_in(saved(page)[1]) == FILLED_IN
    page.evaluate("() => localStorage.removeItem('other-0')")
    page.get_by_label("If it is late and", exact=True).fill("it is late")
    assert "no room" not in said(page)
    page.reload()
    assert shown(page) == FILLED_IN


def test_what_was_kept_and_cannot_be_read_is_said_and_not_overwritten(open_: Open) -> None:
    page = open_(PRIVATE)
    fill_in(page)
    (key,) = stored(page)
    page.evaluate("key => localStorage.setItem(key, '{\"format\": 5}')", key)
    page.reload()
    assert "newer version of this page" in said(page)
    page.get_by_label(QUIET_HOUR).fill("Mine")
    assert stored(page) == {key: '{"format": 5}'}


# ------------------------------------------------------------------ saving, loading, erasing


def erase(page: Page, answer: str = "Erase my answers") -> None:
    press(page, "Erase my answers")
    page.get_by_role("dialog").get_by_role("button", name=answer).click()


def test_a_saved_file_is_as_the_schema_says_and_the_same_each_time(open_: Open) -> None:
    page = open_(every_node("Alex"))
    fill_in(page)
    name, text = saved(page)
    assert name == f"answers-{PRIVATE.program_id}.json"
    assert name in said(page)
    record = json.loads(text)
    assert (record["format"], record["program_id"]) == (4, PRIVATE.program_id)
    assert answers_in(text) == FILLED_IN
    assert list(answers_in(text)) == list(FILLED_IN), "in the order of the page"
    answers = answers_from_json(text).answers
    places = {place.name: place for place in answer_places(PRIVATE)}
    assert all(same_question(one.question, places[one.id.name].question) for one in answers)
    assert {one.source for one in answers} == {"workbook"}
    assert all(
        one.when and abs(one.when - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5) for one in answers
    )
    assert fit_answers(PRIVATE, read_answers(text.encode())).answers.answers == answers
    assert saved(page)[1] == text
    assert stored(page) == {}


def test_a_saved_file_brings_the_answers_back_on_another_device(open_: Open, browser: Browser) -> None:
    page = open_(every_node("Alex"))
    fill_in(page)
    _, text = saved(page)
    page.close()
    fresh = open_(every_node("Alex"))
    load(fresh, text)
    expect(fresh.get_by_role("status")).to_have_text("The answers from the file are on the page.")
    assert shown(fresh) == FILLED_IN
    assert stored(fresh) == {}
    assert saved(fresh)[1] == text


def test_a_file_that_an_earlier_version_saved_is_loaded_as_far_as_it_fits(open_: Open) -> None:
    page = open_(PRIVATE)
    load(page, json.dumps({"format": 1, "code": "10000-A", "digest": "0" * 64, "answers": FILLED_IN}))
    expect(page.get_by_role("status")).to_have_text("The answers from the file are on the page.")
    assert shown(page) == FILLED_IN
    misfits = {"elsewhere": "Kept <b>words</b>", "s1-prompt-b": 11, "s1-prompt-c": "noon", "__proto__": "x"}
    load(page, record_of({**misfits, "s1-prompt-d-then": "I go to bed"}))
    expect(page.get_by_role("status")).to_contain_text(
        "not filled in, because this page doesn’t have their questions"
    )
    assert shown(page) == {**FILLED_IN, "s1-prompt-d-then": "I go to bed"}
    assert page.locator("#page--rest li").all_inner_texts() == [
        "elsewhere\nKept <b>words</b>",
        "s1-prompt-b\n11",
        "s1-prompt-c\nnoon",
        "__proto__\nx",
    ]
    load(page, record_of(FILLED_IN))
    expect(page.locator("#page--rest")).to_be_hidden()


def test_answers_of_another_program_are_put_in_if_the_reader_wants_it_but_no_ratings(open_: Open) -> None:
    document = program(("contact", "none"))
    page = open_(document)
    page.evaluate(FILL_ALL)
    _, text = saved(page)
    page.close()
    other = replace(document, program_id="february")
    page = open_(other)
    load(page, text)
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    assert shown(page) == {}
    load(page, text)
    expect(page.locator("#page--ask-said")).to_contain_text(
        f"another program (its id is {document.program_id})"
    )
    page.get_by_role("dialog").get_by_role("button", name="Fill in what fits").click()
    expect(page.get_by_role("status")).to_contain_text("not filled in")
    fit = fit_answers(other, read_answers(text.encode()), confirmed=["other-program"])
    filled_in = {one.id.name: plain_value(one.value) for one in fit.answers.answers}
    assert len(filled_in) > 20
    assert shown(page) == filled_in
    assert page.locator("#page--rest li").count() == len(fit.left) > 20
    page.get_by_role("button", name="Erase my answers").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase my answers").click()
    assert page.locator("#page--rest li").count() == 0


def test_a_program_with_more_sessions_takes_the_answers_of_the_one_before_it(open_: Open) -> None:
    pack = bundled_pack()
    before, after = (
        realise(
            pack,
            make_plan(
                pack, load_profile(pack, {"contact": "none", "program.sessions": sessions}), program_id="one"
            ),
        )
        for sessions in (6, 9)
    )
    page = open_(before)
    page.evaluate(FILL_ALL)
    _, text = saved(page)
    page.close()
    page = open_(after)
    load(page, text)
    expect(page.get_by_role("status")).to_have_text(re.compile("on the page|not filled in"))
    fit = fit_answers(after, read_answers(text.encode()))
    assert shown(page) == {one.id.name: plain_value(one.value) for one in fit.answers.answers}
    assert page.locator("#page--rest li").count() == len(fit.left)


def test_an_old_answer_is_not_put_under_a_question_that_changed(open_: Open) -> None:
    page = open_(PRIVATE)
    fill_in(page)
    record = json.loads(saved(page)[1])
    record["answers"][0]["question"] += " Or a loud one?"
    record["answers"][1]["question"] = " ".join(f"\u2068{record['answers'][1]['question']}\u2069".split())
    erase(page)
    load(page, json.dumps(record))
    expect(page.locator("#page--rest li")).to_have_count(1)
    assert shown(page) == {key: value for key, value in FILLED_IN.items() if key != "s1-prompt-a"}


def test_an_answer_of_another_pack_is_refused(open_: Open) -> None:
    document = program(("contact", "none"))
    page = open_(document)
    load(page, json.dumps({"format": 3, "program_id": "x", "pack": {"id": "garden"}, "answers": []}))
    expect(page.get_by_role("status")).to_contain_text("another program (its id is x)")


def test_a_page_is_filled_in_as_it_was_built_and_saves_what_it_came_with(open_: Open, tmp_path: Path) -> None:
    page = open_(every_node("Alex"))
    fill_in(page)
    _, text = saved(page)
    page.close()
    early = dt.datetime(2027, 1, 3, 10, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    answers = answers_from_json(text)
    answers = replace(
        answers, answers=tuple(replace(one, source="pdf", when=early) for one in answers.answers)
    )
    page = open_(every_node("Alex"), answers=answers)
    assert shown(page) == FILLED_IN
    assert stored(page) == {}
    assert answers_from_json(saved(page)[1]) == answers
    page.get_by_label(QUIET_HOUR).fill("Later")
    page.get_by_label("Night").focus()
    page.get_by_role("group", name=MY_HOUR).get_by_role("button", name="Clear this answer").click()
    later = {one.id.name: one for one in answers_from_json(saved(page)[1]).answers}
    assert {name: one.source for name, one in later.items() if one.source != "pdf"} == {
        "s1-prompt-a": "workbook",
        "s1-prompt-c": "workbook",
    }
    assert later["s1-prompt-c"].value == Cleared()
    erase(page)
    assert shown(page) == {}
    assert [one.inner_text() for one in page.get_by_role("status").all()] == [said(page)]
    press(page, "Save to a file")
    assert "no answers yet" in said(page)


def test_random_answers_come_back_from_a_page_as_they_were_built_into_it(open_: Open) -> None:
    """The round trip of the workbook: Answers, a page, its saved file, and the same Answers, source and time too."""
    document = every_node("Alex")

    @settings(QUICK, max_examples=25)
    @given(answers_for(document))
    def come_back(answers: Answers) -> None:
        page = open_(document, answers=answers)
        if answers.answers:
            assert fit_answers(document, read_answers(saved(page)[1].encode())).answers == answers
        page.close()

    come_back()


def test_of_what_a_page_was_built_with_and_what_it_has_kept_the_newer_is_shown(open_: Open) -> None:
    page = open_(PRIVATE)
    fill_in(page)
    _, text = saved(page)
    page.close()
    answers = answers_from_json(text)
    day = dt.timedelta(days=1)
    older, newer = (
        replace(
            answers,
            answers=tuple(
                replace(one, value=TextValue(words), when=one.when and one.when + shift)
                for one in answers.answers
                if one.id.name == "s1-prompt-a"
            ),
        )
        for words, shift in (("Older", -day), ("Newer", day))
    )
    assert shown(open_(PRIVATE, answers=older, name="older"))["s1-prompt-a"] == FILLED_IN["s1-prompt-a"]
    page = open_(PRIVATE, answers=newer, name="newer")
    assert shown(page) == {**FILLED_IN, "s1-prompt-a": "Newer"}


def test_loaded_answers_are_kept_where_answers_are_kept(open_: Open) -> None:
    page = open_(PRIVATE)
    load(page, record_of(FILLED_IN))
    expect(page.get_by_role("status")).to_contain_text("on the page")
    page.reload()
    assert shown(page) == FILLED_IN


def record_of(answers: object, **changes: Any) -> str:
    record = {"format": 2, "program_id": PRIVATE.program_id, "answers": answers}
    return json.dumps({**record, **changes})


UNREADABLE = (
    *("", "not JSON", "[]", "null", '{"format": "1"}', record_of(FILLED_IN)[:-9]),
    *(
        record_of({}, format=0),
        record_of({}, program_id=None),
        record_of({}, program_id=7),
        record_of(None),
        record_of(["a"]),
    ),
    *(record_of({}, format=3), record_of(["a"], format=3), record_of([{"id": "a"}], format=3)),
    *(record_of([{"id": {"item": 1}, "value": {}}], format=3), record_of([{"id": {"item": "a"}}], format=3)),
)
REFUSED = {
    "no answers that this page can read": UNREADABLE,
    "saved by a newer version of this page": (record_of({}, format=5, program_id=None),),
}


def test_a_file_that_is_not_of_this_page_is_refused_in_plain_words_and_changes_nothing(open_: Open) -> None:
    page = open_(PRIVATE)
    page.get_by_label(QUIET_HOUR).fill("Mine")
    before = stored(page)
    for words, texts in REFUSED.items():
        for text in texts:
            page.evaluate("document.getElementById('page--said').textContent = ''")
            load(page, text)
            expect(page.get_by_role("status"), text).to_contain_text(words)
            expect(page.get_by_role("status")).to_contain_text("Nothing on this page has changed.")
            assert shown(page) == {"s1-prompt-a": "Mine"}, text
            assert stored(page) == before, text


def test_loading_asks_before_it_replaces_an_answer_and_leaves_others_alone(open_: Open) -> None:
    page = open_(every_node("Alex"))
    mine = {"s1-prompt-a": "Mine", "s1-prompt-d-then": "I go to bed"}
    page.get_by_label(QUIET_HOUR).fill(mine["s1-prompt-a"])
    page.get_by_label("then I will first", exact=True).fill(mine["s1-prompt-d-then"])
    load(page, record_of(FILLED_IN))
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    assert shown(page) == mine
    load(page, record_of(FILLED_IN))
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    page.get_by_role("dialog").get_by_role("button", name="Replace mine").click()
    expect(page.get_by_role("status")).to_contain_text("on the page")
    assert shown(page) == {**mine, **FILLED_IN}


def test_the_same_file_can_be_loaded_twice_without_a_question(open_: Open) -> None:
    page = open_(every_node("Alex"))
    for _ in range(2):
        load(page, record_of(FILLED_IN))
        expect(page.get_by_role("status")).to_contain_text("on the page")
    assert shown(page) == FILLED_IN


def test_erasing_asks_first_and_then_leaves_nothing_on_the_page_or_in_the_browser(open_: Open) -> None:
    page = open_(PRIVATE)
    fill_in(page)
    erase(page, "Cancel")
    assert shown(page) == FILLED_IN
    press(page, "Erase my answers")
    page.keyboard.press("Escape")
    assert shown(page) == FILLED_IN
    erase(page)
    expect(page.get_by_role("status")).to_contain_text("and your browser’s history have not changed")
    assert shown(page) == {}
    assert stored(page) == {}
    page.reload()
    assert shown(page) == {}


def test_erasing_on_a_device_that_others_may_look_at_stops_the_keeping_too(open_: Open) -> None:
    page = open_(every_node("Alex"))
    page.get_by_label("Keep my answers").check()
    fill_in(page)
    erase(page)
    assert not page.get_by_label("Keep my answers").is_checked()
    fill_in(page)
    assert stored(page) == {}


def test_a_page_that_was_asleep_learns_what_was_done_meanwhile(open_: Open) -> None:
    """One that the browser holds ready for going back is not told of other windows' deeds."""
    page = open_(PRIVATE)
    fill_in(page)
    wake = "window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    ((key, record),) = stored(page).items()
    written = json.loads(record)
    (night,) = (one for one in written["answers"] if one["id"]["item"] == "s1-prompt-c")
    night["value"]["value"] = "morning"
    page.evaluate(
        f"([key, text]) => {{ localStorage.setItem(key, text); {wake}; }}", [key, json.dumps(written)]
    )
    assert shown(page) == {**FILLED_IN, "s1-prompt-c": "morning"}
    page.evaluate(f"() => {{ localStorage.clear(); {wake}; }}")
    assert "erased in another window" in said(page)
    page.get_by_label(QUIET_HOUR).fill("Mine")
    assert stored(page) == {}


def test_whatever_can_be_saved_can_be_loaded_however_long_it_is(open_: Open) -> None:
    page = open_(every_node("Alex"))
    # It takes a browser long to lay so many words out, and nobody has to look at them here.
    page.evaluate("document.querySelector('main').style.display = 'none'")
    words = "'Ä word. '.repeat(800_000)"
    page.evaluate(f"document.querySelector('main textarea').value = {words}")
    _, text = saved(page)
    assert len(text.encode()) > 6_000_000
    erase(page)
    assert shown(page) == {}
    load(page, text)
    expect(page.locator("#page--said")).to_contain_text("on the page", timeout=30_000)
    assert page.evaluate(f"document.querySelector('main textarea').value === {words}")


def test_what_could_not_be_loaded_again_is_not_saved_and_the_limit_is_the_same(
    open_: Open, context: BrowserContext
) -> None:
    limit = 64_000_000
    context.add_init_script(f"Object.defineProperty(Blob.prototype, 'size', {{value: {limit + 1}}});")
    page = open_(every_node("Alex"))
    fill_in(page)
    press(page, "Save to a file")
    assert "Your answers are larger than 64 MB" in said(page)
    assert saved(page, "Save as text")[0].endswith(".txt"), "to read, they can be of any length"
    load(page, record_of(FILLED_IN))
    expect(page.get_by_role("status")).to_contain_text("larger than 64 MB")
    assert shown(page) == FILLED_IN


def test_a_file_that_is_no_file_of_answers_is_not_read_if_it_is_huge(open_: Open, tmp_path: Path) -> None:
    film = tmp_path / "film.json"
    with film.open("wb") as file:
        file.truncate(64_000_001)
    page = open_(every_node("Alex"))
    with page.expect_file_chooser() as chooser:
        press(page, "Load a file")
    chooser.value.set_files(film)
    expect(page.get_by_role("status")).to_contain_text("larger than 64 MB")


SINGLE = {"s1-prompt-b": (STEADY, "7"), "s1-prompt-c": (MY_HOUR, "Night")}
"""Questions with one answer of several: a rating, and a choice."""


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_an_answer_that_was_chosen_can_be_cleared(open_: Open, name: str, way: str) -> None:
    page = open_(PRIVATE)
    group = page.get_by_role("group", name=SINGLE[name][0])
    clear = group.get_by_role("button", name="Clear this answer")
    assert not clear.is_visible(), "there is nothing to clear"
    fill_in(page)
    if way == "keys":
        group.get_by_role("radio", checked=True).focus()
        page.keyboard.press("Tab")
        expect(clear).to_be_focused()
        page.keyboard.press("Enter")
    else:
        clear.click()
    rest = {key: value for key, value in FILLED_IN.items() if key != name}
    assert shown(page) == rest
    assert "Answer cleared." in said(page)
    assert not clear.is_visible()
    assert page.evaluate("document.activeElement.name") == name, "the keyboard goes on where it was"
    assert answers_in(saved(page)[1]) == {**FILLED_IN, name: None}, "it is noted that there was an answer"
    page.reload()
    assert shown(page) == rest


def test_clearing_an_answer_counts_it_as_open_and_moves_nothing(open_: Open) -> None:
    page = open_(every_node("Alex"))
    page.evaluate(WHOLE)
    group = page.get_by_role("group", name=STEADY)
    height = "main => main.offsetHeight"
    before = page.locator("main").evaluate(height)
    group.get_by_label("0", exact=True).check()
    expect(page.locator("#page--progress")).to_have_text("1 of 6 answered")
    assert page.locator("main").evaluate(height) == before
    group.get_by_role("button", name="Clear").click()
    expect(page.locator("#page--progress")).to_have_text("0 of 6 answered")
    assert page.locator("main").evaluate(height) == before


def test_there_is_nothing_to_save_before_something_is_written(open_: Open) -> None:
    page = open_(every_node("Alex"))
    press(page, "Save to a file")
    assert said(page) == "This page has no answers yet."


def test_the_text_to_read_has_each_answer_under_its_question(open_: Open) -> None:
    page = open_(every_node("Alex"))
    fill_in(page)
    name, text = saved(page, "Save as text")
    assert name == f"answers-{PRIVATE.program_id}.txt"
    assert text == (
        "Pages to read and write in\n\n\n* Session 1 Look back\n\nPrompt 1\nName a quiet hour with "
        "Alex. Mine is usually …\n  On the ferry,\n    in the rain. <3\n\nPrompt 2\nHow steady is this week?\n  7 "
        "(0–10)\n\nPrompt 3\nWhich hour is yours?\n  Night\n\nPrompt 4\nPlan one moment.\n  If it is late and:\n  it "
        "is late\n\nChecklist\nThis week:\n  I slept.\n  Alex\n"
    )


@pytest.mark.parametrize("profile", sorted(path.stem for path in PROFILES.glob("*.yaml")))
def test_every_place_of_every_example_can_be_filled_in_saved_and_loaded(open_: Open, profile: str) -> None:
    pack = bundled_pack()
    document = realise(
        pack,
        make_plan(pack, load_profile(pack, PROFILES / f"{profile}.yaml")),
        confirmed=CONFIRMED,
    )
    page = open_(document)
    names = page.evaluate(
        "() => [...new Set([...document.querySelectorAll('main [name]')].map(one => one.name))]"
    )
    if not names:
        assert [one.inner_text() for one in page.get_by_role("button").all()] == ["Dark mode"]
        return
    page.evaluate(FILL_ALL)
    filled_in = shown(page)
    assert list(filled_in) == names
    _, text = saved(page)
    assert answers_in(text) == filled_in
    fit = fit_answers(document, read_answers(text.encode()))
    assert (fit.left, fit.unsure, len(fit.answers.answers)) == ((), 0, len(names)), "each with its question"
    erase(page)
    assert shown(page) == {}
    load(page, text)
    expect(page.get_by_role("status")).to_contain_text("on the page")
    assert shown(page) == filled_in
    total = page.locator(".prompt").count()
    expect(page.locator("#page--progress")).to_have_text(f"{total} of {total} answered")


@pytest.mark.parametrize("discreet", [True, False])
def test_on_a_discreet_page_nothing_in_the_browser_reads_along(open_: Open, discreet: bool) -> None:
    page = open_(replace(PRIVATE, discreet=discreet))
    found = page.locator("main textarea").evaluate_all(
        "all => all.map(one => [one.spellcheck, one.writingSuggestions, one.translate, one.dataset.gramm])"
    )
    assert len(found) > 2
    expected = ["false", False, "false"] if discreet else ["true", False, None]
    for spelling, *others in found:
        assert spelling is not discreet
        assert others == expected


# ------------------------------------------------------------------ finding the way


def test_the_contents_show_how_far_each_session_is_and_lead_to_each_prompt(open_: Open) -> None:
    document = program(("country", "GB"))
    page = open_(document)
    contents = page.get_by_role("navigation")
    first = contents.get_by_role("listitem").filter(has_text="Session 3")
    total = page.locator("#session-3 .prompt").count()
    assert total > 1
    expect(first.get_by_text(f"0 of {total} answered")).to_be_visible()
    area = page.locator("#session-3 .prompt textarea").first
    number = area.locator("xpath=ancestor::*[contains(@id, '--task')]").locator(".kind b").text_content()
    area.fill("Words.")
    area.blur()
    expect(first.get_by_text(f"1 of {total} answered")).to_be_visible()
    assert said(page) == f"Session 3: 1 of {total} answered"
    first.get_by_text("answered").click()
    link = first.get_by_role("link", name=f"Prompt {number}, answered")
    link.click()
    expect(area).to_be_in_viewport()
    area.fill("  ")
    area.blur()
    expect(first.get_by_role("link", name=f"Prompt {number}", exact=True)).to_be_visible()
    expect(first.get_by_text(f"0 of {total} answered")).to_be_visible()


def test_progress_is_told_when_a_field_is_left_and_not_at_each_letter(open_: Open) -> None:
    page = open_(every_node("Alex"))
    page.evaluate(
        """() => {
          window.told = [];
          new MutationObserver(() => told.push(document.getElementById("page--said").textContent))
            .observe(document.getElementById("page--said"), {childList: true, characterData: true, subtree: true});
        }"""
    )
    page.get_by_label(QUIET_HOUR).press_sequentially("By the sea")
    page.keyboard.press("Tab")
    page.get_by_label(QUIET_HOUR).press_sequentially(", in June")
    page.keyboard.press("Tab")
    assert page.evaluate("told") == ["Session 1: 1 of 6 answered"]


def test_the_contents_follow_the_reader(open_: Open) -> None:
    page = open_(program(("country", "GB")))
    page.set_viewport_size({"width": 1280, "height": 600})
    current = page.locator("nav [aria-current=location]")
    for part in ("session-2", "help", "session-1"):
        page.locator(f"#{part}").evaluate("part => part.scrollIntoView({behavior: 'instant'})")
        expect(current).to_have_attribute("href", f"#{part}")
        expect(current).to_be_in_viewport()
    assert current.count() == 1


@pytest.mark.parametrize("height", [400, 800, 2000])
@pytest.mark.parametrize("document", [PRIVATE, every_node("Alex")], ids=["at rest", "ready to leave"])
def test_whatever_the_contents_lead_to_is_shown_as_being_read(
    open_: Open, document: Document, height: int
) -> None:
    page = open_(document)
    page.set_viewport_size({"width": 1280, "height": height})
    links = page.locator("nav li > a")
    # What tells a discreet page's title and names is a part at its end.
    assert links.count() == len(document.parts) + document.discreet
    for link in (*links.all(), *reversed(links.all())):
        link.click()
        expect(link).to_have_attribute("aria-current", "location")
        expect(page.locator("nav [aria-current]")).to_have_count(1)


def test_a_deep_link_leads_to_its_prompt(open_: Open) -> None:
    document = program(("country", "GB"))
    page = open_(document)
    task = page.locator("#session-3 .prompt").last
    id_ = task.get_attribute("id")
    page.close()
    there = open_(document, hash_=f"#{id_}")
    expect(there.locator(f"[id='{id_}']")).to_be_in_viewport()


def test_one_can_go_on_where_one_left_off(open_: Open) -> None:
    document = program(("country", "GB"), ("safe_device", "yes"), ("may_print", "yes"))
    page = open_(document)
    assert not page.locator("#page--continue").is_visible()
    area = page.locator("#session-3 .prompt textarea").last
    area.fill("So far.")
    page.close()
    again = open_(document)
    area = again.locator("#session-3 .prompt textarea").last
    number = area.locator("xpath=ancestor::*[contains(@id, '--task')]").locator(".kind b").text_content()
    link = again.get_by_role("link", name=f"Continue where you left off: Session 3, Prompt {number}")
    link.focus()
    again.keyboard.press("Enter")
    expect(area).to_be_in_viewport()
    again.keyboard.press("Tab")
    expect(area).to_be_focused()


def test_each_session_leads_to_those_beside_it(open_: Open) -> None:
    page = open_(program(("country", "GB")))
    turns = [turn.get_by_role("link").all_inner_texts() for turn in page.locator(".turn").all()]
    total = page.locator("section.session").count()
    assert turns == [
        [*([f"Back: Session {n - 1}"] if n > 1 else []), *([f"Next: Session {n + 1}"] if n < total else [])]
        for n in range(1, total + 1)
    ]
    page.get_by_role("link", name="Next: Session 3").click()
    expect(page.get_by_role("heading", name="Session 3").first).to_be_in_viewport()


def test_by_keyboard_one_meets_the_text_the_help_the_answers_and_the_way_out_first(open_: Open) -> None:
    page = open_(every_node("Alex"))
    met = []
    for _ in range(6):
        page.keyboard.press("Tab")
        met.append(
            page.evaluate(
                "document.activeElement.textContent || document.activeElement.parentElement.textContent"
            )
        )
        expect(page.locator(":focus")).to_be_visible()
    assert [text.strip() for text in met] == [
        "Skip to the text",
        "Help",
        "Your answers",
        "Dark mode",
        "Leave this page",
        "Keep my answers in this browser as I type",
    ]


@pytest.mark.parametrize("document", [PRIVATE, every_node("Alex")], ids=["at rest", "ready to leave"])
def test_by_keyboard_one_gets_to_the_text_and_to_the_help_lines_and_goes_on_from_there(
    open_: Open, document: Document
) -> None:
    page = open_(document)
    for presses, first_there in ((1, "input[name=self-check-front]"), (2, "#help a[href='tel:999']")):
        page.reload()
        for _ in range(presses):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        for _ in range(3):
            page.keyboard.press("Tab")
            if page.locator(first_there).evaluate("at => at === document.activeElement"):
                break
        expect(page.locator(first_there)).to_be_focused()
        expect(page.locator(first_there)).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 1280])
def test_tab_meets_every_control_once_in_order_and_shows_where_it_is(open_: Open, width: int) -> None:
    page = open_(every_node("Alex"))
    page.set_viewport_size({"width": width, "height": 640})
    press(page, "Save to a file")
    assert said(page), "the bar is at its tallest"
    page.locator("#page--main").focus()
    met: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name, inside, ring = page.evaluate(
            """() => {
              const at = document.activeElement, style = getComputedStyle(at), top = at.getBoundingClientRect().top;
              const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
              return [at.name || "", at.closest("main") !== null,
                      style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2 && top >= bar - 1];
            }"""
        )
        if not inside:
            break
        assert ring, f"{name}: no ring, or it lies under the bar"
        if name:
            met.append(name)
    assert met == [
        "self-check-front",
        "s1-prompt-d-look-back",
        "s1-prompt-a",
        "s1-prompt-b",
        "s1-prompt-c",
        "s1-prompt-d-if",
        "s1-prompt-d-then",
        "s1-row-a",
        "s1-row-b",
        *(
            f"s1-prompt-f_{day}_{column}"
            for day in ("mon", "tue")
            for column in ("seen", "calm", "slept", "when")
        ),
        "s1-checklist-a",
        "s1-checklist-a",
        "s1-rating-a",
        "s1-rating-b",
        "s1-action-a",
        "review-helped",
    ]


def test_the_help_lines_are_one_key_away(open_: Open) -> None:
    page = open_(program(("country", "GB")))
    page.locator("main textarea").last.focus()
    keys = page.context.new_cdp_session(page)
    key = {
        "key": "h",
        "code": "KeyH",
        "text": "h",
        "unmodifiedText": "h",
        "windowsVirtualKeyCode": ord("H"),
        "modifiers": 1,
    }
    keys.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
    expect(page.get_by_role("heading", name="Someone to talk to").first).to_be_in_viewport()


def test_no_letter_does_anything_by_itself(open_: Open) -> None:
    """A reader who dictates, or whose hand slips, sets nothing off (WCAG 2.1.4)."""
    page = open_(every_node("Alex"))
    page.get_by_label(QUIET_HOUR).fill("Mine")
    page.locator("#page--main").focus()
    for key in "abcdefghijklmnopqrstuvwxyz0123456789/?.,":
        page.keyboard.press(key)
    assert shown(page) == {"s1-prompt-a": "Mine"}
    assert not page.get_by_role("dialog").is_visible()
    assert page.url.endswith("page.html")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_however_the_page_is_used(open_: Open, width: int, scheme: Any) -> None:
    page = open_(every_node("Alex"))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate((package("axe-core") / "axe.min.js").read_text("utf-8"))
    page.get_by_label("Keep my answers").check()
    fill_in(page)
    saved(page)
    page.locator("nav summary").first.click()
    page.locator("#session-1").scroll_into_view_if_needed()
    assert found_by_axe(page) == []
    assert page.evaluate(WIDER) == []
    press(page, "Erase my answers")
    assert found_by_axe(page) == []
    assert page.evaluate(WIDER) == []


# ------------------------------------------------------------------ leaving in haste


@pytest.fixture
def elsewhere(context: BrowserContext) -> None:
    """Stand in for the page that is shown instead."""
    context.route(
        "https://www.wikipedia.org/**",
        lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"),
    )


def leave(page: Page, way: str) -> None:
    if way == "link":
        page.get_by_role("link", name="Leave this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("https://www.wikipedia.org/")


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("way", ["link", "keys"])
def test_a_page_left_in_haste_does_not_come_back(open_: Open, way: str) -> None:
    page = open_(program(("country", "GB")))
    page.get_by_role("link", name="Next: Session 3").click(modifiers=["Shift"])
    page.locator("nav").get_by_role("link", name="Session 2").first.click()
    page.get_by_role("link", name="Someone to talk to").first.click()
    page.locator("main textarea").first.fill("Not for anybody")
    leave(page, way)
    assert page.title() == "Elsewhere"
    page.go_back()
    assert page.url == "about:blank", "what was open before the page"


@pytest.mark.usefixtures("elsewhere")
def test_keys_lead_out_from_within_a_question_too(open_: Open) -> None:
    page = open_(every_node("Alex"))
    fill_in(page)
    press(page, "Erase my answers")
    leave(page, "keys")


def test_without_a_network_the_page_is_gone_all_the_same(open_: Open, context: BrowserContext) -> None:
    context.route("https://www.wikipedia.org/**", lambda route: route.abort("internetdisconnected"))
    page = open_(every_node("Alex"))
    page.get_by_role("link", name="Leave this page").click(no_wait_after=True)
    expect(page.get_by_text(QUIET_HOUR)).to_have_count(0)
    # To wait for an address fails if the way there does, which it is to do here.
    for _ in range(100):
        if not page.url.startswith("file:"):
            break
        page.wait_for_timeout(100)
    assert not page.url.startswith("file:")


def test_nothing_is_asked_of_the_other_page_until_the_reader_leaves(
    open_: Open, context: BrowserContext
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = open_(every_node("Alex"))
    fill_in(page)
    page.get_by_role("link", name="Leave this page").hover()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"}


@pytest.mark.parametrize(
    ("document", "options", "there"),
    [
        (every_node("Alex"), {}, True),
        (PRIVATE, {}, False),
        (every_node("Alex"), {"exit": "no"}, False),
        (PRIVATE, {"exit": "yes"}, True),
        (replace(every_node("Alex"), notice="For the counselor alone."), {}, False),
    ],
)
def test_the_way_out_is_there_unless_the_device_is_private_or_nobody_wants_it(
    open_: Open, document: Document, options: dict[str, str], there: bool
) -> None:
    page = open_(document, **options)
    assert page.get_by_role("link", name="Leave this page").count() == there
    assert page.get_by_text("the Back button will not bring this one back").count() == there
    for _ in range(4):
        if not there:
            page.keyboard.press("Escape")
    assert page.url.startswith("file:")


@pytest.mark.usefixtures("elsewhere")
def test_a_page_in_place_of_the_program_can_be_left_and_has_no_box_for_answers(open_: Open) -> None:
    page = open_(program(("safety.afraid", "yes")))
    assert page.get_by_role("button").all_inner_texts() == ["Dark mode"]
    assert not page.get_by_text("Your answers").count()
    leave(page, "link")


def test_a_page_that_cannot_be_left_in_haste_warns_before_words_are_lost(open_: Open) -> None:
    asked: list[str] = []
    for document, options, expected in (
        (PRIVATE, {}, []),
        (every_node("Alex"), {}, []),
        (replace(every_node("Alex"), program_id="1" * 12), {"exit": "no"}, ["beforeunload"]),
    ):
        page = open_(document, **options)
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.get_by_label(QUIET_HOUR).press_sequentially("Mine")
        page.reload()
        assert asked == expected


# ------------------------------------------------------------------ paper, and no script


def test_a_long_answer_is_seen_whole_on_the_screen_and_on_paper(open_: Open, tmp_path: Path) -> None:
    page = open_(every_node("Alex"))
    lines = [f"line {n} of it" for n in range(1, 81)]
    area = page.get_by_label(QUIET_HOUR)
    area.fill("\n".join(lines))
    assert area.evaluate("area => area.scrollHeight <= area.clientHeight")
    text = printed(page, tmp_path)
    assert [line for line in lines if line not in text] == []
    assert "Leave this page" not in text
    assert "Save to a file" not in text


def test_where_fields_do_not_grow_by_themselves_the_script_sees_to_it(
    open_: Open, context: BrowserContext, tmp_path: Path
) -> None:
    context.add_init_script(
        """CSS.supports = () => false;
        document.addEventListener("DOMContentLoaded", () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("textarea { field-sizing: fixed !important; }");
          document.adoptedStyleSheets = [sheet];
        });"""
    )
    page = open_(every_node("Alex"))
    lines = [f"line {n} of it" for n in range(1, 81)]
    area = page.get_by_label(QUIET_HOUR)
    area.fill("\n".join(lines))
    assert area.evaluate("area => area.scrollHeight <= area.clientHeight")
    text = printed(page, tmp_path)
    assert [line for line in lines if text.count(f"{line}\n") != 1] == []
    assert area.is_visible()
    assert page.locator(".printed").count() == 0
    area.fill("short")
    assert area.evaluate("area => area.clientHeight") < 300


def test_however_often_a_browser_says_that_it_prints_words_are_printed_once(open_: Open) -> None:
    page = open_(every_node("Alex"))
    page.get_by_label(QUIET_HOUR).fill("Mine")
    for events, count in (
        ("before before", 1),
        ("after", 0),
        ("after", 0),
        ("before", 1),
        ("before after", 0),
    ):
        for event in events.split():
            page.evaluate(f"window.dispatchEvent(new Event('{event}print'))")
        assert page.locator(".printed").count() == page.locator(".mirrored").count() == count
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.get_by_label(QUIET_HOUR).evaluate("area => { area.value = 'Mine, and more'; }")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".printed").all_text_contents() == ["Mine, and more"]


def test_what_was_cleared_is_printed_as_if_it_had_never_been_chosen(open_: Open, tmp_path: Path) -> None:
    page = open_(every_node("Alex"))
    empty = printed(page, tmp_path)
    assert "Clear" not in empty
    page.get_by_role("group", name=STEADY).get_by_label("7", exact=True).check()
    page.get_by_role("group", name=STEADY).get_by_role("button", name="Clear").click()
    assert printed(page, tmp_path) == empty


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (667, 375), (844, 390)])
@pytest.mark.parametrize("name", ["Help", "Someone to talk to"])
def test_on_a_phone_what_is_at_hand_takes_one_low_row(
    open_: Open, width: int, height: int, name: str
) -> None:
    document = every_node("Alex") if name == "Help" else program(("country", "GB"))
    page = open_(document)
    page.set_viewport_size({"width": width, "height": height})
    page.get_by_label(QUIET_HOUR if name == "Help" else "Keep my answers").focus()
    bar = page.locator(".bar")
    for _ in range(2):
        assert bar.evaluate("bar => bar.offsetHeight") <= 56
        middles = bar.locator("a, button").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(box => (box.top + box.bottom) / 2)"
        )
        assert len(middles) == 4
        assert max(middles) - min(middles) < 2
        assert page.evaluate(WIDER) == []
        # How many answers there are is told, and takes no room.
        area = page.locator(".prompt textarea").first
        area.fill("Mine")
        area.blur()
        assert "1 of" in said_to_the_ear(page)


def said_to_the_ear(page: Page) -> str:
    return page.get_by_role("status").text_content() or ""


@pytest.mark.parametrize(("width", "height", "letters"), [(320, 640, 2), (320, 256, 1), (600, 200, 1)])
def test_the_way_out_stays_in_sight_where_letters_are_large_or_the_window_is_low(
    open_: Open, width: int, height: int, letters: int
) -> None:
    page = open_(every_node("Alex"))
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(f"document.documentElement.style.setProperty('--size', {letters})")
    assert page.evaluate(WIDER) == []
    for part in ("#help", "#session-1"):
        page.locator(part).evaluate("part => part.scrollIntoView({behavior: 'instant'})")
        expect(page.get_by_role("link", name="Leave this page")).to_be_in_viewport(ratio=1)


def printed(page: Page, tmp_path: Path) -> str:
    path = tmp_path / "page.pdf"
    page.pdf(path=path)
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout


def test_without_script_all_is_there_to_read_and_nothing_that_does_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(render(every_node("Alex"), "html")[0].data)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    expect(page.get_by_role("textbox", name=QUIET_HOUR)).to_be_visible()
    expect(page.get_by_role("link", name="Help").first).to_be_visible()
    assert not page.get_by_role("button").count()
    assert not page.get_by_role("dialog").count()
    assert not page.get_by_text("Your answers").locator("visible=true").count()
    assert not page.get_by_role("link", name="Leave this page").count()
    context.close()


# ---------------------------------------------------------------- ratings over the sessions


def charts(page: Page) -> list[dict[str, Any]]:
    """Return of each chart what it is called, the numbers of its table, and what is drawn."""
    found: list[dict[str, Any]] = page.evaluate(
        """() => [...document.querySelectorAll(".chart")].map((one) => ({
          says: one.querySelector("svg").getAttribute("aria-label"),
          row: [...one.querySelectorAll("td")].map((cell) => cell.textContent),
          points: one.querySelectorAll("circle").length,
          lines: one.querySelectorAll(".course").length,
        }))"""
    )
    return found


def tick(page: Page, session: int, number: int, question: str = "How much distress") -> None:
    part = page.locator("section.session").nth(session - 1)
    row = part.get_by_role("group", name=question)
    row.locator("label").filter(has_text=re.compile(f"^{number}$")).click()


def test_charts_follow_what_is_ticked_with_a_table_of_the_same_numbers_and_gaps(open_: Open) -> None:
    page = open_(program(("contact", "none"), ("safe_device", "yes"), ("may_print", "yes")))
    first, *others = charts(page)
    assert len(others) == 3
    assert not any(first["row"])
    assert (first["points"], first["lines"]) == (0, 0)
    for session, number in ((1, 7), (2, 6), (4, 0)):
        tick(page, session, number)
    first, *others = charts(page)
    assert first["row"][:5] == ["7", "6", "", "0", ""]
    assert (first["points"], first["lines"]) == (3, 1), "no line crosses a gap"
    assert first["says"].startswith(f"{DISTRESS} Session 1: 7, 2: 6, 3: –, 4: 0, 5: –")
    assert not any(one["points"] for one in others)
    page.locator("section.session").nth(1).get_by_role("button", name="Clear").first.click()
    (first, *_) = charts(page)
    assert (first["row"][:4], first["lines"]) == (["7", "", "", "0"], 0)
    page.reload()
    (first, *_) = charts(page)
    assert first["row"][:4] == ["7", "", "", "0"], "what is kept is drawn when the page is opened again"
    press(page, "Erase my answers")
    page.get_by_role("dialog").get_by_role("button", name="Erase my answers").click()
    (first, *_) = charts(page)
    assert (any(first["row"]), first["points"]) == (False, 0)


def test_a_chart_is_one_picture_to_a_screen_reader_and_tells_no_title_or_name(open_: Open) -> None:
    page = open_(program(("contact", "none"), ("safe_device", "yes"), ("may_print", "yes")))
    title = page.title()
    tick(page, 1, 7)
    expect(
        page.get_by_role(
            "img",
            name=f"{DISTRESS} Session 1: 7",
        )
    ).to_be_visible()
    assert page.title() == title
    assert page.locator(".charts svg title, .charts svg a").count() == 0
    expect(page.locator(".by-hand")).to_be_hidden()
    page.evaluate(WHOLE)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER) == []
        page.evaluate((package("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
        assert found_by_axe(page) == []


def test_a_page_with_answers_draws_them_at_once_and_paper_says_how_to_draw_by_hand(open_: Open) -> None:
    document = program(("contact", "none"), ("safe_device", "yes"), ("may_print", "yes"))
    name = "s2_session_rating-distress_2"
    (answer,) = (
        Answer(place.id, NumberValue(9), place.question, "typed")
        for place in answer_places(document)
        if place.name == name
    )
    page = open_(document, answers=Answers(document.program_id, answers=(answer,)))
    assert charts(page)[0]["row"][:3] == ["", "9", ""]
    page.emulate_media(media="print")
    expect(page.locator(".by-hand")).to_be_hidden()
    empty = open_(document, name="empty")
    empty.emulate_media(media="print")
    expect(empty.locator(".by-hand")).to_be_visible()


def test_a_row_of_a_grid_is_reached_and_rated_by_keyboard(open_: Open) -> None:
    page = open_(program(("contact", "none")))
    row = page.locator("section.session").first.get_by_role("group", name="How have you slept")
    row.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(row.get_by_role("radio", name="1", exact=True)).to_be_checked()
    assert charts(page)[2]["row"][0] == "1"
