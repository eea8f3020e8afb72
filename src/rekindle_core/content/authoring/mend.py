"""Automatic fixes for a file of a pack.

Input: the text of one file. Output: the fixed text, and a list of fixes. Must not know: where the file
is, or the contents of other files.

It fixes byte order marks, line ends, trailing white space (except in texts, where it may be intended), the
line that names the schema, and texts without quotes. Everything else stays the same, byte for byte, and so
does the meaning of the file: the result of each step is parsed again, and a step that changed anything else
is undone. A file that cannot be parsed is not changed.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rekindle_core.content.reading.slots import SlotError, parse_slot
from rekindle_core.content.reading.source import KeyPath, Mark, ReadError, Source, plain_line_ends
from rekindle_core.content.reading.text_places import TextPlace
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.frozen import Frozen

_BYTE_ORDER_MARK = "\ufeff"
_MODELINE = re.compile(r"^[ \t]*#[ \t]*yaml-language-server[ \t]*:", re.MULTILINE)
_SPACES = re.compile(r"[ \t]+$", re.MULTILINE)
# A comment on the same line, or on the next line without a space, as in #this.
_COMMENT = re.compile(r"[ \t]+#|\s+#[^\s#]")


class Mend(Frozen):
    """One fix: its position in the fixed text, and what was done."""

    line: int
    column: int
    what: str


class Mended(Frozen):
    """A text, and the fixes in it; none if it is unchanged."""

    text: str
    mends: tuple[Mend, ...] = ()


class _Edit(Frozen):
    """Characters to insert in place of others, and the value that a path then has."""

    start: int
    end: int
    put: str
    path: KeyPath = ()
    value: Any = None


def mend(text: str, texts: Callable[[Source], Iterable[TextPlace]], schema: str = "") -> Mended:
    """Fix a file.

    Args:
        text: The file, with its byte order mark and line ends.
        texts: Recognizes the places of a file that can contain only text.
        schema: The address for a missing schema line; if empty, the line is not added.

    Returns:
        The fixed text. Fixing it again changes nothing.
    """
    bare = plain_line_ends(text).removeprefix(_BYTE_ORDER_MARK)
    source = _read(bare)
    if source is None:
        return Mended(text)
    mends: list[Mend] = []
    if text.startswith(_BYTE_ORDER_MARK):
        mends.append(Mend(1, 1, "removed the byte order mark"))
    if "\r" in text:
        mends.append(Mend(1, 1, "changed line endings to LF"))
    if schema and not _MODELINE.search(bare):
        line = _Edit(0, 0, f"# yaml-language-server: $schema={schema}\n")
        source = _take(source, [line], "added the line that names the schema", mends)
    source = _take(source, _spaces(source), "removed trailing white space", mends)
    source = _take(source, _quotes(source, texts(source)), "put quotes around the text", mends)
    mends.sort(key=lambda mend: (mend.line, mend.column))
    return Mended(source.text, tuple(mends)) if mends else Mended(text)


def _read(text: str) -> Source | None:
    try:
        return read_yaml(text, "")
    except ReadError:
        return None


def _take(source: Source, edits: Iterable[_Edit], what: str, mends: list[Mend]) -> Source:
    """Return a source after some edits, if its values are then as intended; otherwise unchanged."""
    wanted = copy.deepcopy(source.data)
    pieces: list[str] = []
    done: list[Mend] = []
    at, line = 0, 1
    for edit in sorted(edits, key=lambda edit: edit.start):
        line += source.text.count("\n", at, edit.start)
        done.append(Mend(line, edit.start - source.text.rfind("\n", 0, edit.start), what))
        pieces += (source.text[at : edit.start], edit.put)
        line += source.text.count("\n", edit.start, edit.end)
        at = edit.end
        if edit.path:
            _put(wanted, edit.path, edit.value)
    after = _read("".join((*pieces, source.text[at:])))
    if after is None or after.data != wanted:
        return source
    mends.extend(done)
    return after


# ------------------------------------------------------------------ white space


def _spaces(source: Source) -> Iterator[_Edit]:
    """Yield white space at the ends of lines, except inside texts, where two spaces are a line break."""
    bodies = sorted(_bodies(source), reverse=True)
    for match in _SPACES.finditer(source.text):
        while bodies and bodies[-1][1] <= match.start():
            bodies.pop()
        if not bodies or match.start() < bodies[-1][0]:
            yield _Edit(match.start(), match.end(), "")


def _bodies(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the file that are text in quotes or in a block, including keys."""
    scalars = [mark for path, mark in source.marks.items() if isinstance(_at(source.data, path), str)]
    for mark in (*scalars, *source.keys.values()):
        if mark.plain:
            continue
        start = mark.start
        if source.text[start] in "|>":
            # The line of the block sign itself is not part of the text.
            start = source.text.find("\n", start) + 1 or mark.end
        yield start, mark.end


# ------------------------------------------------------------------ quotes


def _quotes(source: Source, places: Iterable[TextPlace]) -> Iterator[_Edit]:
    """Yield quotes for texts without them, if the intention is clear."""
    for place in places:
        mark = source.marks[place.path]
        written = source.text[mark.start : mark.end]
        value = _meant(_at(source.data, place.path), mark, written, place)
        if value is None or _cut(source, place.path, mark):
            continue
        escaped = written.replace("\\", "\\\\").replace('"', '\\"')
        yield _Edit(mark.start, mark.end, f'"{escaped}"', place.path, value)


def _meant(value: Any, mark: Mark, written: str, place: TextPlace) -> str | None:
    """Return the text that an unquoted value stands for, or None if quotes would not be right."""
    if mark.plain and isinstance(value, str):
        # Words that aren't prose may be unquoted.
        return value if place.prose else None
    if mark.plain and isinstance(value, bool | int | float):
        return written if re.search(place.pattern, written) else None
    if place.prose and isinstance(value, dict) and _is_slot(written):
        return written
    return None


def _is_slot(written: str) -> bool:
    """Return whether what YAML parsed as a mapping is a slot, such as {partner} or {partner: was | were}."""
    inner = written[1:-1]
    if written[:1] + written[-1:] != "{}" or (":" in inner) != ("|" in inner) or set(inner) & set('{}\n"#,'):
        return False
    try:
        parse_slot(inner, frozenset())
    except SlotError:
        return False
    return True


def _cut(source: Source, path: KeyPath, mark: Mark) -> bool:
    """Return whether a # or a comma may have cut the text: quotes would make that permanent, and hide it."""
    if _COMMENT.match(source.text, mark.end):
        return True
    around = _at(source.data, path[:-1])
    sign = source.text[source.marks[path[:-1]].start]
    if isinstance(around, list):
        return sign == "[" and len(around) > 1
    return sign == "{" and None in around.values()


# ------------------------------------------------------------------ data by path


def _at(data: Any, path: KeyPath) -> Any:
    for key in path:
        data = data[key]
    return data


def _put(data: Any, path: KeyPath, value: Any) -> None:
    _at(data, path[:-1])[path[-1]] = value
