"""Ratings: the rows of a grid, and the tables that collect them.

Input: Ratings, and charts of them. Output: markup.
Must not know: the task around a grid, or what the script draws.

Every row has its own question, and so its own label; the script turns it into a group of radio buttons, as
with any scale. A chart is a table for each rating, to be filled in by hand without a script; the script
writes the numbers into the tables and draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import Inlines, Ratings, RatingsChart, RatingSeries, charted, rated
from rekindle_html.inlines import inlines
from rekindle_html.markup import Markup, element, fragment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rekindle_html.place import Place


def number(name: str, low: int, high: int, place: Place, by: str | None = None) -> Markup:
    """Write a field for a number, which the script turns into radio buttons."""
    held = rated(place.answers.get(name))
    return element("input", type="number", name=name, min=low, max=high, value=held, aria_labelledby=by)


def ends(
    low: int, high: int, labels: tuple[Inlines, Inlines], place: Place, id_: str | None = None
) -> Markup | None:
    """Write what the numbers at the ends mean; None if nothing says so."""
    said = [
        element("span", f"{value}: ", inlines(words, place))
        for value, words in zip((low, high), labels, strict=True)
        if words
    ]
    return element("small", *said, id=id_) if said else None


def grid(ratings: Ratings, place: Place) -> Markup:
    """Write the rows of a grid; the meaning of its ends is above it, if the rows share it."""
    low, high = ratings.low, ratings.high
    shared = ends(low, high, (ratings.low_label, ratings.high_label), place)
    rows = (
        element(
            "label",
            inlines(row.label, place),
            ends(low, high, (row.low_label, row.high_label), place),
            number(row.answer_id, low, high, place),
        )
        for row in ratings.rows
    )
    return fragment(element("p", shared) if shared else None, element("div", *rows, class_="rows"))


def chart(node: RatingsChart, place: Place) -> Markup:
    """Write a table for each rating, with a row for each session, so that it is never wider than a phone."""
    values = charted(node, place.answers)
    by_hand = element("p", place.word("review_by_hand"), class_="by-hand")
    head = element("tr", *(element("th", place.word(word)) for word in ("review_session", "review_rating")))
    figures = (
        _figure(node, series, head, held, place) for series, held in zip(node.series, values, strict=True)
    )
    return element("div", by_hand, *figures, id=node.id, class_="charts")


def _figure(
    node: RatingsChart, series: RatingSeries, head: Markup, held: Iterable[int | None], place: Place
) -> Markup:
    rows = (
        element(
            "tr",
            element("th", str(session), scope="row"),
            element("td", "–" if not name else None if value is None else str(value), data_of=name or None),
        )
        for session, name, value in zip(node.sessions, series.answer_ids, held, strict=False)
    )
    title = f"{series.id}--title"
    return element(
        "figure",
        element("figcaption", inlines(series.label, place), id=title),
        element("table", head, *rows, aria_labelledby=title),
        class_="chart",
        data_low=node.low,
        data_high=node.high,
    )
