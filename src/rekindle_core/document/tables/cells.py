"""The cells of a table, each as an ordinary place for an answer: what a format shows, and the type of the answer.

Input: a Table. Output: rows of cells in reading order. Must not know: any format.
"""

from __future__ import annotations

from typing import TypeAlias, assert_never

from rekindle_core.document.inline import Inlines, Text
from rekindle_core.document.nodes import Choices, Lines, Option, Scale
from rekindle_core.document.tables.table import (
    ChoiceCell,
    NumberCell,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    TickCell,
)
from rekindle_core.frozen import Frozen

TICKED = "done"
"""The value of the only option of a tick cell."""
_LINES = 2

CellResponse: TypeAlias = Lines | Scale | Choices
"""A cell as a response: text, a number, a box (many), or one of several options."""


class TableCell(Frozen):
    """A cell: its column, and the place for its answer."""

    column: TableColumn
    response: CellResponse


class CellRow(Frozen):
    """A row of cells. Its title is never empty: a row that the reader fills in completely is `numbered`, from 1."""

    title: Inlines
    cells: tuple[TableCell, ...]
    numbered: bool


def table_rows(table: Table) -> tuple[CellRow, ...]:
    """Return the rows of a table with their cells, in reading order."""
    return tuple(
        CellRow(
            row.title or (Text(str(number)),),
            tuple(TableCell(column, _response(table, row, column)) for column in table.columns),
            numbered=not row.title,
        )
        for number, row in enumerate(table.rows, start=1)
    )


def column_note(column: TableColumn) -> Inlines:
    """Return the small print beside a column's title: the range of numbers, and the hint."""
    span: Inlines = ()
    if isinstance(column.cell, NumberCell):
        span = (Text(f"{column.cell.low}\N{EN DASH}{column.cell.high}"),)
    between: Inlines = (Text(", "),) if column.hint and span else ()
    return (*span, *between, *column.hint)


def column_label(column: TableColumn) -> Inlines:
    """Return a column's title, with its small print in brackets: for formats without a header row."""
    note = column_note(column)
    return (*column.title, Text(" ("), *note, Text(")")) if note else column.title


def _response(table: Table, row: TableRow, column: TableColumn) -> CellResponse:
    name, cell = table.cell_id(row, column), column.cell
    match cell:
        case TextCell():
            return Lines(name, _LINES)
        case NumberCell():
            return Scale(name, cell.low, cell.high)
        case TickCell():
            return Choices(name, (Option(TICKED, column.title),), many=True)
        case ChoiceCell():
            return Choices(name, cell.options, many=False)
        case _ as never:
            assert_never(never)
