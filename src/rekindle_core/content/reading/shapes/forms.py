"""The accepted form of a value, in words and as an example, derived from its schema.

Input: a schema, and a value that doesn't match it. Output: words for a hint. Must not know: where the
value is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from rekindle_core.content.reading.days import days_of
from rekindle_core.content.reading.shapes.schemas import Schema, follow

_MOST_KEYS = 4


def some(words: Iterable[object]) -> str:
    """Return words with commas, and ‘or’ before the last.

    >>> some([1, 2, 3])
    '1, 2 or 3'
    """
    items = [str(word) for word in words]
    return ", ".join(items[:-1]) + (" or " if items[:-1] else "") + (items[-1] if items else "none")


def resolved(schema: Schema, file: str) -> tuple[Schema, str]:
    """Return a schema with its references resolved, and the file that it is in; its own keywords take precedence."""
    own: dict[str, Any] = {}
    while "$ref" in schema:
        own = {**{key: value for key, value in schema.items() if key != "$ref"}, **own}
        file, schema, _ = follow(schema["$ref"], file)
    return {**schema, **own}, file


def form_of(schema: Schema, file: str) -> str:
    """Describe in a few words what a schema accepts, such as ‘a whole number from 1 to 60’."""
    schema, file = resolved(schema, file)
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return some(schema["enum"])
    for choice in ("oneOf", "anyOf"):
        shapes = [form_of(shape, file) for shape in schema.get(choice, ()) if set(shape) != {"required"}]
        if shapes:
            return some(dict.fromkeys(shapes))
    match schema.get("type"):
        case "integer":
            return f"a whole number{_range(schema)}"
        case "array":
            return f"a list: [{_item(schema.get('items', {}), file)}, …]"
        case "object" if "examples" in schema:
            return f"a mapping such as {example_of(schema, file)}"
        case "object":
            return _mapping(schema, file)
        case "string" if "examples" in schema:
            return f"a word such as {schema['examples'][0]}"
        case "string":
            return "text in quotes"
        case list() as types:
            return some(form_of({**schema, "type": one}, file) for one in types)
        case _:
            return "a value"


def example_of(schema: Schema, file: str) -> str:
    """Return a value that a schema accepts, with … for words that are up to the author."""
    schema, file = resolved(schema, file)
    if "enum" in schema or "const" in schema:
        return str(schema["enum"][0] if "enum" in schema else schema["const"])
    if "examples" in schema:
        return _written(schema["examples"][0])
    for choice in ("oneOf", "anyOf"):
        if (shapes := schema.get(choice)) and set(shapes[0]) != {"required"}:
            return example_of(shapes[0], file)
    match schema.get("type"):
        case "integer":
            return str(schema.get("minimum", 1))
        case "array":
            more = ", …" if schema.get("minItems", 0) > 1 else ""
            return f"[{_item(schema.get('items', {}), file)}{more}]"
        case "object":
            return _mapping(schema, file)
        case _:
            return '"…"'


def _written(example: object) -> str:
    """Return an example in YAML, with quotes if it would otherwise be read as something else."""
    match example:
        case dict():
            return f"{{ {', '.join(f'{key}: {_written(value)}' for key, value in example.items())} }}"
        case list():
            return f"[{', '.join(map(_written, example))}]"
        case str() if not re.fullmatch(r"[A-Za-z][\w.-]*", example):
            return f'"{example}"'
        case _:
            return str(example)


def _range(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is None and most is None:
        return ""
    if most is None:
        return f" of {least} or more"
    return f" up to {most}" if least is None else f" from {least} to {most}"


def _mapping(schema: Schema, file: str) -> str:
    keys = schema.get("properties", {})
    told = [key for key in schema.get("required", ()) if key in keys] or list(keys)
    choices = [schema[word] for word in ("oneOf", "anyOf") if word in schema]
    told += [shapes[0]["required"][0] for shapes in choices if set(shapes[0]) == {"required"}]
    parts = [f"{key}: {_short(keys[key], file)}" for key in told[:_MOST_KEYS]]
    parts += ["…"] if len(told) > _MOST_KEYS or not told else []
    return f"{{ {', '.join(parts)} }}"


def _item(schema: Schema, file: str) -> str:
    found, home = resolved(schema, file)
    return _mapping(found, home) if found.get("type") == "object" else _short(schema, file)


def _short(schema: Schema, file: str) -> str:
    schema, file = resolved(schema, file)
    open_ = {"object": "…", "array": "[…]"}.get(str(schema.get("type")))
    return open_ if open_ and "examples" not in schema else example_of(schema, file)


# ------------------------------------------------------------------ what was meant


def meant_by(value: str, pattern: str) -> list[str]:
    """Return texts that match a pattern and are likely meant by one that doesn't.

    >>> meant_by("Quiet Page", "^[a-z]+(-[a-z]+)*$"), meant_by("20.11.2026", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    (['quiet-page'], ['2026-11-20'])
    """
    days = [day.isoformat() for day in days_of(value)]
    if days and all(re.search(pattern, day) for day in days):
        return days
    return next(([text] for text in _rewritten(value) if text != value and re.search(pattern, text)), [])


def _rewritten(value: str) -> Iterator[str]:
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", value.strip()) if not unicodedata.combining(char)
    )
    if not re.search(r"[A-Za-z]", plain):
        yield from (re.sub(kept, " ", plain).strip() for kept in (r"[^0-9 +-]+", r"[^0-9 -]+"))
        yield from (f"{plain}.0", f"{plain}.0.0", f"#{plain}")
        return
    words = re.findall(r"[A-Za-z0-9]+", re.sub(r"['’]", "", plain))
    yield from (plain, plain.lower())
    if "." in plain:
        yield ".".join("_".join(re.findall(r"[A-Za-z0-9]+", part)) for part in plain.split(".")).lower()
    yield from ("-".join(words).lower(), "_".join(words).lower())
    yield from (re.sub(r"^https?://", "https://", plain), f"https://{plain}", f"#{plain}")
    yield from re.findall(r"<([^<>\s]+)>", plain)
