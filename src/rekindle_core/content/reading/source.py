"""A parsed file: its data, and the position of each value.

Must not know: how the text was parsed; that is up to the reader of its format.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import field

from rekindle_core.bounded import read_stream
from rekindle_core.diagnostics import Diagnostic, Position
from rekindle_core.frozen import Frozen

MOST_BYTES = 2_000_000

KeyPath: TypeAlias = tuple[str | int, ...]


class Mark(Frozen):
    """The position of a value: line and column from 1, character offsets from 0.

    `plain` means a scalar that is neither quoted nor in a block.
    """

    line: int
    column: int
    start: int
    end: int
    plain: bool = False


class Source(Frozen):
    """A parsed file: its data and the positions of its values.

    Attributes:
        file: Its name in messages.
        text: The file as it was read.
        data: Plain data: dict, list, str, int, float, bool or None.
        marks: The position of each value, by its path of keys and indexes.
        keys: The position of each mapping key, by the path of its value.
    """

    file: str
    text: str
    data: Any
    marks: Mapping[KeyPath, Mark] = field(default_factory=dict)
    keys: Mapping[KeyPath, Mark] = field(default_factory=dict)

    def position(self, path: KeyPath = (), *, key: bool = False) -> Position:
        """Return the position of a value (or its key), or of the nearest container that has one."""
        if key and path in self.keys:
            return Position(self.file, self.keys[path].line, self.keys[path].column)
        while path and path not in self.marks:
            path = path[:-1]
        mark = self.marks.get(path)
        return Position(self.file, mark.line, mark.column) if mark else Position(self.file, 1, 1)

    def written(self, path: KeyPath) -> str:
        """Return a value as written, if it is on one line; otherwise an empty string."""
        mark = self.marks.get(path)
        text = self.text[mark.start : mark.end].strip() if mark else ""
        return "" if "\n" in text else text

    def find(self, path: KeyPath, needle: str, nth: int = 0) -> Position:
        """Return the position of the nth occurrence (from 0) of some characters inside a value.

        Text that YAML folded or unescaped may not be found as written; the position of the value is then
        returned.
        """
        mark = self.marks.get(path)
        if mark is None or not needle:
            return self.position(path)
        at = mark.start - 1
        for _ in range(nth + 1):
            at = self.text.find(needle, at + 1, mark.end)
            if at < 0:
                return self.position(path)
        before = self.text[:at]
        return Position(self.file, before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)


class ReadError(Exception):
    """The one fault that ends the reading of a file."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def read_bytes(path: Path, name: str) -> bytes:
    """Return a file's bytes.

    Args:
        path: The file.
        name: Its name in messages.

    Raises:
        ReadError: It cannot be read, or is too large for a file of a pack.
    """
    try:
        with path.open("rb") as file:
            data = read_stream(file, MOST_BYTES)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        message = f"The file cannot be read: {said}."
        raise ReadError(Diagnostic(Position(name, 1, 1), "unreadable", message, "check the path.")) from None
    if len(data) > MOST_BYTES:
        message = f"The file has more than {MOST_BYTES:,} bytes."
        raise ReadError(Diagnostic(Position(name, 1, 1), "yaml-size", message, "split it."))
    return data


def decode(data: bytes, name: str) -> str:
    """Return the text of a UTF-8 file, without a byte order mark and with plain line ends.

    Raises:
        ReadError: It is not UTF-8; the message says where.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        hint = "save the file as UTF-8, or convert it, for example with `iconv -f utf-16 -t utf-8`."
        raise ReadError(Diagnostic(Position(name, 1, 1), "not-utf-8", "The file is UTF-16, not UTF-8.", hint))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = plain_line_ends(data[: error.start].decode("utf-8", "replace"))
        position = Position(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        message = f"The byte 0x{data[error.start]:02X} is not UTF-8."
        hint = "save the file as UTF-8, or convert it, for example with `iconv -f latin1 -t utf-8`."
        raise ReadError(Diagnostic(position, "not-utf-8", message, hint)) from None
    return plain_line_ends(text)


def as_shown(data: bytes) -> str:
    """Return the text of any file for showing its lines: invalid UTF-8 becomes U+FFFD."""
    return plain_line_ends(data.decode("utf-8-sig", "replace"))


def plain_line_ends(text: str) -> str:
    """Return text with a line feed at the end of each line, whatever it had before."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
