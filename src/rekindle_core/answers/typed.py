"""Answers converted to the type that their question accepts: a number, the values of options, or text.

Input: a Response, and a value from a file. Output: the value with the type of the response, or nothing.
Must not know: questions, files, or any format.

A file may know less than a Document: a number that was typed into a line is text there, and an older file
doesn't distinguish a chosen option from written text.
"""

from __future__ import annotations

import re
from typing import assert_never

from rekindle_core.answers.values import (
    BooleanValue,
    ChoicesValue,
    ChoiceValue,
    Cleared,
    NumberValue,
    TextValue,
    Value,
)
from rekindle_core.document.nodes import Choices, IfThen, Lines, Ratings, Response, Scale, Table

_NUMBER = re.compile(r"\s*(-?[0-9]{1,4})\s*")


def typed_as(response: Response, value: Value) -> Value | None:
    """Convert a value to the type of a response; return None if it doesn't fit."""
    if isinstance(value, Cleared):
        return value
    match response:
        case Lines() | IfThen():
            return value if isinstance(value, TextValue) else None
        case Scale() | Ratings():
            number = _number(value)
            return (
                NumberValue(number)
                if number is not None and response.low <= number <= response.high
                else None
            )
        case Choices():
            return _chosen(response, value)
        case Table():
            # Each of its cells is a separate place.
            return None
        case _ as never:
            assert_never(never)


def _number(value: Value) -> int | None:
    if isinstance(value, NumberValue):
        return value.value
    if isinstance(value, TextValue | ChoiceValue) and (found := _NUMBER.fullmatch(value.value)):
        return int(found[1])
    return None


def _chosen(choices: Choices, value: Value) -> Value | None:
    options = tuple(option.value for option in choices.options)
    names = _named(value, options)
    if not names or not names <= set(options):
        return None
    if choices.many:
        return ChoicesValue(tuple(option for option in options if option in names))
    return ChoiceValue(*names) if len(names) == 1 else None


def _named(value: Value, options: tuple[str, ...]) -> set[str]:
    """Return the options that a value names; a yes names the only option."""
    match value:
        case TextValue() | ChoiceValue():
            return {value.value}
        case NumberValue():
            return {str(value.value)}
        case ChoicesValue():
            return set(value.value)
        case BooleanValue():
            return set(options) if value.value and len(options) == 1 else set()
        case Cleared():
            return set()
        case _ as never:
            assert_never(never)
