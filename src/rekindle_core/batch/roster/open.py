"""Opening a roster, whatever its form: by the end of its name.

Input: a path and a Pack. Output: a Roster, whose rows can be read as often as they are needed.

Rows are never kept: a roster is read once to check it and once to build from it, so that memory does not grow with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rekindle_core.batch.errors import RosterError
from rekindle_core.batch.roster.delimited import delimited_rows
from rekindle_core.batch.roster.lines import json_rows
from rekindle_core.batch.roster.row import ID, Row
from rekindle_core.batch.roster.table import table_rows
from rekindle_core.content.model.pack import Pack

DELIMITED, LINES, WORKBOOK = (".csv", ".tsv", ".txt"), (".jsonl", ".ndjson"), (".xlsx", ".xlsm")


class Roster:
    """A roster on the disk.

    Attributes:
        file: What messages call it.
        is_spreadsheet: Whether people type into it, so that cells are read as answers are.
    """

    def __init__(self, pack: Pack, path: Path) -> None:
        self._pack, self._path = pack, path
        self.file = path.name
        suffix = path.suffix.lower()
        if suffix not in (*DELIMITED, *LINES, *WORKBOOK):
            raise RosterError(
                f"{path} isn't a roster: its name ends in “{suffix}”.",
                hint="a roster is CSV (.csv), JSON Lines (.jsonl) or a workbook (.xlsx). Save an older workbook "
                "(.xls, .ods) as one of these.",
            )
        self.is_spreadsheet = suffix not in LINES
        self._suffix = suffix
        self._stamp = self._look()

    def rows(self) -> Iterator[Row]:
        """Yield the rows, from the first.

        Raises:
            RosterError: It cannot be read, its header cannot be used, or it has changed since it was opened.
        """
        try:
            yield from self._rows()
        except OSError as error:
            raise self._unreadable(error) from None
        if self._look() != self._stamp:
            raise RosterError(
                f"{self._path} was changed while it was read.",
                code="roster-changed",
                hint="save it, close it in the spreadsheet, and run the command again: what is made already is kept.",
            )

    def _rows(self) -> Iterator[Row]:
        if self._suffix in LINES:
            yield from json_rows(self._path, self.file)
            return
        if self._suffix in WORKBOOK:
            from rekindle_core.batch.roster.workbook import workbook_rows

            cells = workbook_rows(self._path, self.file)
            yield from table_rows(self._pack, self.file, cells)
            return
        known = {name.casefold() for name in (ID, *self._pack.facts)}
        yield from table_rows(self._pack, self.file, delimited_rows(self._path, self.file, known))

    def _look(self) -> tuple[int, ...]:
        try:
            found = self._path.stat()
        except OSError as error:
            raise self._unreadable(error) from None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _unreadable(self, error: OSError) -> RosterError:
        return RosterError(
            f"{self._path} cannot be read: {error.strerror or error}.",
            code="unreadable",
            hint="check the path, and that the file isn't a folder.",
        )


def open_roster(pack: Pack, path: Path) -> Roster:
    """Return a roster that can be read.

    Args:
        pack: The pack whose facts its columns are.
        path: The file.

    Raises:
        RosterError: It isn't there, or its name ends in none of the forms.
    """
    return Roster(pack, path)
