"""Whether a practice.yaml is plainly right, told from its schema without a library.

Comes in: data. Goes out: yes, or a doubt, which is for `content.schema` to settle and to put into words.

Most files are right, and a start would spend more time on loading the library than on all the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from rekindle_core.content.reading.bundled import bundled_content
from rekindle_core.document.visible import shows_something

_TYPES: Mapping[str, type] = {"string": str, "integer": int}


def is_plainly_right(data: Any) -> bool:
    """Return whether data fit the schema of practice.yaml; what is not understood here does not."""
    path = bundled_content() / "schema" / "practice.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    rules = schema["properties"]
    if type(data) is not dict or not set(schema["required"]) <= set(data) <= set(rules):
        return False
    return all(_fits(value, rules[key]) for key, value in data.items())


def _fits(value: Any, rules: Mapping[str, Any]) -> bool:
    if "enum" in rules:
        return value in rules["enum"] and set(rules) <= {"enum", "description"}
    return type(value) is _TYPES.get(rules["type"]) and all(
        _keeps(value, word, wanted) for word, wanted in rules.items()
    )


def _keeps(value: Any, word: str, wanted: Any) -> bool:
    match word:
        case "type" | "description":
            return True
        case "minimum":
            return bool(value >= wanted)
        case "minLength":
            return bool(len(value) >= wanted) and shows_something(value)
        case "maxLength":
            return bool(len(value) <= wanted)
        case "pattern":
            return re.search(wanted, value) is not None
        case _:
            return False
