"""Errors of batches, by who must act."""

from __future__ import annotations

from rekindle_core.errors import RekindleError, UsageError


class RosterError(RekindleError):
    """A roster cannot be used as a whole; its author must act. Faults of single rows are values, not errors."""

    code = "roster"
    exit_code = 1


class NoSpreadsheetsError(UsageError):
    """The library that reads and writes XLSX is missing."""

    code = "no-openpyxl"

    def __init__(self) -> None:
        super().__init__(
            "XLSX needs the library openpyxl, which isn't installed.",
            hint="run `pip install 'rekindle-core[xlsx]'`, or use CSV: save the spreadsheet as “CSV UTF-8”.",
        )
