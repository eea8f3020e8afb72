"""The positions in a pack's files that findings refer to.

Input: the files of a pack, as bytes. Output: positions. A compiled pack has no lines; they are looked up
here if there is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rekindle_core.audit.finding import Place
from rekindle_core.content.reading.file_names import ASSUMPTIONS, LANGUAGE
from rekindle_core.content.reading.raw import RawPack
from rekindle_core.content.reading.source import KeyPath, Source, decode
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Position
from rekindle_core.document.ids import look_back_id


class Places:
    """The places of a pack that compiles."""

    def __init__(self, raw: RawPack) -> None:
        self._sources = {
            name: read_yaml(decode(file.data, file.shown), file.shown)
            for name, file in raw.files.items()
            if name != LANGUAGE
        }
        self._ids: dict[str, tuple[Source, KeyPath]] = {}
        for name, source in self._sources.items():
            # The name of an assumption may also be the id of content.
            for path, found in _ids(source.data) if name != ASSUMPTIONS else ():
                self._ids.setdefault(found, (source, path))

    def position(self, place: Place) -> Position:
        """Return where something is: the key that is meant, if it exists, otherwise its id or its name."""
        source, path = self._find(place)
        if place.key and (*path, place.key) in source.marks:
            return source.position((*path, place.key), key=True)
        if (*path, "id") in source.marks:
            return source.position((*path, "id"))
        return source.position(path, key=True)

    def _find(self, place: Place) -> tuple[Source, KeyPath]:
        pack = self._sources["pack.yaml"]
        match place.kind:
            case "id":
                return self._ids.get(place.name, (pack, ()))
            case "fact":
                return pack, ("facts", place.name)
            case "phrases":
                return self._sources["phrases.yaml"], ("phrases", place.name)
            case "phrase":
                return self._sources["phrases.yaml"], ("phrases", place.name, place.index)
            case "reorder":
                return pack, ("reorder", place.index)
            case "gentle":
                return pack, ("dose", "gentle", place.index)
            case "program":
                return self._sources["program.yaml"], (place.name,)
            case "assumption":
                source = self._sources[ASSUMPTIONS]
                listed = source.data["assumptions"]
                index = next(n for n, one in enumerate(listed) if one["id"] == place.name)
                return source, ("assumptions", index)
            case "help":
                return self._sources["helplines.yaml"], ()


def _ids(data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield path, data["id"]
            if "look_back" in data:
                yield path, look_back_id(data["id"])
        for key, value in data.items():
            # Options to tick have their own ids, which need not be unique in the pack.
            if key != "response":
                yield from _ids(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _ids(value, (*path, index))
