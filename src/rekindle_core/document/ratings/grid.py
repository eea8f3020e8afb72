"""Ratings: the grid that a session ends with, and the chart that collects them over the sessions.

Output: nodes, for the realiser and renderers. Must not know: packs, answers, or any format.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from rekindle_core.document.inline import Inlines
from rekindle_core.document.node import Node as _Node
from rekindle_core.document.ranges import Count, Point


class RatingRow(_Node):
    """One row of a grid: what to rate, and the words at either end (empty if all rows share them).

    `item` is the pack's id of the rating, the same in each session, while `id` differs.
    """

    id: str
    answer_id: str
    label: Inlines
    low_label: Inlines = ()
    high_label: Inlines = ()
    item: str = ""


class Ratings(_Node):
    """Several ratings as one grid: in each row, one whole number from `low` to `high`, both included.

    If all rows share the words at either end, they are here, to be read before the rows. Otherwise they are
    empty here, and each row has its own.
    """

    low: Point
    high: Point
    low_label: Inlines
    high_label: Inlines
    rows: Annotated[tuple[RatingRow, ...], Meta(min_length=1)]

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its places for an answer."""
        return tuple(row.answer_id for row in self.rows)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows, in reading order."""
        shared = (self.low_label, self.high_label)
        return (*shared, *(line for row in self.rows for line in (row.label, row.low_label, row.high_label)))


class RatingSeries(_Node):
    """One rating over the sessions of a chart: the `answer_id` in each, empty if a session does not ask it."""

    id: str
    label: Inlines
    answer_ids: tuple[str, ...]


class RatingsChart(_Node):
    """The ratings of all sessions, side by side: a chart for each, with a table of the same numbers.

    It has no places for answers. A renderer that has answers shows them here, and one without leaves space to
    copy them by hand. It shows only numbers and gaps: no threshold, no color that judges, and no word for a
    change.

    Attributes:
        sessions: The numbers of the sessions, in order.
        low, high: The ends of the scale.
        series: The ratings, each with as many `answer_ids` as there are sessions.
    """

    id: str
    sessions: Annotated[tuple[Count, ...], Meta(min_length=1)]
    low: Point
    high: Point
    series: tuple[RatingSeries, ...]
