"""Ratings by week: numbers and gaps, from the client's own first week to the last.

Input: an open store, and a client. Output: a table of numbers. Must not know: how it is drawn.

The scales are meant as a basis for conversation, and are not validated. So there is no threshold, no color,
no average over weeks, and no word for a change: the only reference is the client's first answer. If a pack
says which end of a scale is the worse one, its own rule for stopping can be applied (`worsened`).
"""

from __future__ import annotations

import datetime as dt

from rekindle_core.answers.places import answer_places
from rekindle_core.caseload.answers import ratings_of
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.moments import local_day, week_of
from rekindle_core.caseload.programs import document_of, list_programs
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.document.nodes import Ratings, Scale
from rekindle_core.frozen import Frozen

_RULE = 3
"""The number of weeks it takes to get worse two weeks in a row."""
_WEEK = dt.timedelta(days=7)


class RatedWeeks(Frozen):
    """One rating over the weeks.

    Attributes:
        question: The question.
        item: The pack's id of the rating.
        low, high: The ends of its scale.
        weeks: The answers of each week, in order; empty for a week without any.
    """

    question: str
    item: str
    low: int
    high: int
    weeks: tuple[tuple[int, ...], ...]

    @property
    def first(self) -> int:
        """The client's own first answer."""
        return next(numbers[0] for numbers in self.weeks if numbers)

    def has_worsened(self, worse: str) -> bool:
        """Return whether the last answers of the last three weeks get worse twice; never across a gap.

        Args:
            worse: The end of the scale that is the worse one, `low` or `high`; empty for neither.
        """
        last = self.weeks[-_RULE:]
        if not worse or len(last) < _RULE or not all(last):
            return False
        ends = [numbers[-1] if worse == "high" else -numbers[-1] for numbers in last]
        return ends == sorted(set(ends))


class Progress(Frozen):
    """All ratings of a client.

    Attributes:
        weeks: The Monday of every week from the first answer to the last.
        ratings: The ratings.
        made: How many programs and handouts were made in each week.
    """

    weeks: tuple[dt.date, ...]
    ratings: tuple[RatedWeeks, ...]
    made: tuple[int, ...]


def find_progress(store: Store, client: Client) -> Progress:
    """Return a client's ratings by local week; without ratings, there are no weeks."""
    programs = list_programs(store, client)
    scales: dict[tuple[int, str], tuple[str, str, int, int]] = {}
    for program in programs:
        for place in answer_places(document_of(store, program)):
            if isinstance(place.response, Ratings | Scale):
                scale = (place.question, place.id.item, place.response.low, place.response.high)
                scales[program.number, place.name] = scale
    found: dict[tuple[str, str, int, int], list[tuple[dt.date, int]]] = {}
    for one, number in sorted(ratings_of(store, client), key=lambda pair: pair[0].given):
        scale = scales[one.program, one.answer.id.name]
        found.setdefault(scale, []).append((week_of(local_day(one.given)), number))
    if not found:
        return Progress((), (), ())
    days = [day for points in found.values() for day, _ in points]
    weeks = tuple(min(days) + number * _WEEK for number in range((max(days) - min(days)) // _WEEK + 1))
    made = [week_of(local_day(program.made)) for program in programs]
    return Progress(
        weeks,
        tuple(
            RatedWeeks(
                *scale, tuple(tuple(number for day, number in points if day == week) for week in weeks)
            )
            for scale, points in found.items()
        ),
        tuple(made.count(week) for week in weeks),
    )


def worsened(progress: Progress, pack: Pack) -> tuple[RatedWeeks, ...]:
    """Return the ratings that meet the pack's rule: worse two weeks in a row, towards the end that it names."""
    worse = {rating.id: rating.worse for rating in pack.frame.ratings}
    return tuple(one for one in progress.ratings if one.has_worsened(worse.get(one.item, "")))
