"""Numbers to choose from as data: scales, the rows of a grid of ratings, and the charts that collect them.

Input: a Scale, Ratings, or a chart of them. Output: JSON values for the template.
Must not know: blocks around them, or how they are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from rekindle_core import Answer, Ratings, RatingsChart, RatingSeries, Scale, charted, plain, row_question
from rekindle_pdf.fit import rows_height, text_height
from rekindle_pdf.form import Asked, Choice
from rekindle_pdf.inlines import Data, Setting

_MOST_POINTS = 21
"""A longer scale is no row of circles: its number is written into a box."""
_NARROW = 2.5
"""So many times the lines of the full width take as many in the column of a grid's questions."""


def scale_data(scale: Scale, asked: Asked) -> Data:
    """Return a scale as data."""
    points = range(scale.low, scale.high + 1)
    data: Data = {
        "is": "scale",
        "room": False,
        "low": str(scale.low),
        "high": str(scale.high),
        "low_label": asked.setting.inlines(scale.low_label),
        "high_label": asked.setting.inlines(scale.high_label),
    }
    data["height"] = rows_height(4) + text_height(data["low_label"]) + text_height(data["high_label"])
    if len(points) > _MOST_POINTS or not points:
        ends = f"{scale.low}–{scale.high}"
        note = asked.note(scale.answer_id, "number")
        return data | {"points": [], "field": asked.form.text("line", asked.says(ends), note)}
    ends_say = {scale.low: plain(scale.low_label), scale.high: plain(scale.high_label)}
    choices = tuple(
        Choice(str(point), asked.says(", ".join(filter(None, (str(point), ends_say.get(point, ""))))))
        for point in points
    )
    note = asked.note(scale.answer_id, "number", map(str, points))
    name = asked.form.radio(asked.says(), note, choices)
    return data | {"points": [{"text": str(point), "field": f"{name}:{n}"} for n, point in enumerate(points)]}


def ratings_data(ratings: Ratings, asked: Asked) -> Data:
    """Return a grid as data; every row is a scale with its own question."""
    rows = []
    for row in ratings.rows:
        # A screen reader says what each circle means, whether the page says it in the row or only once.
        low, high = row.low_label or ratings.low_label, row.high_label or ratings.high_label
        words = " – ".join(filter(None, (plain(row.label), asked.words)))
        own = replace(asked, words=words, question=row_question(row))
        data = scale_data(Scale(row.answer_id, ratings.low, ratings.high, low, high), own)
        label = asked.setting.inlines(row.label)
        shown = {
            "label": label,
            "low_label": asked.setting.inlines(row.low_label),
            "high_label": asked.setting.inlines(row.high_label),
            "height": max(rows_height(2), _NARROW * text_height(label)),
        }
        rows.append(data | shown)
    ends = [asked.setting.inlines(label) for label in (ratings.low_label, ratings.high_label)]
    height = rows_height(1) + sum(map(text_height, ends)) + sum(row["height"] for row in rows)
    return {
        "is": "ratings",
        "room": False,
        "low_label": ends[0],
        "high_label": ends[1],
        "rows": rows,
        "height": height,
    }


def chart_data(
    chart: RatingsChart, answers: Mapping[str, Answer], setting: Setting, word: Callable[..., str]
) -> Data:
    """Return a chart as data: what was answered, or room to copy it by hand.

    Args:
        chart: The chart.
        answers: What has been answered already, by `answer_id`.
        setting: The Document.
        word: Gives one of the interface's words.
    """
    values = charted(chart, answers)
    drawn = any(value is not None for row in values for value in row)
    return {
        "is": "ratings-chart",
        "sessions": [str(session) for session in chart.sessions],
        "low": chart.low,
        "high": chart.high,
        "by_hand": "" if drawn else word("review_by_hand"),
        "session": word("review_session"),
        "rating": word("review_rating"),
        "drawn": drawn,
        "series": [
            _series(chart, series, row, setting, word)
            for series, row in zip(chart.series, values, strict=True)
        ],
    }


def _series(
    chart: RatingsChart,
    series: RatingSeries,
    values: tuple[int | None, ...],
    setting: Setting,
    word: Callable[..., str],
) -> Data:
    # As many as there are sessions: the template has no way to say that one is lacking.
    held = [*values, *(None for _ in chart.sessions[len(values) :])]
    told = zip(chart.sessions, held, strict=True)
    numbers = ", ".join(f"{session}: {'–' if value is None else value}" for session, value in told)
    says = f"{plain(series.label)} {word('review_session')} {numbers}"
    return {"label": setting.inlines(series.label), "values": held, "says": " ".join(says.split())}
