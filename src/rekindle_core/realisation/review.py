"""The page that collects the ratings of all sessions, with room for what helped and what did not.

Input: the finished sessions, and the interface's words. Output: a part of the Document, or none. Must
not know: the pack, or what was answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rekindle_core.document.ids import over_sessions_id
from rekindle_core.document.nodes import (
    Inlines,
    Lines,
    Paragraph,
    Ratings,
    RatingsChart,
    RatingSeries,
    Section,
    Task,
    Text,
)
from rekindle_core.planning.contract import CHART, HELPED, HINDERED, LEAST_RATED, REVIEW, REVIEW_WORDS

_ROWS = 2


def review(sessions: Sequence[Section], words: Mapping[str, str]) -> Iterator[Section]:
    """Yield the page; yield nothing if fewer than two sessions have ratings, or the language lacks words for it."""
    rated = {
        session.number: block.response
        for session in sessions
        for block in session.children
        if session.number and isinstance(block, Task) and isinstance(block.response, Ratings)
    }
    if len(rated) < LEAST_RATED or not all(word in words for word in REVIEW_WORDS):
        return
    lead = Paragraph((Text(words["review_lead"]),))
    rooms = (
        _room(name, words[key]) for name, key in ((HELPED, "review_helped"), (HINDERED, "review_hindered"))
    )
    yield Section(REVIEW, "review", (Text(words["review"]),), (lead, _chart(rated), *rooms), skippable=True)


def _chart(rated: Mapping[int, Ratings]) -> RatingsChart:
    labels: dict[str, Inlines] = {}
    places: dict[str, dict[int, str]] = {}
    for number, ratings in rated.items():
        for row in ratings.rows:
            labels.setdefault(row.item, row.label)
            places.setdefault(row.item, {})[number] = row.answer_id
    series = tuple(
        RatingSeries(over_sessions_id(item), labels[item], tuple(asked.get(number, "") for number in rated))
        for item, asked in places.items()
    )
    ends = min(one.low for one in rated.values()), max(one.high for one in rated.values())
    return RatingsChart(CHART, tuple(rated), *ends, series)


def _room(name: str, title: str) -> Task:
    return Task(name, "exercise", (), Lines(name, _ROWS), title=(Text(title),), item=name)
