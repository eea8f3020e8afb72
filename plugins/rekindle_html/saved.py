"""What earlier pages saved: answers by the names of their fields, in formats 1 and 2.

Input: bytes. Output: Answers, or an error for a page that was mistaken for its answers. Must not know:
Documents, or how a page is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from rekindle_core import Answer, AnswerId, Answers, AnswersError, ChoicesValue, NumberValue, TextValue, Value

_MARK = b"page--data"


def read_saved(data: bytes) -> Answers | None:
    """Return the answers of a file that an earlier page saved; None for a file of another kind.

    Such a file says neither what was asked nor at which time, and does not distinguish a chosen option from
    written text.

    Raises:
        AnswersError: It is damaged, or it is a page instead of its answers.
    """
    if _MARK in data:
        raise AnswersError(
            "This is the page itself, which doesn't contain the answers typed into it.",
            code="answers-page",
            hint=(
                "open it in the browser that was used to fill it in, press “Save to a file”, and use that "
                "file."
            ),
        )
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if (
        not isinstance(found, dict)
        or found.get("format") not in (1, 2)
        or not isinstance(found.get("answers"), dict)
    ):
        return None
    # Format 1 named its program by a hash of the reader's answers, which can no longer be compared with
    # anything.
    program_id = found.get("program_id") if found["format"] == 2 else ""
    if not isinstance(program_id, str):
        raise _damaged("program_id")
    return Answers(program_id, None, tuple(_answers(found["answers"])))


def _answers(saved: dict[str, object]) -> Iterator[Answer]:
    for name, value in saved.items():
        if not 1 <= len(name) <= 300:
            raise _damaged("answers")
        yield Answer(AnswerId.from_name(name, counted=False), _value(name, value), source="workbook")


def _value(name: str, value: object) -> Value:
    match value:
        case str() if value.strip():
            return TextValue(value)
        case int() if not isinstance(value, bool) and abs(value) <= 2**53:
            return NumberValue(value)
        case [*names] if names and all(isinstance(one, str) and 1 <= len(one) <= 300 for one in names):
            return ChoicesValue(tuple(map(str, names)))
    raise _damaged(f"answers.{name[:80]}")


def _damaged(where: str) -> AnswersError:
    message = f"The file of answers is damaged: at $.{where}."
    return AnswersError(message, code="damaged-answers", hint="save it again from the page that made it.")
