"""An answer as people read it.

Input: an answer's value, and its place where the Document is at hand. Output: words. Must not know: where they are
shown.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core.answers import values
from rekindle_core.answers.places import AnswerPlace
from rekindle_core.answers.values import Value
from rekindle_core.document.nodes import Choices
from rekindle_core.document.walk import plain


def said(value: Value) -> str:
    """Return an answer as people read it."""
    match value:
        case values.TextValue() | values.ChoiceValue():
            return value.value
        case values.NumberValue():
            return str(value.value)
        case values.BooleanValue():
            return "yes" if value.value else "no"
        case values.ChoicesValue():
            return ", ".join(value.value)
        case values.Cleared():
            return "(cleared)"
        case _ as never:
            assert_never(never)


def said_at(place: AnswerPlace | None, value: Value) -> str:
    """Return an answer as people read it: where options were ticked, in the words of the page.

    Args:
        place: Where it was given; None where the page doesn't have that place any more.
        value: The answer.
    """
    if place and isinstance(place.response, Choices):
        words = {option.value: plain(option.label) for option in place.response.options}
        if isinstance(value, values.ChoiceValue):
            return words.get(value.value, value.value)
        if isinstance(value, values.ChoicesValue):
            return ", ".join(words.get(one, one) for one in value.value)
    return said(value)
