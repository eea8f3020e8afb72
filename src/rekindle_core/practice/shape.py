"""Whether a practice.yaml is clearly valid, checked against its schema without a library.

Input: data. Output: yes, or a doubt, which the schema check settles and reports.

Most files are valid, and a start would spend more time on loading the library than on everything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from rekindle_core.content.reading.bundled import bundled_content
from rekindle_core.document.visible import shows_something

_TYPES: Mapping[str, type] = {"string": str, "integer": int, "array": list, "object": dict}


def is_plainly_right(data: Any) -> bool:
    """Return whether data match the schema of practice.yaml; anything that is not understood here doesn't."""
    path = bundled_content() / "schema" / "practice.schema.json"
    return _fits(data, json.loads(path.read_text(encoding="utf-8")))


def _fits(value: Any, rules: Mapping[str, Any]) -> bool:
    if "enum" in rules:
        return value in rules["enum"] and set(rules) <= {"enum", "description", "examples"}
    return type(value) is _TYPES.get(rules["type"]) and all(
        _keeps(value, word, wanted, rules) for word, wanted in rules.items()
    )


def _keeps(value: Any, word: str, wanted: Any, rules: Mapping[str, Any]) -> bool:
    match word:
        case "type" | "description" | "title" | "examples" | "$schema":
            return True
        case "minimum":
            return bool(value >= wanted)
        case "minLength":
            return bool(len(value) >= wanted) and shows_something(value)
        case "minItems":
            return bool(len(value) >= wanted)
        case "maxLength" | "maxItems":
            return bool(len(value) <= wanted)
        case "pattern":
            return re.search(wanted, value) is not None
        case "items":
            return all(_fits(item, wanted) for item in value)
        case _:
            return _keeps_keys(value, word, wanted, rules)


def _keeps_keys(value: dict[Any, Any], word: str, wanted: Any, rules: Mapping[str, Any]) -> bool:
    match word:
        case "required":
            return set(wanted) <= set(value)
        case "anyOf":
            return any(set(one) == {"required"} and set(one["required"]) <= set(value) for one in wanted)
        case "propertyNames":
            return all(type(key) is str and re.search(wanted["pattern"], key) for key in value)
        case "properties":
            return all(_fits(item, wanted[key]) for key, item in value.items() if key in wanted)
        case "additionalProperties":
            others = [item for key, item in value.items() if key not in rules.get("properties", ())]
            return not others if wanted is False else all(_fits(item, wanted) for item in others)
        case _:
            return False
