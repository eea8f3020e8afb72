"""A profile's values as written: how YAML read a word, and the position of something in the file.

Input: a Source and a fact's value. Output: texts and positions. Must not know: which facts exist, or
their values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rekindle_core.content.reading.source import Source
from rekindle_core.diagnostics import Position
from rekindle_core.profile.clean import NoCharacter


def texts_of(given: Any) -> Iterator[str]:
    """Yield the texts of a value, including keys; a list within a list is invalid, and is rejected."""
    match given:
        case str():
            yield given
        case list() | tuple():
            yield from (item for item in given if isinstance(item, str))
        case dict():
            yield from (item for pair in given.items() for item in pair if isinstance(item, str))
        case _:
            pass


def place_of(found: NoCharacter, source: Source, name: str) -> Position:
    """Return the position of something that isn't a character; a file contains it only as an escape."""
    start = source.position((name,))
    if source.file == "--set":
        return Position(start.file, start.line, start.column + found.at)
    mark = source.marks.get((name,))
    escape = re.compile(rf"\\u{found.code:04x}", re.IGNORECASE)
    if mark and (written := escape.search(source.text, mark.start)):
        before = source.text[: written.start()]
        return Position(start.file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    return start


def _written(source: Source, path: tuple[str, ...]) -> str:
    """Return a plain scalar as its author wrote it; empty for anything quoted, or not from YAML."""
    mark = source.marks.get(path)
    return source.text[mark.start : mark.end] if mark and mark.plain else ""


def as_named(given: Any, source: Source, path: tuple[str, ...]) -> Any:
    """Return as text a word that YAML read as null, because it may be a name: Null.

    Names are capitalized. `null` and `~`, as programs write them, and an empty value leave a fact unknown.
    """
    if isinstance(given, dict):
        return {key: as_named(value, source, (*path, key)) for key, value in given.items()}
    if given is None and (written := _written(source, path)) in ("Null", "NULL"):
        return written
    return given


def as_typed(given: Any, source: Source, path: tuple[str, ...]) -> str:
    """Return a number, or a true or false, as its author wrote it in YAML; otherwise empty."""
    return _written(source, path) if isinstance(given, int | float) else ""
