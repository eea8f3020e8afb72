"""A table for the reader to fill in: columns of cells, and labeled or empty rows."""

from __future__ import annotations

from typing import TypeAlias

from rekindle_core.content.model.response.option import OptionSpec
from rekindle_core.content.model.template import Spans
from rekindle_core.frozen import Frozen


class TextSpec(Frozen):
    """Space for a few words."""


class NumberSpec(Frozen):
    """One whole number from low to high."""

    low: int
    high: int


class TickSpec(Frozen):
    """One box to tick."""


class ChoiceSpec(Frozen):
    """Options; one can be ticked."""

    options: tuple[OptionSpec, ...]


CellSpec: TypeAlias = TextSpec | NumberSpec | TickSpec | ChoiceSpec
"""The kind of answer in the cells of a column."""


class ColumnSpec(Frozen):
    """A column: its title, the kind of its cells, and a few words on how to fill them in."""

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
    """Return this many rows without titles; their ids count from 1."""
    return tuple(RowSpec(f"row-{number}") for number in range(1, count + 1))
