"""Answers drawn at random: any, and such as fit into a Document."""

from __future__ import annotations

import datetime as dt
from typing import assert_never

from hypothesis import strategies as st

from rekindle_core.answers.ids import AnswerId, Part
from rekindle_core.answers.places import AnswerPlace, answer_places
from rekindle_core.answers.values import (
    Answer,
    Answers,
    BooleanValue,
    ChoicesValue,
    ChoiceValue,
    Cleared,
    NumberValue,
    PackName,
    TextValue,
    Value,
)
from rekindle_core.document.nodes import Choices, Document, IfThen, Lines, Ratings, Scale, Table

_ZONES = [dt.timezone(dt.timedelta(minutes=minutes)) for minutes in (-210, 0, 60, 345)]
_WHENS = [dt.datetime(2027, 1, day, 23, 59, 30, tzinfo=zone) for day, zone in enumerate(_ZONES, start=1)]
_CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"], exclude_characters="\ufeff"
)
_TEXTS = st.text(_CHARACTERS | st.sampled_from("\n\t"), min_size=1, max_size=30).filter(str.strip)
_WORDS = st.lists(st.sampled_from(["walk", "x", "calm2", "y9", "und"]), min_size=1, max_size=3).map("-".join)
_PARTS: tuple[Part, ...] = ("", "if", "then", "row-1_moment", "mon_x")


def whens() -> st.SearchStrategy[dt.datetime | None]:
    """Return a strategy for when an answer was given, if that is known."""
    return st.sampled_from([None, *_WHENS])


def values() -> st.SearchStrategy[Value]:
    """Return a strategy for answers of every type."""
    return st.one_of(
        _TEXTS.map(TextValue),
        st.booleans().map(BooleanValue),
        st.integers(-1000, 1000).map(NumberValue),
        _WORDS.map(ChoiceValue),
        st.lists(_WORDS, min_size=1, max_size=4).map(lambda found: ChoicesValue(tuple(found))),
        st.just(Cleared()),
    )


@st.composite
def all_answers(draw: st.DrawFn) -> Answers:
    """Draw answers to anything."""
    ids = st.builds(
        AnswerId,
        _WORDS,
        st.integers(1, 40),
        st.just("") | _WORDS.filter("session".__ne__),
        st.integers(1, 12),
        st.sampled_from(_PARTS),
    ) | _WORDS.map(AnswerId)
    answer = st.builds(
        Answer,
        ids,
        values(),
        st.text(_CHARACTERS, max_size=20).map(lambda text: " ".join(text.split())),
        st.sampled_from(["workbook", "pdf", "typed", "docx"]),
        whens(),
    )
    answers = draw(st.lists(answer, max_size=6, unique_by=lambda one: one.id.name))
    pack = draw(st.none() | st.builds(PackName, _WORDS, st.just("1.0.0")))
    return Answers(draw(_WORDS), pack, tuple(answers))


@st.composite
def answers_for(draw: st.DrawFn, document: Document, *, cleared: bool = True) -> Answers:
    """Draw answers that fit into a Document, to some of its places.

    Args:
        document: The Document.
        cleared: Whether some may be cleared; not every format can tell.
    """
    answers = []
    for place in answer_places(document):
        if draw(st.booleans()):
            value = draw(_value(place, cleared=cleared))
            answers.append(Answer(place.id, value, place.question, "typed", draw(whens())))
    pack = PackName(document.pack, document.pack_version) if document.pack else None
    return Answers(document.program_id, pack, tuple(answers))


def _value(place: AnswerPlace, *, cleared: bool) -> st.SearchStrategy[Value]:
    found: st.SearchStrategy[Value]
    match place.response:
        case Lines() | IfThen():
            found = _TEXTS.map(TextValue)
        case Scale() | Ratings():
            found = st.integers(place.response.low, place.response.high).map(NumberValue)
        case Choices():
            options = [option.value for option in place.response.options]
            if place.response.many:
                found = st.sets(st.sampled_from(options), min_size=1).map(
                    lambda names: ChoicesValue(tuple(one for one in options if one in names))
                )
            else:
                found = st.sampled_from(options).map(ChoiceValue)
        case Table():
            raise AssertionError("each cell of a table is a place of its own")
        case _ as never:
            assert_never(never)
    return found | st.just(Cleared()) if cleared else found
