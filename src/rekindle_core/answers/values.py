"""Answers as values: what was written, ticked or chosen, when, and which kind of file it came from.

Output: `Answers`, for readers and formats alike. Must not know: Documents, files, or any format.

A place without an answer has no entry. An answer that was removed is `Cleared`, so that an older file can't
bring it back.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, TypeAlias

from msgspec import Meta

from rekindle_core.answers.ids import AnswerId
from rekindle_core.document.node import Node as _Value

MOST_ANSWERS = 10_000
"""The maximum number of answers in one program; the longest of the bundled pack has a few hundred."""
MOST_CHARACTERS = 20_000_000
"""The maximum length of an answer: more than anyone types, because a page saves whatever was pasted into it."""

_Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=300)]


class TextValue(_Value, tag="text"):
    """Written text; more than white space."""

    value: Annotated[str, Meta(min_length=1, max_length=MOST_CHARACTERS, pattern=r"\S")]


class BooleanValue(_Value, tag="true-false"):
    """Yes or no."""

    value: bool


class NumberValue(_Value, tag="number"):
    """A whole number, such as one on a scale."""

    value: Annotated[int, Meta(ge=-(2**53), le=2**53)]


class ChoiceValue(_Value, tag="choice"):
    """The chosen option, by its value."""

    value: _Id


class ChoicesValue(_Value, tag="choices"):
    """The ticked options, by their values; at least one."""

    value: Annotated[tuple[_Id, ...], Meta(min_length=1, max_length=1_000)]


class Cleared(_Value, tag="cleared"):
    """There was an answer, but it was cleared."""


Value: TypeAlias = TextValue | BooleanValue | NumberValue | ChoiceValue | ChoicesValue | Cleared
"""An answer, with its type."""

When: TypeAlias = Annotated[dt.datetime, Meta(tz=True)]
"""A time with its offset from UTC (RFC 3339)."""

Source: TypeAlias = Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,39}$")]
"""Where an answer comes from: `workbook`, `pdf`, `typed`, or the name of another format."""


class Answer(_Value, tag=False, omit_defaults=True):
    """One answer.

    Attributes:
        id: What it belongs to.
        value: The answer.
        question: The question as shown, on one line; empty if the file doesn't have it.
        source: Where it comes from.
        when: When it was given, as far as is known.
    """

    id: AnswerId
    value: Value
    question: Annotated[str, Meta(max_length=20_000)] = ""
    source: Source = "typed"
    when: When | None = None


class PackName(_Value, tag=False, omit_defaults=True):
    """The pack that asked."""

    id: Annotated[str, Meta(min_length=1, max_length=100)]
    version: Annotated[str, Meta(max_length=100)] = ""


class Answers(_Value, tag=False, omit_defaults=True):
    """Someone's answers in one program.

    Attributes:
        program_id: The program's id; empty if the file doesn't have it.
        pack: The pack that the program was made from, if known.
        answers: The answers, each id once, in page order if known.
    """

    program_id: Annotated[str, Meta(max_length=100)]
    pack: PackName | None = None
    answers: Annotated[tuple[Answer, ...], Meta(max_length=MOST_ANSWERS)] = ()


def written(answer: Answer | None) -> str:
    """Return the text of an answer; empty if there is none."""
    return answer.value.value if answer and isinstance(answer.value, TextValue) else ""


def rated(answer: Answer | None) -> int | None:
    """Return the number of an answer, if it has one."""
    return answer.value.value if answer and isinstance(answer.value, NumberValue) else None


def chosen(answer: Answer | None) -> tuple[str, ...]:
    """Return the values of the options that an answer chose; empty if there is no such answer."""
    if answer and isinstance(answer.value, ChoiceValue):
        return (answer.value.value,)
    return answer.value.value if answer and isinstance(answer.value, ChoicesValue) else ()
