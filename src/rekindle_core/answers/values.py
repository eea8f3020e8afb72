"""Answers as values: what was written, ticked or chosen, when, and from what file it was read.

Goes out: `Answers`, for readers and formats alike. Must not know: Documents, files, or any format.

What has no answer has no entry. What had one that was taken back is `Cleared`, so that the earlier answer does not
come back from an older file.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, TypeAlias

from msgspec import Meta

from rekindle_core.answers.ids import AnswerId
from rekindle_core.document.node import Node as _Value

MOST_ANSWERS = 10_000
"""How many answers one program may have; the longest of the bundled pack has a few hundred."""
MOST_CHARACTERS = 20_000_000
"""How long one answer may be: more than anyone types, since a page saves whatever was pasted into it."""

_Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=300)]


class TextValue(_Value, tag="text"):
    """What was written; more than white space."""

    value: Annotated[str, Meta(min_length=1, max_length=MOST_CHARACTERS, pattern=r"\S")]


class BooleanValue(_Value, tag="true-false"):
    """Yes or no."""

    value: bool


class NumberValue(_Value, tag="number"):
    """A whole number, such as one on a scale."""

    value: Annotated[int, Meta(ge=-(2**53), le=2**53)]


class ChoiceValue(_Value, tag="choice"):
    """The one option chosen, by its value."""

    value: _Id


class ChoicesValue(_Value, tag="choices"):
    """The options ticked, by their values; at least one."""

    value: Annotated[tuple[_Id, ...], Meta(min_length=1, max_length=1_000)]


class Cleared(_Value, tag="cleared"):
    """There was an answer, and it was taken back."""


Value: TypeAlias = TextValue | BooleanValue | NumberValue | ChoiceValue | ChoicesValue | Cleared
"""An answer, typed."""

When: TypeAlias = Annotated[dt.datetime, Meta(tz=True)]
"""A moment, with the offset from UTC of where it was (RFC 3339)."""

Source: TypeAlias = Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,39}$")]
"""From what an answer comes: `workbook`, `pdf`, `typed`, or the name of another format."""


class Answer(_Value, tag=False, omit_defaults=True):
    """One answer.

    Attributes:
        id: What it belongs to.
        value: The answer.
        question: What was asked, as it was shown, in one line; empty where the file does not tell.
        source: From what it comes.
        when: When it was given, as nearly as is known.
    """

    id: AnswerId
    value: Value
    question: Annotated[str, Meta(max_length=20_000)] = ""
    source: Source = "typed"
    when: When | None = None


class PackName(_Value, tag=False, omit_defaults=True):
    """Which pack asked."""

    id: Annotated[str, Meta(min_length=1, max_length=100)]
    version: Annotated[str, Meta(max_length=100)] = ""


class Answers(_Value, tag=False, omit_defaults=True):
    """What someone answered in one program.

    Attributes:
        program_id: The program's id; empty where the file does not tell.
        pack: The pack that the program was made from, where that is known.
        answers: The answers, each id once, in the order of the pages where that is known.
    """

    program_id: Annotated[str, Meta(max_length=100)]
    pack: PackName | None = None
    answers: Annotated[tuple[Answer, ...], Meta(max_length=MOST_ANSWERS)] = ()


def written(answer: Answer | None) -> str:
    """Return the text of an answer; an empty one where there is none."""
    return answer.value.value if answer and isinstance(answer.value, TextValue) else ""


def rated(answer: Answer | None) -> int | None:
    """Return the number of an answer, if it is one."""
    return answer.value.value if answer and isinstance(answer.value, NumberValue) else None


def chosen(answer: Answer | None) -> tuple[str, ...]:
    """Return the values of the options that an answer chose; none where there is no such answer."""
    if answer and isinstance(answer.value, ChoiceValue):
        return (answer.value.value,)
    return answer.value.value if answer and isinstance(answer.value, ChoicesValue) else ()
