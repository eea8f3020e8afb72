"""Who reads a file: Rekindle its own, the page's plugin what earlier pages saved, and every plugin under its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core import (
    Answer,
    AnswerId,
    Answers,
    AnswersError,
    ChoicesValue,
    Cleared,
    NumberValue,
    PluginError,
    TextValue,
    read_answers,
)
from rekindle_core.extension.manager import Plugins
from rekindle_html.saved import read_saved

A = Answer(AnswerId("a"), TextValue("b"))


def read_by(*readers: Callable[[bytes, str], Any], password: str = "") -> Answers:
    plugins = Plugins(readers=[(f"one-{number}", reader) for number, reader in enumerate(readers)])
    return read_answers(b"a file", password=password, plugins=plugins)


def test_the_first_plugin_that_knows_the_file_has_it() -> None:
    def never(data: bytes, password: str) -> Any:
        raise AssertionError

    assert read_by(lambda *_: None, lambda *_: (), lambda *_: Answers("p", answers=(A,)), never).answers == (
        A,
    )


def test_a_plugin_is_given_the_file_and_the_password() -> None:
    def reader(data: bytes, password: str) -> Answers:
        return Answers(password, answers=(Answer(AnswerId("a"), TextValue(data.decode())),))

    found = read_by(reader, password="open")
    assert (found.program_id, found.answers[0].value) == ("open", TextValue("a file"))


def test_a_plugin_that_knows_why_there_are_no_answers_says_it_itself() -> None:
    def refuse(data: bytes, password: str) -> Any:
        raise AnswersError("It was flattened.", code="answers-flattened")

    with pytest.raises(AnswersError, match="It was flattened"):
        read_by(refuse, lambda *_: Answers("p"))


@pytest.mark.parametrize(
    ("returned", "says"),
    [
        ({"a": 1}, "returned a dict; expected Answers or None"),
        (True, "returned a bool"),
        (Answers("p", answers=(Answer(AnswerId("a"), 7),)), "returned invalid Answers"),  # type: ignore[arg-type]
        (Answers("p", answers=(Answer(AnswerId("a"), NumberValue(2**60)),)), "returned invalid Answers"),
        (Answers("p", answers=(Answer(AnswerId("a"), ChoicesValue(())),)), "returned invalid Answers"),
        (Answers("p", answers=(Answer("a", TextValue("b")),)), "returned invalid Answers"),  # type: ignore[arg-type]
        (Answers("p", answers=("a",)), "returned invalid Answers"),  # type: ignore[arg-type]
        (Answers(None, answers=(A,)), "returned invalid Answers"),  # type: ignore[arg-type]
    ],
)
def test_a_plugin_that_returns_something_else_is_named(returned: object, says: str) -> None:
    with pytest.raises(PluginError) as caught:
        read_by(lambda *_: returned)
    assert "The plugin one-0: rekindle_read_answers" in caught.value.message
    assert says in caught.value.message


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit(1), RecursionError(), KeyError("x")])
def test_a_plugin_that_fails_is_named(error: BaseException) -> None:
    def fail(data: bytes, password: str) -> Any:
        raise error

    with pytest.raises(PluginError, match="The plugin one-0: rekindle_read_answers failed"):
        read_by(fail)


def test_what_a_plugin_returns_is_cleaned_and_counted() -> None:
    many = tuple(Answer(AnswerId(f"a{number}"), TextValue("b")) for number in range(10_001))
    with pytest.raises(AnswersError, match="more than 10,000 answers"):
        read_by(lambda *_: Answers("p", answers=many))
    with pytest.raises(AnswersError, match="two answers for one place"):
        read_by(lambda *_: Answers("p", answers=(A, A)))
    odd = Answer(AnswerId("a"), TextValue("one\rtwo\x00\ud800"), question=" one\n two\x07 ")
    blank = Answer(AnswerId("b"), TextValue(" \x00\r\n"))
    found = read_by(lambda *_: Answers("p", answers=(odd, blank))).answers
    assert [(one.value, one.question) for one in found] == [
        (TextValue("one\ntwo"), "one two"),
        (Cleared(), ""),
    ]


def saved(**changes: object) -> bytes:
    answers = {"s2_session_rating-calm": 7, "s1_a_b": "words", "s1_a_c": ["x", "y"], "s1_a_d_if": "it rains"}
    return json.dumps({"format": 2, "program_id": "p", "at": "s1_a_b", "answers": answers} | changes).encode()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"program_id": "p" * 101}, "$.program_id"),
        ({"answers": {f"s1_{'a' * 101}_b": "words"}}, "$.answers[0].id.unit"),
        ({"answers": {f"s1_a_b_{'c' * 120}_{'d' * 120}": "words"}}, "$.answers[0].id.part"),
        ({"answers": {"s1_a_b": ["x"] * 1_001}}, "$.answers[0].value.value"),
    ],
)
def test_a_file_with_something_longer_than_any_page_saves_is_damaged(
    changes: dict[str, object], where: str
) -> None:
    with pytest.raises(AnswersError) as caught:
        read_answers(saved(**changes), plugins=Plugins(readers=[("html", lambda data, _: read_saved(data))]))
    assert caught.value.code == "damaged-answers"
    assert where in caught.value.message


def test_what_earlier_pages_saved_is_read() -> None:
    found = read_answers(saved())
    assert found.program_id == "p"
    assert [(one.id, one.value) for one in found.answers] == [
        (AnswerId("rating-calm", 2, occurrence=0), NumberValue(7)),
        (AnswerId("b", 1, "a", 0), TextValue("words")),
        (AnswerId("c", 1, "a", 0), ChoicesValue(("x", "y"))),
        (AnswerId("d", 1, "a", 0, "if"), TextValue("it rains")),
    ]
    assert {one.source for one in found.answers} == {"workbook"}
    assert read_answers(saved(format=1, digest="0" * 64)).program_id == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"program_id": 7},
        {"answers": {"": "a"}},
        {"answers": {"a" * 301: "a"}},
        {"answers": {"a": " "}},
        {"answers": {"a": True}},
        {"answers": {"a": None}},
        {"answers": {"a": []}},
        {"answers": {"a": [1]}},
        {"answers": {"a": {"b": 1}}},
        {"answers": {"a": 1.5}},
    ],
)
def test_a_damaged_file_of_an_earlier_page_is_refused_with_its_place(changes: dict[str, object]) -> None:
    with pytest.raises(AnswersError, match=r"damaged: at \$\."):
        read_answers(saved(**changes))


def test_the_page_itself_is_not_taken_for_its_answers() -> None:
    from rekindle_core import render
    from rekindle_core.testing.samples import every_node

    (page,) = render(every_node(), "html")
    with pytest.raises(AnswersError, match="This is the page itself") as caught:
        read_answers(page.data)
    assert caught.value.code == "answers-page"


@QUICK
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
        max_leaves=9,
    ),
    st.sampled_from([1, 2]),
)
def test_whatever_an_earlier_page_may_have_saved_is_read_or_refused(data: object, number: int) -> None:
    found: object
    try:
        found = read_saved(json.dumps({"format": number, "program_id": "p", "answers": data}).encode())
    except AnswersError as error:
        found = error
    assert isinstance(found, Answers | AnswersError) or not isinstance(data, dict)
