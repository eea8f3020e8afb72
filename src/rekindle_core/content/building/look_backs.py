"""Looking back: what the next session asks of a prompt's plan.

Input: a prompt, and its response; then the parts around the steps. Output: the words, or faults.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core.content.model.pack import Frame
from rekindle_core.content.model.step import (
    ChoicesSpec,
    IfThenSpec,
    LinesSpec,
    ResponseSpec,
    ScaleSpec,
    TableSpec,
)
from rekindle_core.content.model.template import Prose
from rekindle_core.content.reading.cursor import Cursor, Ledger
from rekindle_core.document.ids import look_back_id

_MARK = "yes"


def build_look_back(at: Cursor, response: ResponseSpec) -> Prose | None:
    """Return the next session's question about a prompt's plan: empty for the default, or None if it asks nothing."""
    given = at.get("look_back")
    if given is None:
        return None
    match response:
        case LinesSpec() | IfThenSpec():
            at.ledger.look_backs.append(given)
            given.take_id(look_back_id(str(at.value("id"))))
            return () if given.data == _MARK else given.prose_here(fixed=True)
        case ScaleSpec() | ChoicesSpec() | TableSpec():
            hint = "delete `look_back`, or give the prompt `response: { if_then: 2 }`."
            message = "This response has no written plan for a session to look back on."
            given.fault("look-back-without-plan", message, hint, key=True)
            return None
        case _ as never:
            assert_never(never)


def see_look_back_words(ledger: Ledger, frame: Frame | None) -> None:
    """Record a fault if prompts are looked back on, but program.yaml doesn't say how."""
    if frame and not frame.look_back and ledger.look_backs:
        message = "A session looks back on this, but program.yaml doesn't say how."
        hint = 'add to it: look_back: { text: "Did the moment come?", options: [{ id: came, text: "Yes." }] }'
        ledger.look_backs[0].fault("no-look-back-words", message, hint, key=True)
