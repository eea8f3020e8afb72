"""A table that a pack asks its reader to fill in: columns of cells, and rows that are labelled or empty."""

from __future__ import annotations

from typing import TypeAlias

from rekindle_core.content.model.response.option import OptionSpec
from rekindle_core.content.model.template import Spans
from rekindle_core.frozen import Frozen


class TextSpec(Frozen):
    """Room for a few words."""


class NumberSpec(Frozen):
    """One whole number from low to high."""

    low: int
    high: int


class TickSpec(Frozen):
    """One box to tick."""


class ChoiceSpec(Frozen):
    """Options, of which one is ticked."""

    options: tuple[OptionSpec, ...]


CellSpec: TypeAlias = TextSpec | NumberSpec | TickSpec | ChoiceSpec
"""What the cells of a column take."""


class ColumnSpec(Frozen):
    """A column: its title, what its cells take, and a few words on how to fill them in."""

    id: str
    title: Spans
    cell: CellSpec
    hint: Spans = ()


class RowSpec(Frozen):
    """A row, with its title; an empty one has none."""

    id: str
    title: Spans = ()


class TableSpec(Frozen):
    """A table to fill in."""

    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...]

    @property
    def labels(self) -> tuple[Spans, ...]:
        """The titles, hints and options of columns, and the titles of rows."""
        heads: list[Spans] = []
        for column in self.columns:
            options = column.cell.options if isinstance(column.cell, ChoiceSpec) else ()
            heads += (column.title, column.hint, *(option.text for option in options))
        return tuple(filter(None, (*heads, *(row.title for row in self.rows))))


def empty_rows(count: int) -> tuple[RowSpec, ...]:
    """Return so many rows without titles; their ids count from 1."""
    return tuple(RowSpec(f"row-{number}") for number in range(1, count + 1))
