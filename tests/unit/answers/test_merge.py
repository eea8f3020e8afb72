"""Answers of several files as one: the newer stays, whatever the order, and what is not answered replaces nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from tests.answering import all_answers

from rekindle_core import (
    Answer,
    AnswerId,
    Answers,
    AnswersError,
    Cleared,
    PackName,
    TextValue,
    merge_answers,
    replace,
)

OLD = dt.datetime(2027, 1, 3, 12, tzinfo=dt.timezone(dt.timedelta(hours=1)))
NEW = dt.datetime(2027, 1, 3, 7, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
"""An hour later, where the clock shows less."""


def one(text: str, when: dt.datetime | None = None) -> Answers:
    value = TextValue(text) if text else Cleared()
    return Answers("p", None, (Answer(AnswerId("a"), value, when=when),))


@pytest.mark.parametrize(
    ("files", "stays", "replaced"),
    [
        ([one("x", OLD), one("y", NEW)], "y", ["x"]),
        ([one("y", NEW), one("x", OLD)], "y", ["x"]),
        ([one("y", NEW), one("x")], "y", ["x"]),
        ([one("x"), one("y")], "y", ["x"]),
        ([one("x", OLD), one("y", OLD)], "y", ["x"]),
        ([one("x", OLD), one("x", NEW)], "x", []),
        ([one("x", OLD), one("", NEW)], "", ["x"]),
        ([one("x", NEW), one("", OLD)], "x", [""]),
        ([one("x", OLD), Answers("p")], "x", []),
    ],
)
def test_the_newer_of_two_stays(files: list[Answers], stays: str, replaced: list[str]) -> None:
    merged = merge_answers(files)
    assert [getattr(answer.value, "value", "") for answer in merged.answers.answers] == [stays]
    assert [getattr(answer.value, "value", "") for answer in merged.replaced] == replaced


@given(all_answers(), all_answers())
def test_nothing_is_lost_but_what_is_replaced(first: Answers, second: Answers) -> None:
    merged = merge_answers([first, replace(second, program_id=first.program_id)])
    kept = [answer.value for answer in (*merged.answers.answers, *merged.replaced)]
    assert all(answer.value in kept for answer in (*first.answers, *second.answers))
    again = merge_answers([merged.answers, merged.answers])
    assert (again.answers, again.replaced) == (merged.answers, ())


def test_the_pack_is_that_of_the_last_file_that_says_it() -> None:
    packed = replace(one("x"), pack=PackName("garden", "1.0.0"))
    assert merge_answers([packed, one("y")]).answers.pack == packed.pack


def test_answers_of_two_programs_are_not_mixed() -> None:
    with pytest.raises(AnswersError, match="from several programs: p and q"):
        merge_answers([one("x"), replace(one("y"), program_id="q")])
