"""Places for an answer, in an email: to print, or to fill in when replying.

Input: a Response. Output: HTML, without form fields, which email programs disable or warn about.
Must not know: the task around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, IfThen, Inlines, Lines, Ratings, RatingsChart, Response, Scale, Table
from rekindle_email.inlines import inline_html
from rekindle_email.markup import LINE_BREAK, NOTHING, Markup, escape, join
from rekindle_email.tables import table_html

if TYPE_CHECKING:
    from rekindle_email.place import Page

_MOST_NUMBERS = 21
"""Only the ends of a longer scale are shown; nobody circles one of a hundred numbers."""
_MOST_ROWS, _ROW = 30, 28
"""The number of rows that a place to write may have, and the height of a row in pixels."""

_APART = Markup(" &#160; ")
"""Placed between two numbers: room to circle one, and a place where the line may break."""
_SQUARE, _CIRCLE = "\N{BALLOT BOX}", "\N{WHITE CIRCLE}"


def response_html(response: Response, page: Page) -> Markup:
    """Return the place for an answer."""
    match response:
        case Lines():
            begun = page.element("p", inline_html(response.starter, page)) if response.starter else NOTHING
            return join((begun, _room(escape(page.word("writing_space")), response.rows, page)))
        case Scale():
            return _scale(response, page)
        case Choices():
            return choices_html(response, page)
        case Ratings():
            return _ratings(response, page)
        case IfThen():
            halves = (("if", response.if_starter), ("then", response.then_starter))
            return join(
                _room(_part(page.word(half), starter, page), response.rows, page) for half, starter in halves
            )
        case Table():
            return table_html(response, page)
        case _ as never:
            assert_never(never)


def choices_html(choices: Choices, page: Page) -> Markup:
    """Return boxes to tick: square if any number may be ticked, round if only one."""
    box = escape(f"{_SQUARE if choices.many else _CIRCLE}\u00a0 ")
    labels = (inline_html(option.label, page) for option in choices.options)
    return join(page.element("p", join((box, label))) for label in labels)


def _part(word: str, starter: Inlines, page: Page) -> Markup:
    """Return the beginning of half of a plan."""
    return join((escape(f"{word} "), inline_html(starter, page) if starter else escape("…")))


def _room(label: Markup, rows: int, page: Page) -> Markup:
    """Return a frame to write in; it is a cell, whose height even Outlook on Windows keeps."""
    height = min(rows, _MOST_ROWS) * _ROW
    return page.table("table.answer", page.row("td.room", label, height=height))


def chart_html(chart: RatingsChart, page: Page) -> Markup:
    """Return a form for the ratings of all sessions: under each rating, a place for every session."""
    pieces: list[Markup] = []
    for series in chart.series:
        asked = [
            page.word("session", n=session)
            for session, name in zip(chart.sessions, series.answer_ids, strict=False)
            if name
        ]
        places = page.element("p.scale", join((escape(f"{name}: ___") for name in asked), _APART))
        pieces += (page.element("p", inline_html(series.label, page)), places)
    return join(pieces)


def _scale(scale: Scale, page: Page) -> Markup:
    ends = _ends(scale.low, scale.high, scale.low_label, scale.high_label, page)
    row = _numbers(scale.low, scale.high, page)
    return join((row, page.element("p.note", join(ends, LINE_BREAK)))) if ends else row


def _ratings(ratings: Ratings, page: Page) -> Markup:
    """Return a grid as a question and a line of numbers for each row: an email has no room beside a question."""
    low, high = ratings.low, ratings.high
    shared = _ends(low, high, ratings.low_label, ratings.high_label, page)
    pieces = [page.element("p.note", join(shared, escape(", ")))] if shared else []
    for row in ratings.rows:
        ends = _ends(low, high, row.low_label, row.high_label, page)
        pieces += (page.element("p", inline_html(row.label, page)), _numbers(low, high, page))
        pieces += [page.element("p.note", join(ends, escape(", ")))] if ends else []
    return join(pieces)


def _numbers(low: int, high: int, page: Page) -> Markup:
    numbers = [str(number) for number in range(low, min(high, low + _MOST_NUMBERS) + 1)]
    if len(numbers) > _MOST_NUMBERS:
        numbers = [str(low), "…", str(high)]
    return page.element("p.scale", join(map(escape, numbers), _APART))


def _ends(low: int, high: int, low_label: Inlines, high_label: Inlines, page: Page) -> list[Markup]:
    ends = ((low, low_label), (high, high_label))
    return [join((escape(f"{number} = "), inline_html(label, page))) for number, label in ends if label]
