"""From checked data to tables: those of prompts and exercises, and the presets of a pack.

Input: a Cursor on a table. Output: a TableSpec. Must not know: where the table is used.
"""

from __future__ import annotations

from collections.abc import Mapping

from rekindle_core.content.building.options import build_options
from rekindle_core.content.model.response.table import (
    CellSpec,
    ChoiceSpec,
    ColumnSpec,
    NumberSpec,
    RowSpec,
    TableSpec,
    TextSpec,
    TickSpec,
    empty_rows,
)
from rekindle_core.content.reading.cursor import Cursor

_ROWS = 7
"""The number of rows of a placeholder table, if its preset doesn't exist."""


def build_presets(at: Cursor) -> Mapping[str, TableSpec]:
    """Return the tables of tables.yaml, by name."""
    return {name: build_table(table) for name, table in at.entries("tables")}


def build_table(at: Cursor) -> TableSpec:
    """Return a table: one with its own columns, or a preset, whose rows it can replace."""
    rows = _rows(at) if "rows" in at else ()
    if "preset" not in at:
        return TableSpec(tuple(_columns(at)), rows)
    if "columns" in at:
        at["columns"].fault(
            "bad-value", "A table has either its own columns or a preset; this one has both.", "delete one."
        )
    name, presets = at["preset"], at.ledger.presets
    chosen = name.one_of(presets, "unknown-preset", "preset table")
    preset = (presets or {}).get(chosen, TableSpec((ColumnSpec("text", (), TextSpec()),), empty_rows(_ROWS)))
    return TableSpec(preset.columns, rows or preset.rows)


def _columns(at: Cursor) -> list[ColumnSpec]:
    columns = [
        ColumnSpec(
            str(one.value("id")),
            one.line("title", fixed=True),
            _cell(one),
            one.line("hint", fixed=True),
        )
        for one in at.each("columns")
    ]
    _see_once(at, "columns", "column")
    return columns


def _rows(at: Cursor) -> tuple[RowSpec, ...]:
    given = at.data["rows"]
    if isinstance(given, int):
        return empty_rows(given)
    _see_once(at, "rows", "row")
    return tuple(RowSpec(str(one.value("id")), one.line("title", fixed=True)) for one in at.each("rows"))


def _cell(at: Cursor) -> CellSpec:
    given = at.data["cell"]
    if given == "text":
        return TextSpec()
    if given == "tick":
        return TickSpec()
    if "choice" in given:
        return ChoiceSpec(build_options(at["cell"], "choice"))
    low, high = given["number"]
    if low >= high:
        at["cell"]["number"].fault(
            "bad-value",
            f"The numbers {low} to {high} leave no choice.",
            "write the lower one first: [0, 10]",
        )
    return NumberSpec(low, high)


def _see_once(at: Cursor, key: str, what: str) -> None:
    """Check that no two columns, or rows, have the same id: their answers would be the same."""
    seen: set[str] = set()
    for one in at.each(key):
        name = str(one.value("id"))
        if name in seen:
            one["id"].fault("duplicate-id", f"The {what} “{name}” is listed twice.", "give it another id.")
        seen.add(name)
