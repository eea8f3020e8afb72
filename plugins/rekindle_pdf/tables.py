"""A table to fill in as data: its columns, and for each cell the name of its field.

Input: a Table, and what is asked. Output: JSON values for the template; the form takes the fields.
Must not know: how wide anything is, or whether the page has room for the columns. The template does.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, assert_never

from rekindle_core import (
    CellResponse,
    Choices,
    Lines,
    Scale,
    Table,
    TableColumn,
    cell_question,
    column_label,
    column_note,
    plain,
    table_rows,
)
from rekindle_pdf.filled.mark import Note
from rekindle_pdf.form import Asked, Choice, option_states
from rekindle_pdf.inlines import Data

Kind: TypeAlias = Literal["text", "number", "tick", "choice"]


def table_data(table: Table, asked: Asked) -> Data:
    """Return a table as data."""
    rows = table_rows(table)
    columns = [_column(cell.column, cell.response, asked) for cell in rows[0].cells]
    lines = []
    for row in rows:
        cells = []
        for cell in row.cells:
            says = f"{plain(row.title)}: {plain(column_label(cell.column))}"
            cells.append(_fields(cell.response, says, cell_question(asked.question, row, cell), asked))
        lines.append({"title": asked.setting.inlines(row.title), "cells": cells})
    # The template measures a table as a whole.
    return {"is": "table", "room": False, "height": 0, "columns": columns, "rows": lines}


def _column(column: TableColumn, response: CellResponse, asked: Asked) -> Data:
    kind = _kind(response)
    options = response.options if isinstance(response, Choices) and kind == "choice" else ()
    return {
        "kind": kind,
        "title": asked.setting.inlines(column.title),
        "note": asked.setting.inlines(column_note(column)),
        # Text that cannot be broken: no column is narrower than one of these.
        "words": plain(column_label(column)).split(),
        "options": [asked.setting.inlines(option.label) for option in options],
    }


def _kind(response: CellResponse) -> Kind:
    match response:
        case Lines():
            return "text"
        case Scale():
            return "number"
        case Choices():
            return "tick" if response.many else "choice"
        case _ as never:
            assert_never(never)


def _fields(response: CellResponse, says: str, question: str, asked: Asked) -> list[str]:
    """Add the fields of a cell to the form, and return how the template names them: one, or one for each option."""
    name, form = response.answer_id, asked.form
    match response:
        case Lines():
            return [form.text("text", says, Note(name, "text", question))]
        case Scale():
            return [form.text("line", says, Note(name, "number", question))]
        case Choices() if response.many:
            values = tuple(option.value for option in response.options)
            return [f"{form.check(says, Note(name, 'choices', question, values))}:0"]
        case Choices():
            values = tuple(option.value for option in response.options)
            choices = tuple(
                Choice(state, f"{says}: {plain(option.label)}")
                for state, option in zip(option_states(response.options), response.options, strict=True)
            )
            group = form.radio(says, Note(name, "choice", question, values), choices)
            return [f"{group}:{number}" for number in range(len(choices))]
        case _ as never:
            assert_never(never)
