"""A profile in JSON: its data, and where each fact is.

Input: text. Output: a Source, in which a fact's value has the place of its key.
Must not know: which facts there are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from rekindle_core.content.reading.source import Mark, ReadError, Source
from rekindle_core.diagnostics import Diagnostic, Position

_NEXT_KEY = re.compile(r'[ \t\n\r,]*(")')
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")


class KeyTwiceError(ValueError):
    """An object has the same key twice; `json` itself would keep the last one."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The key “{key}” is repeated.")


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; passed to `json` as its `object_pairs_hook`.

    Raises:
        KeyTwiceError: A key occurs twice.
    """
    data: dict[str, Any] = {}
    for key, value in pairs:
        if key in data:
            raise KeyTwiceError(key)
        data[key] = value
    return data


def read_json(text: str, name: str) -> Source:
    """Return the data of a JSON object and the places of its keys; `name` is what messages call it.

    Raises:
        ReadError: It is not JSON, or it has a key twice.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        position = Position(name, error.lineno, error.colno)
        hint = (
            'a profile that starts with a brace is read as JSON, such as {"contact": "none"}. For '
            "YAML, remove the braces and write one fact per line: contact: none"
        )
        raise ReadError(
            Diagnostic(position, "json-syntax", f"This is not JSON: {error.msg}.", hint)
        ) from None
    except RecursionError:
        raise ReadError(
            Diagnostic(
                Position(name, 1, 1),
                "yaml-depth",
                "Values are nested too deeply.",
                "look for an unclosed bracket.",
            )
        ) from None
    except ValueError as error:
        raise ReadError(
            Diagnostic(
                Position(name, 1, 1),
                "json-syntax",
                f"This JSON cannot be used: {error}.",
                "shorten that number.",
            )
        ) from None
    marks: dict[tuple[str | int, ...], Mark] = {}
    place = Position(name, 1, 1)
    try:
        for key, mark in _keys(text):
            if (key,) in marks:
                place = Source(name, text, data, marks).position((key,))
                raise KeyTwiceError(key)
            marks[(key,)] = mark
            place = Position(name, mark.line, mark.column)
    except KeyTwiceError as twice:
        # A value nested deeper is placed at the fact.
        raise ReadError(Diagnostic(place, "yaml-duplicate-key", str(twice), "delete one of them.")) from None
    return Source(name, text, data, marks, marks)


def _keys(text: str) -> Iterator[tuple[str, Mark]]:
    """Yield the keys of a JSON object; the text is known to be one object and nothing else."""
    decoder = json.JSONDecoder(object_pairs_hook=unique)
    at = text.index("{") + 1
    line, counted = 1, 0
    while found := _NEXT_KEY.match(text, at):
        start = found.start(1)
        line, counted = line + text.count("\n", counted, start), start
        key, end = decoder.raw_decode(text, start)
        yield key, Mark(line, start - text.rfind("\n", 0, start), start, end)
        colon = _COLON.match(text, end)
        _, at = decoder.raw_decode(text, colon.end() if colon else end)
