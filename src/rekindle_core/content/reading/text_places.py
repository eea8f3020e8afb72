"""The positions of texts in a file of a pack, according to its schema.

Input: a Source and its kind of file. Output: the paths of the values that have to be text. Must not
know: whether they are; this also works for a file with an invalid structure elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rekindle_core.content.reading.shapes.schemas import follow, schemas
from rekindle_core.content.reading.source import KeyPath, Source
from rekindle_core.frozen import Frozen

_PROSE = {"prose", "line"}


class TextPlace(Frozen):
    """A value that has to be text.

    Attributes:
        path: Its path in the file's data.
        prose: Whether it is Markdown to be read, which is never plain YAML.
        pattern: The pattern that it has to match, or an empty string.
    """

    path: KeyPath
    prose: bool = False
    pattern: str = ""


def text_places(source: Source, kind: str) -> Iterator[TextPlace]:
    """Yield the places of a file that can contain only text.

    Args:
        source: The file.
        kind: The name of its schema, such as `step`.
    """
    file = f"{kind}.schema.json"
    return _places(source.data, (), file, schemas()[file])


def free_texts(source: Source, kind: str) -> frozenset[KeyPath]:
    """Return the places for any text; if it has to match a pattern, a single word counts.

    Args:
        source: The file.
        kind: The name of its schema, such as `step`.
    """
    return frozenset(place.path for place in text_places(source, kind) if place.prose or not place.pattern)


def _places(data: Any, path: KeyPath, file: str, schema: Mapping[str, Any]) -> Iterator[TextPlace]:
    prose = False
    while "$ref" in schema or _text_shape(data, schema):
        file, schema, name = follow(schema.get("$ref") or _text_shape(data, schema), file)
        prose = prose or name in _PROSE
    if schema.get("type") == "string" and "enum" not in schema:
        yield TextPlace(path, prose, schema.get("pattern", ""))
    elif isinstance(data, dict):
        file, schema = _only_shape(data, file, schema)
        for key, value in data.items():
            if inner := _of_key(schema, key):
                yield from _places(value, (*path, key), file, inner)
    elif isinstance(data, list):
        file, schema = _only_shape(data, file, schema)
        if isinstance(inner := schema.get("items"), dict):
            for index, value in enumerate(data):
                yield from _places(value, (*path, index), file, inner)


def _text_shape(data: Any, schema: Mapping[str, Any]) -> str:
    """Return the reference to prose in a choice between prose and something else, for a value that isn't a mapping."""
    choices = (*schema.get("oneOf", ()), *schema.get("anyOf", ()))
    if any("const" in shape and shape["const"] == data for shape in choices):
        return ""
    shapes = [str(shape.get("$ref", "")) for shape in choices]
    prose = (shape for shape in shapes if shape.rpartition("/")[2] in _PROSE)
    return "" if isinstance(data, dict | list) else next(prose, "")


def _only_shape(
    data: dict[Any, Any] | list[Any], file: str, schema: Mapping[str, Any]
) -> tuple[str, Mapping[str, Any]]:
    """Return the only structure of a choice that a mapping or a list can have. A choice between several stays."""
    shapes: list[tuple[str, Mapping[str, Any]]] = []
    for shape in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        home = file
        while "$ref" in shape:
            home, shape, _ = follow(shape["$ref"], home)
        shapes += (
            [(home, shape)] if shape.get("type") == ("object" if isinstance(data, dict) else "array") else []
        )
    if len(shapes) > 1 and isinstance(data, dict):
        shapes = [(home, shape) for home, shape in shapes if data.keys() & shape.get("properties", {}).keys()]
    return shapes[0] if len(shapes) == 1 else (file, schema)


def _of_key(schema: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    """Return the schema of a key's value."""
    found: Any = schema.get("properties", {}).get(key)
    if found is None:
        patterns = schema.get("patternProperties", {})
        found = next((inner for pattern, inner in patterns.items() if re.search(pattern, key)), None)
    if found is None:
        found = schema.get("additionalProperties")
    return found if isinstance(found, dict) else None
