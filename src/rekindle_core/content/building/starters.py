"""Starters: the words that begin a place to write, such as "When we argued, I usually …".

Input: a prompt or one of its wordings, and its response. Output: a line for each place to write.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core.content.model.step import (
    ChoicesSpec,
    IfThenSpec,
    LinesSpec,
    ResponseSpec,
    ScaleSpec,
    TableSpec,
)
from rekindle_core.content.model.template import Spans
from rekindle_core.content.reading.cursor import Cursor

_CODE = "starter-without-room"


def build_starters(at: Cursor, response: ResponseSpec) -> tuple[Spans, ...]:
    """Return the starters of a response's places to write, in order; empty if the author wrote none."""
    given = at.get("starter")
    if given is None:
        return ()
    one = isinstance(given.data, str)
    match response:
        case LinesSpec():
            if one:
                return (given.line_here(),)
            given.fault(
                _CODE, "These lines are one place to write.", 'write one starter: starter: "I usually …"'
            )
        case IfThenSpec():
            if not one:
                return (given.line("if"), given.line("then"))
            hint = 'write starter: { if: "it is late and I want to write", then: "for ten minutes I will …" }'
            given.fault(_CODE, "An if-then plan has two places to write.", hint)
        case ScaleSpec() | ChoicesSpec() | TableSpec():
            hint = "delete `starter`, or give the prompt `response: { lines: 4 }`."
            given.fault(_CODE, "This response has no place to write that a starter could begin.", hint)
        case _ as never:
            assert_never(never)
    return ()
