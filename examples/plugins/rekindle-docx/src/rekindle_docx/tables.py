"""A table to fill in, with a content control in each cell.

Input: a Table, and what its task is called. Output: `w:tbl`, its head repeated on each page.
Must not know: the task around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    CellResponse,
    CellRow,
    Choices,
    Lines,
    Scale,
    Table,
    TableCell,
    chosen,
    column_label,
    column_note,
    plain,
    rated,
    table_rows,
    written,
)
from rekindle_docx.answers.record import Spot, mark_words
from rekindle_docx.answers.typed import typed
from rekindle_docx.controls import checkbox, rich_text
from rekindle_docx.inlines import Look, runs
from rekindle_docx.page import INDENT
from rekindle_docx.paragraphs import paragraph
from rekindle_docx.xml import element, text

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page

_HEAD, _NUMBER, _NARROW, _CHOICE, _TEXT = 4, 1, 3, 5, 8
"""How wide columns are, against one another: heads of rows, their numbers, a box or a number, options, text."""
_ROW = 964
"""Two lines by hand, in twentieths of a point."""


def table(node: Table, page: Page, title: str) -> Iterator[_Element]:
    """Yield a table, and the gap below."""
    rows = table_rows(node)
    inside = replace(page, depth=0, together=False)
    heads = [
        mark_words(runs(cell.column.title, page, Look(strong=True)), next(page.ids)) for cell in rows[0].cells
    ]
    first = [
        paragraph((), inside, "Row"),
        *(_head(cell, shown, inside) for cell, (shown, _) in zip(rows[0].cells, heads, strict=True)),
    ]
    columns = [name for _, name in heads]
    shares = (_NUMBER if rows[0].numbered else _HEAD, *(_share(cell.response) for cell in rows[0].cells))
    indent = page.depth * INDENT
    width = max(page.width - indent, INDENT)
    widths = [width * share // sum(shares) for share in shares]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    yield element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val="Places"),
            element("w:bidiVisual") if page.right_to_left else None,
            element("w:tblW", w=width, type="dxa"),
            element("w:tblInd", w=indent, type="dxa") if indent else None,
            element(
                "w:tblBorders",
                *(element(f"w:{side}", val="single", sz=4, space=0, color="808080") for side in sides),
            ),
            element("w:tblLayout", type="fixed"),
            element("w:tblCaption", val=title),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=one) for one in widths)),
        _row([[cell] for cell in first], widths, head=True),
        *(_row(list(_cells(row, columns, inside)), widths) for row in rows),
    )
    yield element("w:p", element("w:pPr", element("w:pStyle", val="Gap")))


def _share(response: CellResponse) -> int:
    match response:
        case Lines():
            return _TEXT
        case Scale():
            return _NARROW
        case Choices():
            return _NARROW if response.many else _CHOICE
        case _ as never:
            assert_never(never)


def _head(cell: TableCell, shown: Sequence[_Element], page: Page) -> _Element:
    note = column_note(cell.column)
    small = [element("w:r", element("w:br")), *runs(note, page)] if note else []
    return paragraph([*shown, *small], page, "Row")


def _row(cells: Sequence[Sequence[_Element]], widths: Sequence[int], *, head: bool = False) -> _Element:
    return element(
        "w:tr",
        element(
            "w:trPr",
            element("w:cantSplit"),
            None if head else element("w:trHeight", val=_ROW, hRule="atLeast"),
            element("w:tblHeader") if head else None,
        ),
        *(
            element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), *cell)
            for width, cell in zip(widths, cells, strict=True)
        ),
    )


def _cells(row: CellRow, columns: Sequence[str], page: Page) -> Iterator[list[_Element]]:
    shown, head = mark_words(runs(row.title, page, Look(strong=True)), next(page.ids))
    yield [paragraph(shown, page, "Row")]
    for cell, column in zip(row.cells, columns, strict=True):
        # The question of a cell is that of the table, with the row and the column.
        asked = f"{page.asked} {head} {column}" if page.asked else ""
        says = f"{plain(row.title)}: {plain(column_label(cell.column))}"
        yield list(_control(cell.response, says, asked, page))


def _control(response: CellResponse, says: str, asked: str, page: Page) -> Iterator[_Element]:
    answer = page.record.answers.get(response.answer_id)
    match response:
        case Lines() | Scale():
            number = rated(answer)
            said = written(answer) if number is None else str(number)
            tag = page.record.tag(Spot(response.answer_id, "text", "", asked))
            if answer is not None:
                lines = [paragraph(typed(line, page), page, "Row") for line in said.split("\n")]
            else:
                look = element("w:rPr", element("w:rStyle", val="PlaceholderText"))
                lines = [paragraph([element("w:r", look, text("…"))], page, "Row")]
            yield rich_text(lines, page, title=says, tag=tag, filled=answer is not None)
        case Choices():
            for option in response.options:
                spot = Spot(response.answer_id, "choices" if response.many else "choice", option.value, asked)
                box = checkbox(
                    page,
                    "square" if response.many else "round",
                    title=says if response.many else f"{says}: {plain(option.label)}",
                    tag=page.record.tag(spot),
                    checked=option.value in chosen(answer),
                )
                words = () if response.many else (element("w:r", text("\u00a0")), *runs(option.label, page))
                yield paragraph([box, *words], page, "Row")
        case _ as never:
            assert_never(never)
