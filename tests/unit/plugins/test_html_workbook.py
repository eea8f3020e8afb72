"""What the page holds for its script, and what it holds back until that runs."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import QUICK
from tests.unit.plugins.test_html import DOCUMENTS, Element, answer_ids, make, read

import rekindle_html
from rekindle_core import Document
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node
from rekindle_core.testing.strategies import documents
from rekindle_html.workbook import SAID, script, storage_key

SCRIPTS = Path(rekindle_html.__file__).with_name("script")
SCRIPT = "".join(path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js")))


def data_of(page: Element) -> dict[str, Any]:
    return json.loads(page.one("script", id="page--data").text())


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_whatever_needs_the_script_is_hidden_until_it_runs(name: str) -> None:
    page = read(make(replace(DOCUMENTS[name](), discreet=True)))
    tools = [
        *page.all("button"),
        page.one(id="page--exit"),
        page.one(id="page--keep"),
        page.one(id="page--file"),
    ]
    for tool in tools:
        assert any("hidden" in e.attributes or e.tag == "dialog" for e in (tool, *tool.ancestors()))
    # An element that is hidden holds its place for the script alone: no link leads to one that stays so.
    assert not [e for e in page.all("a", href="#page--answers") if "hidden" not in e.attributes]


def test_the_help_lines_are_the_first_link_after_the_skip_link_and_have_a_key() -> None:
    first, second = (e for e in read(make(every_node())).one("body").all("a")[:2])
    assert first["class"] == "skip"
    assert (second["href"], second["accesskey"]) == ("#help", "h")


@pytest.mark.slow
@QUICK
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_no_text_ends_the_script_or_changes_what_it_is_told(text: str) -> None:
    hostile = f"</script><!--<script>{text}"
    document = every_node()
    words = {**document.words, "workbook_nothing": hostile}
    page = read(make(replace(document, program_id=hostile, words=words)))
    assert len(page.all("script")) == 2
    data = data_of(page)
    assert (data["program_id"], data["words"]["nothing"]) == (hostile, hostile)


def test_the_script_ends_no_element_and_sets_no_style_or_handler_in_markup() -> None:
    assert not re.search(
        r"</script|<!--|innerHTML|document\.write|eval|new Function|fetch|XMLHttp|sendBeacon", SCRIPT
    )
    assert "http" not in SCRIPT


def test_a_page_without_places_for_answers_has_no_script_for_them() -> None:
    document = every_node()
    bare = replace(document, parts=tuple(part for part in document.parts if part.role in {"opening", "help"}))
    short, whole = script(bare), script(document)
    assert "localStorage" in whole
    assert "localStorage" not in short
    assert len(short) < len(whole) / 3


def test_the_script_is_told_every_word_that_it_says_and_no_other() -> None:
    said = set(re.findall(r'word\("(\w+)"', SCRIPT)) | set(re.findall(r'"(keep_\w+)"', SCRIPT))
    assert said == set(SAID)


@pytest.mark.slow
@settings(QUICK, max_examples=60)
@given(documents())
def test_any_documents_page_holds_the_same_script_and_is_named_by_what_can_be_answered(
    document: Document,
) -> None:
    page = read(make(document, []))
    assert page.all("script")[1].text() == script(document)
    assert data_of(page)["key"] == storage_key(document.program_id, tuple(answer_ids(document)))
    assert data_of(page)["discreet"] is document.discreet


def test_no_two_programs_and_no_two_sets_of_places_share_a_key() -> None:
    ids, names = ("0" * 12, "1" * 12), ((), ("a",), ("a", "b"), ("ab",))
    keys = {storage_key(program_id, places) for program_id, places in itertools.product(ids, names)}
    assert len(keys) == len(ids) * len(names)


def test_the_title_of_a_discreet_page_tells_nothing_of_the_program() -> None:
    document = replace(every_node(), discreet=True)
    assert read(make(document)).one("title").text() == "Pages to read and write in"
    assert read(make(replace(document, discreet=False))).one("title").text() == document.title


@pytest.mark.parametrize("discreet", [True, False])
def test_what_is_typed_into_a_discreet_page_is_sent_to_no_service_of_the_browser(discreet: bool) -> None:
    """To none that checks its spelling or goes on with it; each field inherits that, and names nothing else."""
    page = read(make(replace(every_node(), discreet=discreet)))
    form = page.one("form")
    unsent = {"spellcheck": "false", "writingsuggestions": "false"} if discreet else {}
    assert form.attributes == {"method": "dialog", "autocomplete": "off", **unsent}
    fields_ = form.all("textarea") + form.all("input")
    assert len(fields_) > 5
    for field in fields_:
        for element in (field, *field.ancestors()):
            assert element is form or not {"spellcheck", "writingsuggestions", "autocomplete"} & set(
                element.attributes
            )


def test_only_prompts_that_are_numbered_have_a_number_to_show() -> None:
    tasks = [e for e in read(make(every_node())).all("div") if "task" in e["class"].split()]
    numbers = [b.text() for e in tasks for b in e.one("p", class_="kind").all("b")]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(numbers) > 3
    # A link leads to whatever can be answered.
    assert all(e["id"].endswith("--task") == bool(e.all("input") + e.all("textarea")) for e in tasks)
