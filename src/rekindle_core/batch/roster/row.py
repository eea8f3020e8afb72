"""Rows of a roster, and what can be wrong with one.

Input: nothing. Output: frozen values. Must not know: how a roster is read, or what is made of a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import field

from rekindle_core.diagnostics import CODES
from rekindle_core.frozen import Frozen

ID = "id"
"""The column with a row's id."""

Cell: TypeAlias = Any
"""What a cell contains: text, a number, a date, true or false, or a list in JSON Lines."""

MOST_COLUMNS = 500


ROW_CODES = frozenset(
    (
        "bad-id",
        "duplicate-id",
        "roster-column",
        "roster-formula",
        "roster-size",
        "row-killed",
        "same-answers",
        "wrong-type",
    )
)
"""The codes of faults in rows, beside those of profiles."""


class RowFault(Frozen):
    """What is wrong with a row.

    Attributes:
        row: Its number. The header of a spreadsheet is row 1; in JSON Lines, it is the number of the line.
        column: The name of the column; empty if the fault concerns the whole row.
        letter: The same as a spreadsheet names it, such as F; empty in JSON Lines.
        code: Kebab-case, with a section in docs/reference/errors.md.
        message: What is wrong, in a sentence.
        hint: What to do; may be empty.
    """

    row: int
    column: str
    letter: str
    code: str
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        if self.code not in ROW_CODES | CODES:
            raise ValueError(f"the code {self.code} is neither in ROW_CODES nor in CODES")

    @property
    def place(self) -> str:
        """The place, in words."""
        if not self.column:
            return f"row {self.row}"
        return f"row {self.row}, column {self.letter or self.column}"


class Row(Frozen):
    """One row, read but not checked.

    Attributes:
        number: Its number, as in `RowFault`.
        id: What the column `id` contains, without spaces around it; empty if nothing.
        cells: The other cells that contain something, by the name of their column.
        letters: The spreadsheet's letters of the columns, by name; empty in JSON Lines.
        faults: What is wrong with the row before its values are looked at.
    """

    number: int
    id: str
    cells: Mapping[str, Cell]
    letters: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()


def letter(column: int) -> str:
    """Return what a spreadsheet calls a column, counted from 1.

    >>> letter(1), letter(26), letter(27)
    ('A', 'Z', 'AA')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
