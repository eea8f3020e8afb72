"""A table to fill in: columns, rows, and an answer id for each cell.

Output: `Table`, a member of `Response`. Must not know: how any format shows a table. `cells` turns each
cell into an ordinary response.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

from rekindle_core.document.inline import Inlines
from rekindle_core.document.node import Node
from rekindle_core.document.option import Option
from rekindle_core.document.ranges import Point

MOST_COLUMNS, MOST_ROWS, MOST_OPTIONS = 6, 31, 10
"""As much as fits on a page, with a row for each day of a month."""

_Id: TypeAlias = Annotated[str, Meta(pattern="^[A-Za-z0-9-]{1,100}$")]


class TextCell(Node):
    """Space for a few words."""


class NumberCell(Node):
    """One whole number from `low` to `high`, both included."""

    low: Point
    high: Point


class TickCell(Node):
    """One box to tick."""


class ChoiceCell(Node):
    """Options; one can be ticked."""

    options: Annotated[tuple[Option, ...], Meta(min_length=1, max_length=MOST_OPTIONS)]


CellKind: TypeAlias = TextCell | NumberCell | TickCell | ChoiceCell
"""The kind of answer in the cells of a column."""


class TableColumn(Node):
    """A column: its title, the kind of its cells, and a few words on how to fill them in (may be empty)."""

    id: _Id
    title: Inlines
    cell: CellKind
    hint: Inlines = ()


class TableRow(Node):
    """A row. A row without a title is empty: the reader writes in its cells what it is about."""

    id: _Id
    title: Inlines = ()


class Table(Node):
    """A table to fill in. The answer id of a cell is the table's, with the ids of row and column."""

    answer_id: str
    columns: Annotated[tuple[TableColumn, ...], Meta(min_length=1, max_length=MOST_COLUMNS)]
    rows: Annotated[tuple[TableRow, ...], Meta(min_length=1, max_length=MOST_ROWS)]

    def cell_id(self, row: TableRow, column: TableColumn) -> str:
        """Return the answer id of a cell."""
        return f"{self.answer_id}_{row.id}_{column.id}"

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its places for an answer, row by row."""
        return tuple(self.cell_id(row, column) for row in self.rows for column in self.columns)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows: the title, hint and options of each column, then the titles of rows."""
        heads: list[Inlines] = []
        for column in self.columns:
            options = column.cell.options if isinstance(column.cell, ChoiceCell) else ()
            heads += (column.title, column.hint, *(option.label for option in options))
        return tuple(filter(None, (*heads, *(row.title for row in self.rows))))
