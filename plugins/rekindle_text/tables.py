"""A table to fill in, as lines: each row under its title, and a line for each cell.

Input: a Table. Output: lines. Must not know: the task around it.

Columns side by side would be too narrow to type in, and could not be read aloud.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    CellResponse,
    Choices,
    Lines,
    Scale,
    Table,
    TableCell,
    chosen,
    column_label,
    rated,
    table_rows,
    written,
)
from rekindle_text.ascii import ascii_text
from rekindle_text.inlines import one_line, typed
from rekindle_text.wrapping import indent, wrap

if TYPE_CHECKING:
    from rekindle_text.page import Page

_BESIDE, _BELOW = "  ", "    "
"""Placed before the first line of a cell, and before the following lines."""


def table_lines(table: Table, page: Page) -> list[str]:
    """Return a table, with an empty line between its rows."""
    lines: list[str] = []
    for row in table_rows(table):
        title = one_line(row.title, page) + ("." if row.numbered else "")
        lines += [*([""] if lines else []), *wrap(title, page.width)]
        for cell in row.cells:
            lines += _cell(cell, page)
    return lines


def _cell(cell: TableCell, page: Page) -> list[str]:
    inside = page.inside(_BELOW)
    label = one_line(column_label(cell.column), inside)
    label = ascii_text(label) if page.ascii else label
    first, *rest = _filled(label, cell.response, inside)
    lines = indent(wrap(first, inside.width), _BESIDE, _BELOW)
    for line in rest:
        lines += indent(wrap(line, inside.width), _BELOW, _BELOW) if line else [""]
    return lines


def _filled(label: str, response: CellResponse, page: Page) -> list[str]:
    """Return a cell under its label, with its answer."""
    answer = page.answers.get(response.answer_id)
    match response:
        case Lines():
            first, *rest = (typed(line, page) for line in written(answer).split("\n"))
            return [f"{label}: {first}".rstrip(), *rest]
        case Scale():
            number = rated(answer)
            return [f"{label}:" if number is None else f"{label}: {number}"]
        case Choices() if response.many:
            return [f"{'[x]' if chosen(answer) else '[ ]'} {label}"]
        case Choices():
            boxes = (
                f"{'(x)' if option.value in chosen(answer) else '( )'} {one_line(option.label, page)}"
                for option in response.options
            )
            return [f"{label}: {'  '.join(boxes)}"]
        case _ as never:
            assert_never(never)
