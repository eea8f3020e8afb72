"""An answer as people read it. Must not know: where it is shown."""

from __future__ import annotations

from typing import assert_never

from rekindle_core.answers import values
from rekindle_core.answers.values import Value


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
