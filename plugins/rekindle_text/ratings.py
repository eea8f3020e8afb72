"""Numbers to circle: a scale's, a grid of ratings, and the table that collects them.

Input: Ratings and charts of them. Output: lines.
Must not know: the task around them.

A row is on one line if its words leave room for its numbers. A longer question is printed in full before its
numbers, which are then at the end of its last line or on a separate line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import Inlines, Ratings, RatingsChart, charted, rated
from rekindle_text.inlines import one_line
from rekindle_text.wrapping import cells, indent, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rekindle_text.page import Page

_MOST_NUMBERS = 21
"""Only the ends of a longer scale are shown; nobody circles one of a hundred numbers."""
_LEAST_WORDS = 24
"""With fewer cells than this, there is no room for a question beside its numbers."""
_GAP = "  "
_COLUMN = 4
"""The cells that one session takes in the table."""
_EMPTY, _NOT_ASKED = "__", "-"


def numbers(low: int, high: int, point: int | None, page: Page) -> str:
    """Return the numbers of a scale on a line, with the chosen one in brackets."""
    shown = [str(number) for number in range(low, min(high, low + _MOST_NUMBERS) + 1)]
    taken = f"[{point}]"
    if len(shown) > _MOST_NUMBERS:
        between = [] if point in (None, low, high) else [taken, page.more]
        shown = [str(low), page.more, *between, str(high)]
    return " ".join(taken if number == str(point) else number for number in shown)


def end_lines(ends: Iterable[tuple[int, Inlines]], page: Page) -> list[str]:
    """Return what the numbers at the ends mean, one on each line."""
    inside = page.inside(_GAP)
    labels = (f"{number} = {one_line(label, page)}" for number, label in ends if label)
    return [line for label in labels for line in indent(wrap(label, inside.width), "", _GAP)]


def grid_lines(ratings: Ratings, page: Page) -> list[str]:
    """Return a grid: each row on a line, if it fits, and the meaning of the ends once, if the rows share it."""
    low, high = ratings.low, ratings.high
    words = [one_line(row.label, page) for row in ratings.rows]
    shown = [numbers(low, high, rated(page.answers.get(row.answer_id)), page) for row in ratings.rows]
    column = _column(words, max(map(cells, shown), default=0), page)
    lines = _joined_ends(low, high, (ratings.low_label, ratings.high_label), page)
    for row, label, scale in zip(ratings.rows, words, shown, strict=True):
        lines += _row(label, scale, column, page)
        lines += indent(_joined_ends(low, high, (row.low_label, row.high_label), page.inside(_GAP)), _GAP)
    return lines


def chart_lines(chart: RatingsChart, page: Page) -> list[str]:
    """Return a table: a line for each rating, a column for each session, with what was answered or a place for it.

    Where the sessions have no room beside the words, they are on a separate line under each rating.
    """
    words = [one_line(series.label, page) for series in chart.series]
    values = charted(chart, page.answers)
    by_hand = all(value is None for row in values for value in row)
    lines = wrap(page.word("review_by_hand"), page.width) if by_hand else []
    head = page.word("review_session")
    shown = [
        [_shown(name, value) for name, value in zip(series.answer_ids, row, strict=False)]
        for series, row in zip(chart.series, values, strict=True)
    ]
    lines += [""] if lines else []
    if column := _column([head, *words], _COLUMN * len(chart.sessions), page):
        rows = [(head, list(map(str, chart.sessions))), *zip(words, shown, strict=True)]
        cells_of = ((label, "".join(value.rjust(_COLUMN) for value in row)) for label, row in rows)
        return [*lines, *(line for label, row in cells_of for line in _row(label, row, column, page))]
    for label, row in zip(words, shown, strict=True):
        told = (f"{session}: {value}" for session, value in zip(chart.sessions, row, strict=False))
        lines += _row(label, f"{head} {', '.join(told)}", 0, page)
    return lines


def _shown(name: str, value: int | None) -> str:
    return str(value) if value is not None else _EMPTY if name else _NOT_ASKED


def _column(words: Sequence[str], taken: int, page: Page) -> int:
    """Return how many cells the words have beside their numbers; 0 if the numbers need separate lines."""
    widest = max(map(cells, words), default=0)
    if not page.width:
        return widest
    left = page.width - taken - len(_GAP)
    return min(widest, left) if left >= min(widest, _LEAST_WORDS) else 0


def _row(label: str, shown: str, column: int, page: Page) -> list[str]:
    if not column:
        return [*wrap(label, page.width), *indent(wrap(shown, page.inside(_GAP).width), _GAP)]
    *begin, last = wrap(label, column)
    return [*begin, f"{last}{' ' * (column - cells(last))}{_GAP}{shown}".rstrip()]


def _joined_ends(low: int, high: int, labels: tuple[Inlines, Inlines], page: Page) -> list[str]:
    ends = zip((low, high), labels, strict=True)
    said = ", ".join(f"{number} = {one_line(label, page)}" for number, label in ends if label)
    return wrap(said, page.width) if said else []
