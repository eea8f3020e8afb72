"""The numbers of a ratings chart: the answer in each session.

Input: a RatingsChart, and answers by the names of their places. Output: numbers and gaps.
Must not know: how a chart is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from rekindle_core.answers.values import Answer, rated
from rekindle_core.document.nodes import RatingsChart

Numbers: TypeAlias = tuple[int | None, ...]
"""The answer in each session of a chart; None is a gap."""


def charted(chart: RatingsChart, answers: Mapping[str, Answer]) -> tuple[Numbers, ...]:
    """Return the numbers of each series, one per session; an answer that is not on the scale becomes a gap."""

    def number(name: str) -> int | None:
        value = rated(answers.get(name))
        return value if value is not None and chart.low <= value <= chart.high else None

    return tuple(tuple(map(number, series.answer_ids[: len(chart.sessions)])) for series in chart.series)
