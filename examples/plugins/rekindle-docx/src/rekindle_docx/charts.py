"""The ratings of all sessions as tables: with what was answered, or to be filled in.

Input: a RatingsChart, and the page it stands on. Output: a table for each rating.
Must not know: other blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rekindle_core import RatingsChart, charted, on_one_line, plain
from rekindle_docx.inlines import runs, words
from rekindle_docx.paragraphs import paragraph, table

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page

_MOST = 12
"""So many sessions stand beside one another; more take another table."""
_HEAD, _CELL = 4, 2
"""How wide the columns are, as parts of the whole."""


def chart(node: RatingsChart, page: Page) -> Iterator[_Element]:
    """Yield what a chart says: under each rating, a table with a column for each session."""
    values = charted(node, page.record.answers)
    if all(value is None for row in values for value in row):
        yield paragraph(words(page.word("review_by_hand"), page), page)
    for series, row in zip(node.series, values, strict=True):
        yield paragraph(runs(series.label, page), page, "RatingRow", keep=True)
        shown = ["" if value is None else str(value) for value in row]
        for at in range(0, len(node.sessions), _MOST):
            some = slice(at, at + _MOST)
            yield from _table(node.sessions[some], shown[some], on_one_line(plain(series.label)), page)


def _table(sessions: Sequence[int], shown: Sequence[str], title: str, page: Page) -> list[_Element]:
    head = [page.word("review_session"), *map(str, sessions)]
    row = [page.word("review_rating"), *shown, *("" for _ in sessions[len(shown) :])]
    # As wide as the longest, so that the columns of all of them are of one width.
    lacking = [""] * (_MOST - len(sessions))
    flat = replace(page, depth=0, together=False)
    cells = [
        [paragraph(words(cell, page), flat, "Row") for cell in (*line, *lacking)] for line in (head, row)
    ]
    return table(cells, page, "Places", title, (_HEAD, *[_CELL] * _MOST))
