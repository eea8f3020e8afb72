"""Rosters in CSV: as spreadsheets of every language save them.

Input: a path. Output: rows of cells. Must not know: facts.

UTF-8 with or without a byte order mark. The delimiter is the one that names the most columns in the header: a comma, a
semicolon (where the comma is for decimals), a tab or a vertical bar; Excel's line `sep=;` settles it.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TextIO

from rekindle_core.batch.errors import RosterError
from rekindle_core.batch.roster.escape import unescaped
from rekindle_core.diagnostics import counted

DELIMITERS = (",", ";", "\t", "|")
_MOST_HEADER = 100_000
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_HINT = "save the spreadsheet again, as “CSV UTF-8” in Excel, or as CSV with the character set UTF-8 in LibreOffice."


def delimited_rows(path: Path, file: str, known: Collection[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row, the header first.

    Args:
        path: The file.
        file: What messages call it.
        known: The names of columns that there are, in lower case.

    Raises:
        RosterError: It isn't CSV in UTF-8.
        OSError: It cannot be read.
    """
    with path.open("rb") as raw:
        if raw.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise RosterError(f"{file} is UTF-16, not UTF-8.", code="not-utf-8", hint=_HINT)
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, delimiter=_delimiter(text, known), strict=True)
            for number, cells in enumerate(reader, 1):
                yield number, [unescaped(cell) for cell in cells]
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        message = f"{file} isn't UTF-8: the byte 0x{byte:02X} comes after {counted(number, 'row')}."
        raise RosterError(message, code="not-utf-8", hint=_HINT) from None
    except csv.Error as error:
        raise RosterError(
            f"{file} isn't CSV from row {number + 1} on: {error}.",
            hint='look for an unclosed quotation mark in that row. Inside quotes, double it: "He said ""no""".',
        ) from None


def _delimiter(text: TextIO, known: Collection[str]) -> str:
    """Return the delimiter, and leave the text where its header begins."""
    start = text.tell()
    first = text.readline(_MOST_HEADER)
    if found := _SEP.fullmatch(first):
        return found[1]
    text.seek(start)
    return max(DELIMITERS, key=lambda one: _named(first, one, known))


def _named(line: str, delimiter: str, known: Collection[str]) -> int:
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return sum(cell.strip().casefold() in known for cell in cells)
