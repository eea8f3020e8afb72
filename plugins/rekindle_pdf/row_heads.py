"""The heads of rows: what a screen reader says before each cell of a row.

Input: a PDF, and the elements of its fields in the structure tree. Output: the same PDF, changed in place.
Must not know: what any field asks.

The compiler tells the heads of columns, and takes the title of a row for an ordinary cell. In a table with fields, the
first cell of a row that has one is what the row is about (ISO 32000-1, 14.8.4.3.4 and table 349).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rekindle_pdf.pdf_file import REFERENCE, PdfFile

_ABOVE = re.compile(rb"/P (\d+) 0 R")
_BELOW = re.compile(rb"/K\[([^\]]*)\]")
_COLOUR = re.compile(rb"/BorderColor\[[^\]]*\]")
_DEEPEST = 30


def head_rows(file: PdfFile, elements: Iterable[int]) -> None:
    """Make the first cell of each row with a field the head of that row.

    Args:
        file: The file.
        elements: The numbers of the fields' elements.
    """
    for row in dict.fromkeys(_around(file, element, b"/S/TR/") for element in elements):
        cells = _BELOW.search(file.objects[row]) if row else None
        first = int(found[0]) if cells and (found := REFERENCE.findall(cells[1])) else 0
        cell = file.objects[first]
        if b"/S/TD/" in cell:
            cell = cell.replace(b"/S/TD/", b"/S/TH/", 1)
            file.objects[first] = cell.replace(b"<</O/Table/", b"<</O/Table/Scope/Row/", 1)
        if table := _around(file, row, b"/S/Table/"):
            # Some PDF readers take this color for a mistake, and it is never heard.
            file.objects[table] = _COLOUR.sub(b"", file.objects[table], count=1)


def _around(file: PdfFile, element: int, kind: bytes) -> int:
    """Return the number of the nearest enclosing element of a kind; 0 for none."""
    for _ in range(_DEEPEST):
        body = file.objects[element]
        if kind in body:
            return element
        if not (above := _ABOVE.search(body)):
            return 0
        element = int(above[1])
    return 0
