"""Answers from a file of unknown origin, cleaned for display: one kind of line break, no control characters.

Input: Answers whose types alone are known. Output: Answers within the limits of the schema. Must not
know: Documents, files, or any format.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from rekindle_core.answers.codec import damaged, place_and_reason
from rekindle_core.answers.merge import see_once
from rekindle_core.answers.values import MOST_ANSWERS, Answer, Answers, Cleared, TextValue, Value
from rekindle_core.errors import AnswersError
from rekindle_core.frozen import replace

_BREAK = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_NOTHING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, halves of surrogate pairs, and noncharacters. They are removed; tabs and line feeds stay."""

_TOO_LONG = " of length <= "
"""The error text of msgspec for a text or list that is longer than its type allows."""


def cleaned(answers: Answers) -> Answers:
    """Return the answers, ready to be shown and saved.

    Raises:
        AnswersError: There are too many, one is too long, or two are for one place.
        msgspec.ValidationError: A value has the wrong type.
    """
    if len(answers.answers) > MOST_ANSWERS:
        raise AnswersError(
            f"The file has more than {MOST_ANSWERS:,} answers; no program has that many.", code="answers-size"
        )
    fresh = tuple(map(_cleaned, answers.answers))
    plain: Any = msgspec.to_builtins(replace(answers, answers=fresh), builtin_types=())
    try:
        found = msgspec.convert(plain, Answers)
    except msgspec.ValidationError as error:
        # A reader passes on what a file contains. A value that is too long is the file's fault; a wrong type
        # is the reader's.
        if _TOO_LONG in str(error):
            raise damaged(place_and_reason(error)) from None
        raise
    see_once(found)
    return found


def _cleaned(answer: Answer) -> Answer:
    question = " ".join(_NOTHING.sub("", answer.question).split())
    return replace(answer, value=_value(answer.value), question=question[:20_000])


def _value(value: Value) -> Value:
    if not isinstance(value, TextValue):
        return value
    text = _NOTHING.sub("", _BREAK.sub("\n", value.value))
    return TextValue(text) if text.strip() else Cleared()
