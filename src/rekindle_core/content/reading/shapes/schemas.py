"""The schemas of authors' files, as data: read once, with references resolved and an index of keys.

Output: schemas. Must not know: any file that is checked against them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from rekindle_core.content.reading.bundled import bundled_content

Schema = Mapping[str, Any]
PROSE = ("One line of prose", "Prose")
"""Titles of the two structures of prose in shared.schema.json."""
_ENDING = ".schema.json"


@cache
def schemas() -> Mapping[str, Any]:
    """Return the schemas of authors' files, by file name."""
    paths = sorted((bundled_content() / "schema").glob(f"*{_ENDING}"))
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def follow(reference: str, file: str) -> tuple[str, Schema, str]:
    """Return the file, the schema and the name that a reference leads to.

    Args:
        reference: Such as `shared.schema.json#/$defs/id`.
        file: The file that it is in.
    """
    named, _, pointer = reference.partition("#")
    schema: Any = schemas()[named or file]
    names = pointer.strip("/").split("/") if pointer else []
    for name in names:
        schema = schema[name]
    return named or file, schema, names[-1] if names else ""


def along(path: Iterable[str | int], file: str) -> Iterator[tuple[Schema, str]]:
    """Yield each schema along a fault's path, with its file; the path contains no references.

    Args:
        path: The keywords, keys and indexes of the place where JSON Schema found a fault.
        file: The file in which the path begins.
    """
    at: Any = schemas()[file]
    for part in (*path, None):
        while isinstance(at, dict) and part not in at and isinstance(reference := at.get("$ref"), str):
            yield at, file
            file, at, _ = follow(reference, file)
        if isinstance(at, dict):
            yield at, file
        if part is None:
            return
        at = at[part]


def homes_of(key: str, kind: str) -> tuple[str, ...]:
    """Return what has a key in a kind of file, by titles, such as ‘Prompt’; empty if nothing has it."""
    file = f"{kind}{_ENDING}"
    found = dict.fromkeys(title for title, keys in _mappings(schemas()[file], file, set()) if key in keys)
    return tuple(found)


def _mappings(schema: Any, file: str, seen: set[str]) -> Iterator[tuple[str, Schema]]:
    """Yield the title and the keys of each mapping in a schema, and in those that it refers to."""
    if isinstance(schema, list):
        for item in schema:
            yield from _mappings(item, file, seen)
    if not isinstance(schema, dict):
        return
    if isinstance(reference := schema.get("$ref"), str):
        home, inner, _ = follow(reference, file)
        if (name := f"{home}{reference.partition('#')[2]}") not in seen:
            seen.add(name)
            yield from _mappings(inner, home, seen)
    if schema.get("type") == "object" and schema.get("title"):
        yield str(schema["title"]), schema.get("properties", {})
    for word, inner in schema.items():
        if word != "$defs":
            yield from _mappings(inner, file, seen)
