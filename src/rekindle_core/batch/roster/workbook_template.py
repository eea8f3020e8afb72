"""The roster to fill in as a workbook: one sheet to type into, one that explains each column.

Input: a Pack. Output: the bytes of an XLSX file. Must not know: where it is written.

Where a column takes words from a list, the spreadsheet offers the list and refuses other words; a column that takes
several words has the list on the second sheet alone, since a list in a cell offers one.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from rekindle_core.batch.errors import NoSpreadsheetsError
from rekindle_core.batch.roster.row import letter
from rekindle_core.batch.roster.template import BLANK_SAYS, Column, columns
from rekindle_core.content.model.countries import COUNTRIES
from rekindle_core.content.model.pack import Pack

MOST_FILLED = 2_000
"""The rows that the checks of the spreadsheet reach."""
_ROSTER, _COLUMNS, _VALUES = "Roster", "Columns", "Values"
_SHOWN = 254
_LINE = 15
"""The height of a line, in points."""


def template_workbook(pack: Pack) -> bytes:
    """Return an empty roster as a workbook.

    Raises:
        NoSpreadsheetsError: openpyxl isn't installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise NoSpreadsheetsError from None
    book = Workbook()
    book.properties.creator = "Rekindle"
    sheet: Any = book.active
    explained, values = book.create_sheet(_COLUMNS), book.create_sheet(_VALUES)
    sheet.title = _ROSTER
    values.sheet_state = "hidden"
    found = columns(pack)
    for at, column in enumerate(found, 1):
        _write(sheet, 1, at, column.name, bold=True)
        dimension = sheet.column_dimensions[letter(at)]
        dimension.width = max(len(column.name) + 3, *(len(word) + 3 for word, _ in column.values), 12)
        dimension.number_format = _number_format(column)
        _check(sheet, values, at, column)
    sheet.freeze_panes = "B2"
    _explain(explained, found)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _number_format(column: Column) -> str:
    """Return how a spreadsheet keeps what is typed: an id such as 2027-01 must not become a day, or 007 a 7."""
    kind = column.fact.kind if column.fact else "text"
    return {"number": "0", "date": "yyyy-mm-dd"}.get(kind, "@")


def _check(sheet: Any, values: Any, at: int, column: Column) -> None:
    """Let the spreadsheet check what is typed into a column, and say how to fill it in."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(allow_blank=True, **_rule(values, at, column))
    rule.promptTitle = column.name[:30]
    rule.prompt = _cut(f"{column.ask} {column.how}. {BLANK_SAYS}")
    rule.showInputMessage = True
    if rule.type:
        rule.showErrorMessage = True
        rule.errorTitle = column.name[:30]
        if column.fact and column.fact.kind in ("number", "country"):
            # A country may be a name, and a number may be declined.
            rule.errorStyle = "warning"
        rule.error = _cut(f"Use one of the values: {column.how}. The sheet {_COLUMNS} lists them.")
    rule.add(f"{letter(at)}2:{letter(at)}{MOST_FILLED}")
    sheet.add_data_validation(rule)


def _rule(values: Any, at: int, column: Column) -> dict[str, Any]:
    fact = column.fact
    if fact is None or fact.kind in ("choices", "name", "pronouns", "date"):
        return {}
    if fact.kind == "number":
        return {
            "type": "whole",
            "operator": "between",
            "formula1": str(fact.least),
            "formula2": str(fact.most),
        }
    words = sorted(COUNTRIES) if fact.kind == "country" else [word for word, _ in column.values]
    for row, word in enumerate(words, 1):
        _write(values, row, at, word)
    return {"type": "list", "formula1": f"{_VALUES}!${letter(at)}$1:${letter(at)}${len(words)}"}


def _explain(sheet: Any, found: Sequence[Column]) -> None:
    from openpyxl.styles import Alignment

    _write(sheet, 1, 1, f"{BLANK_SAYS} Answers about safety are never in a spreadsheet: ask for them alone.")
    for at, (title, width) in enumerate(_TITLES, 1):
        _write(sheet, 3, at, title, bold=True)
        sheet.column_dimensions[letter(at)].width = width
    for row, column in enumerate(found, 4):
        listed = "\n".join(f"{word}: {meaning}" if meaning else word for word, meaning in column.values)
        texts = (column.name, column.ask, listed, column.how, column.help)
        for at, text in enumerate(texts, 1):
            _write(sheet, row, at, text).alignment = Alignment(wrap_text=True, vertical="top")
        # Not every spreadsheet makes a row as high as its text when it opens a file.
        sheet.row_dimensions[row].height = _LINE * max(map(_lines, texts, (width for _, width in _TITLES)))
    sheet.freeze_panes = "B4"


_TITLES = (
    ("column", 24),
    ("question", 44),
    ("values", 44),
    ("how to fill it in", 36),
    ("why it is asked", 60),
)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a cell, or a few more."""
    return sum(1 + len(line) // (width - 4) for line in text.split("\n"))


def _write(sheet: Any, row: int, column: int, text: str, *, bold: bool = False) -> Any:
    """Write a cell as text, whatever it begins with: never as a formula."""
    from openpyxl.styles import Font

    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    if bold:
        cell.font = Font(name="Calibri", size=11, bold=True)
    return cell


def _cut(text: str) -> str:
    """Return a text as short as a spreadsheet shows one beside a cell."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
