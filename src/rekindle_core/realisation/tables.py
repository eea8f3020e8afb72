"""Tables to fill in, as Document nodes.

Input: a TableSpec, and the name under which its answers are stored. Output: a Table.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core.content.model.response.table import (
    CellSpec,
    ChoiceSpec,
    NumberSpec,
    TableSpec,
    TextSpec,
    TickSpec,
)
from rekindle_core.document.nodes import (
    CellKind,
    ChoiceCell,
    NumberCell,
    Option,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    TickCell,
)
from rekindle_core.realisation.wording import Wording


def realise_table(spec: TableSpec, name: str, wording: Wording) -> Table:
    """Return a table with its words filled in."""
    columns = tuple(
        TableColumn(
            column.id,
            wording.inlines(column.title, f"{name}\0column\0{column.id}"),
            _cell(column.cell, f"{name}\0option\0{column.id}", wording),
            wording.inlines(column.hint, f"{name}\0hint\0{column.id}"),
        )
        for column in spec.columns
    )
    rows = tuple(TableRow(row.id, wording.inlines(row.title, f"{name}\0row\0{row.id}")) for row in spec.rows)
    return Table(name, columns, rows)


def _cell(cell: CellSpec, name: str, wording: Wording) -> CellKind:
    match cell:
        case TextSpec():
            return TextCell()
        case NumberSpec():
            return NumberCell(cell.low, cell.high)
        case TickSpec():
            return TickCell()
        case ChoiceSpec():
            return ChoiceCell(
                tuple(Option(one.id, wording.inlines(one.text, f"{name}\0{one.id}")) for one in cell.options)
            )
        case _ as never:
            assert_never(never)
