"""A table to fill in, as a list of its rows, each with a list of its cells.

Input: a Table. Output: a Listing. Must not know: the task around it.

A table made of pipes cannot contain a line break, and is hard to type into. Plain Markdown has no tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Choices,
    Datum,
    Inline,
    LineBreak,
    Lines,
    Scale,
    Strong,
    Table,
    TableCell,
    Text,
    chosen,
    column_label,
    rated,
    table_rows,
    written,
)
from rekindle_markdown.inlines import one_line, paragraph
from rekindle_markdown.layout import Listing, joined

if TYPE_CHECKING:
    from rekindle_markdown.page import Page


def table_list(table: Table, page: Page) -> Listing:
    """Return the rows of a table as a list."""
    return Listing(
        tuple(
            [
                one_line((Strong(row.title),), page),
                *joined([Listing(tuple(_cell(cell, page) for cell in row.cells))]),
            ]
            for row in table_rows(table)
        )
    )


def _cell(cell: TableCell, page: Page) -> list[str]:
    """Return a cell under its label, with its answer."""
    response, label = cell.response, column_label(cell.column)
    answer = page.answers.get(response.answer_id)
    match response:
        case Lines():
            return paragraph((*label, Text(": "), *_said(written(answer))), page)
        case Scale():
            number = rated(answer)
            return paragraph((*label, Text(":" if number is None else f": {number}")), page)
        case Choices() if response.many:
            return [f"{'[x]' if chosen(answer) else '[ ]'} {one_line(label, page)}".rstrip()]
        case Choices():
            boxes = (
                f"{'(x)' if option.value in chosen(answer) else '( )'} {one_line(option.label, page)}"
                for option in response.options
            )
            return [f"{one_line(label, page)}: {' '.join(boxes)}".rstrip()]
        case _ as never:
            assert_never(never)


def _said(text: str) -> tuple[Inline, ...]:
    """Return the written answer, each of its lines on a separate line."""
    said: list[Inline] = []
    for line in filter(str.strip, text.split("\n")):
        said += [*([LineBreak()] if said else []), Datum(line.strip(), "")]
    return tuple(said)
