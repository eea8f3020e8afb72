"""The file of answers: JSON, in and out, as answers.schema.json describes it.

Input: bytes, or Answers. Output: the other. Must not know: Documents, or formats.

Its first number was 3; format 4 added answers in table cells. Earlier pages saved formats 1 and 2, which the
html plugin reads. A page of that time calls a file with a higher number newer, which is right, and one with a
lower number damaged, which is wrong.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from rekindle_core.answers.merge import see_once
from rekindle_core.answers.values import Answers
from rekindle_core.errors import AnswersError

ANSWERS_FORMAT, FIRST_FORMAT = 4, 3
"""The format number of the file, and the first one; a reader rejects a newer one by name."""

MOST_BYTES = 64_000_000
"""The maximum size of a file with answers, in any format."""


def answers_to_json(answers: Answers) -> str:
    """Return answers as JSON text, with a final newline: the same text for the same answers."""
    data = {"format": ANSWERS_FORMAT, **msgspec.to_builtins(answers, builtin_types=())}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def answers_from_json(data: bytes | str) -> Answers:
    """Return the answers of a file.

    Raises:
        AnswersError: It is not JSON, has another format, is damaged, or is too large.
    """
    found = json_object(data)
    number = found.pop("format", None) if found is not None else None
    if found is None or type(number) is not int or number < 1:
        raise AnswersError(
            "This is not a file of answers: it isn't a JSON object with a format.", code="not-answers"
        )
    if number > ANSWERS_FORMAT:
        message = (
            f"These answers are in format {number}; this version of Rekindle reads up to {ANSWERS_FORMAT}."
        )
        raise AnswersError(message, code="newer-format", hint="install a newer version of Rekindle.")
    if number < FIRST_FORMAT:
        hint = "read it with read_answers, which calls the html plugin."
        raise AnswersError(
            f"These answers are in format {number}, the format in which pages save answers.",
            code="not-answers",
            hint=hint,
        )
    try:
        answers = msgspec.convert(found, Answers)
    except msgspec.ValidationError as error:
        raise damaged(place_and_reason(error)) from None
    except RecursionError:
        raise damaged("it is nested too deeply") from None
    see_once(answers)
    return answers


def json_object(data: bytes | str) -> dict[str, Any] | None:
    """Return the object in a JSON text; None if it is something else."""
    try:
        found = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def place_and_reason(error: msgspec.ValidationError) -> str:
    """Return where a value is wrong, and what was expected."""
    words, _, path = str(error).partition(" - at ")
    return f"at {path.strip('`') or '$'}: {words}"


def damaged(why: str) -> AnswersError:
    """Return the error for a file of answers that has been damaged."""
    return AnswersError(
        f"The file of answers is damaged: {why}.",
        code="damaged-answers",
        hint="save it again from the page or program that made it.",
    )


def answers_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the file, derived from the values."""
    _, definitions = msgspec.json.schema_components([Answers], ref_template="#/$defs/{name}")
    for definition in definitions.values():
        definition["description"] = definition.get("description", "").partition("\n")[0]
        for value in definition.get("properties", {}).values():
            # Only some readers of schemas know this keyword, and they need no more than the tags.
            value.pop("discriminator", None)
    top = definitions.pop("Answers")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rekindle answers",
        "description": (
            "One reader's answers in one program, as the page saves them and `rekindle answers merge` "
            "writes them."
        ),
        "type": "object",
        "properties": {"format": {"const": ANSWERS_FORMAT}, **top["properties"]},
        "required": ["format", *top["required"]],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }
