"""Paragraphs and callouts: what blocks are made of, with properties in the order that Word asks for.

Input: runs, and the page they stand on. Output: `w:p` and `w:tbl`.
Must not know: which block they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rekindle_docx.inlines import any_of
from rekindle_docx.page import INDENT
from rekindle_docx.xml import element, name

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page


def paragraph(
    children: Iterable[_Element],
    page: Page,
    style: str = "",
    *,
    mark: int | None = None,
    keep: bool = False,
    fresh_page: bool = False,
    tabs: Sequence[tuple[str, int]] = (),
) -> _Element:
    """Return a paragraph.

    Args:
        children: Its runs.
        page: Where it stands.
        style: Its style; that of the page without one.
        mark: The number of the list whose mark stands before it.
        keep: Whether it stays on the page of what follows.
        fresh_page: Whether it begins a page.
        tabs: Its tab stops: how words stand at each, and where it is, in twentieths of a point.
    """
    level = page.depth - 1
    style = (
        style
        or page.style
        or ("" if page.depth == 0 else "ListContinue" if mark is None else "ListParagraph")
    )
    # A quotation stands a little further in by its style, which an indent for a list would undo.
    indent = page.depth * INDENT + (INDENT if page.style == "Quote" else 0)
    properties = (
        element("w:pStyle", val=style) if style else None,
        element("w:keepNext") if keep or page.together else None,
        element("w:pageBreakBefore") if fresh_page else None,
        None
        if mark is None
        else element("w:numPr", element("w:ilvl", val=min(level, 8)), element("w:numId", val=mark)),
        element("w:tabs", *(element("w:tab", val=kind, pos=at) for kind, at in tabs)) if tabs else None,
        element("w:ind", left=indent, hanging=INDENT if mark is not None else 0) if page.depth else None,
    )
    return element("w:p", element("w:pPr", *properties) if any_of(properties) else None, *children)


def callout(children: Iterable[_Element], page: Page, kind: str, title: str) -> list[_Element]:
    """Return blocks set apart from those around them, and the gap below, without which two would be one.

    Args:
        children: The blocks.
        page: Where they stand.
        kind: The style of the table around them.
        title: What a screen reader calls it.
    """
    blocks = list(children)
    # A cell ends in a paragraph, whatever else is in it.
    if not blocks or blocks[-1].tag != name("w:p"):
        blocks.append(element("w:p", element("w:pPr", element("w:pStyle", val="Gap"))))
    indent = page.depth * INDENT
    width = max(page.width - indent, INDENT)
    table = element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val=kind),
            element("w:bidiVisual") if page.right_to_left else None,
            element("w:tblW", w=width, type="dxa"),
            element("w:tblInd", w=indent, type="dxa") if indent else None,
            element("w:tblLayout", type="fixed"),
            element("w:tblCaption", val=title),
        ),
        element("w:tblGrid", element("w:gridCol", w=width)),
        element("w:tr", element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), *blocks)),
    )
    return [table, element("w:p", element("w:pPr", element("w:pStyle", val="Gap")))]


def table(
    rows: Sequence[Sequence[_Element]], page: Page, kind: str, title: str, shares: Sequence[int]
) -> list[_Element]:
    """Return a table, its first row repeated at the head of each page, and the gap below.

    Args:
        rows: Its rows, each with a paragraph for each column.
        page: Where it stands.
        kind: Its style.
        title: What a screen reader calls it.
        shares: How wide each column is, as parts of the whole.
    """
    indent = page.depth * INDENT
    width = max(page.width - indent, INDENT)
    widths = [width * share // sum(shares) for share in shares]
    made = element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val=kind),
            element("w:bidiVisual") if page.right_to_left else None,
            element("w:tblW", w=width, type="dxa"),
            element("w:tblInd", w=indent, type="dxa") if indent else None,
            element("w:tblLayout", type="fixed"),
            element("w:tblCaption", val=title),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=one) for one in widths)),
        *(_row(row, widths, head=number == 0) for number, row in enumerate(rows)),
    )
    return [made, element("w:p", element("w:pPr", element("w:pStyle", val="Gap")))]


def _row(cells: Sequence[_Element], widths: Sequence[int], *, head: bool) -> _Element:
    return element(
        "w:tr",
        element("w:trPr", element("w:cantSplit"), element("w:tblHeader") if head else None),
        *(
            element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), cell)
            for cell, width in zip(cells, widths, strict=True)
        ),
    )
