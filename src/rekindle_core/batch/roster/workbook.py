"""Rosters in XLSX: the first sheet of a workbook, read row by row.

Input: a path. Output: rows of cells. Must not know: facts.

A workbook is a zip of XML, from an unknown sender. Before it is opened, the sizes that its files unpack to are summed;
zipfile unpacks no more than a file declares. A sheet says how many rows and columns it has, and may be wrong, so
that is not read. Formulas are not computed: what they showed last may not be what they say now.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rekindle_core.batch.errors import NoSpreadsheetsError, RosterError
from rekindle_core.batch.roster.row import MOST_COLUMNS, Cell
from rekindle_core.batch.roster.table import Formula

MOST_ROWS = 100_000
"""More of them are refused: a workbook keeps all of its texts in memory, where CSV keeps none."""
MOST_UNPACKED = 200_000_000
_MOST_FILES = 2_000


def workbook_rows(path: Path, file: str) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the number and the cells of each row of the first sheet, the header first.

    Args:
        path: The file.
        file: What messages call it.

    Raises:
        RosterError: It isn't a workbook, or is too large.
        NoSpreadsheetsError: openpyxl isn't installed.
        OSError: It cannot be read.
    """
    try:
        import openpyxl
    except ImportError:
        raise NoSpreadsheetsError from None
    _see_size(path, file)
    # openpyxl leaves a file open that it opened and cannot read.
    with path.open("rb") as data:
        try:
            book = openpyxl.load_workbook(data, read_only=True, data_only=False, keep_links=False)
            if not book.worksheets:
                raise RosterError(f"{file} has no sheet.", hint="save it again with one sheet.")
            sheet: Any = book.worksheets[0]
            sheet.reset_dimensions()
            yield from _rows(sheet, file)
        except (RosterError, OSError):
            raise
        except Exception as error:
            # For a damaged workbook, openpyxl, zipfile and the parser of XML raise nearly anything.
            raise _damaged(file, error) from None


def _rows(sheet: Any, file: str) -> Iterator[tuple[int, list[Cell]]]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_cell(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells and number > MOST_ROWS:
            raise RosterError(
                f"{file} has more than {MOST_ROWS:,} rows.",
                code="roster-size",
                hint="save it as “CSV UTF-8”, which has no such limit, or delete what is in the cells far below.",
            )
        if len(cells) > MOST_COLUMNS:
            raise RosterError(
                f"{file}, row {number}, has {len(cells):,} columns; the limit is {MOST_COLUMNS}.",
                code="roster-size",
                hint="delete what is in the cells far to the right.",
            )
        if cells:
            yield number, cells


def _cell(cell: Any) -> Cell:
    return Formula() if getattr(cell, "data_type", "") == "f" else cell.value


def _see_size(path: Path, file: str) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _damaged(file, error) from None
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or len(parts) > _MOST_FILES:
        raise RosterError(
            f"{file} unpacks to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts; the limit is "
            f"{MOST_UNPACKED / 1e6:,.0f} MB in {_MOST_FILES:,}.",
            code="roster-size",
            hint="save the sheet as “CSV UTF-8”.",
        )


def _damaged(file: str, error: BaseException) -> RosterError:
    said = f" ({error})" if isinstance(error, zipfile.BadZipFile) else ""
    return RosterError(
        f"{file} isn't a workbook that can be read{said}.",
        hint="open it in a spreadsheet and save it again as XLSX, without a password, or as “CSV UTF-8”.",
    )
