"""A rating over the weeks as SVG: points for answers, gaps for weeks without any.

Input: a rating's weeks, and the words for readers who can't see it. Output: an SVG that consists only of
lines, circles and text. Must not know: where it is shown. The table beside it has the same numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from rekindle_core.caseload.progress import RatedWeeks

_LEFT, _TOP, _HEIGHT, _BOTTOM, _STEP, _RIGHT = 34, 14, 120, 30, 44, 20
_MOST_STEP_TOTAL = 640
_INK, _FAINT = "#333", "#999"


def draw_rating(rated: RatedWeeks, weeks: Sequence[dt.date], *, number: int = 1) -> str:
    """Return one rating as an SVG, with a title and a description for readers who can't see it.

    Args:
        rated: The rating.
        weeks: The Monday of each week.
        number: A number that makes its ids unique on the page.
    """
    step = min(_STEP, _MOST_STEP_TOTAL / max(len(weeks), 1))
    width = _LEFT + step * len(weeks) + _RIGHT
    height = _TOP + _HEIGHT + _BOTTOM
    names = f'role="img" aria-labelledby="rating-{number} weeks-{number}"'
    size = f'viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}"'
    body = "".join(_shapes(rated, weeks, step, width))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {names} font-family="sans-serif" font-size="11">'
        f'<title id="rating-{number}">{escape(rated.question)}</title>'
        f'<desc id="weeks-{number}">{escape(in_words(rated, weeks))}</desc>{body}</svg>'
    )


def in_words(rated: RatedWeeks, weeks: Sequence[dt.date]) -> str:
    """Describe a drawing in words: each week with its numbers, on a scale from low to high."""
    said = "; ".join(
        f"week of {week.isoformat()}: {', '.join(map(str, numbers)) if numbers else 'no answer'}"
        for week, numbers in zip(weeks, rated.weeks, strict=True)
    )
    return f"On a scale from {rated.low} to {rated.high}. First answer: {rated.first}. {said}."


def _shapes(rated: RatedWeeks, weeks: Sequence[dt.date], step: float, width: float) -> Iterator[str]:
    """Yield the ends of the scale, the first answer as a dashed line, and points, joined between consecutive weeks."""
    span = max(rated.high - rated.low, 1)

    def at(value: float) -> float:
        return _TOP + _HEIGHT * (rated.high - value) / span

    def across(value: float, dashes: str = "") -> str:
        ends = f'x1="{_LEFT}" x2="{width - _RIGHT / 2:.0f}" y1="{at(value):.1f}" y2="{at(value):.1f}"'
        return f'<line {ends} stroke="{_FAINT}"{dashes}/>'

    for value in (rated.low, rated.high):
        yield across(value)
        yield f'<text x="{_LEFT - 8}" y="{at(value) + 4:.1f}" text-anchor="end" fill="{_INK}">{value}</text>'
    yield across(rated.first, ' stroke-dasharray="4 4"')
    every = max(1, round(_STEP / step))
    before: tuple[float, float] | None = None
    for place, (week, numbers) in enumerate(zip(weeks, rated.weeks, strict=True)):
        x = _LEFT + step * (place + 0.5)
        if place % every == 0:
            yield (
                f'<text x="{x:.1f}" y="{_TOP + _HEIGHT + 20}" text-anchor="middle" fill="{_INK}">'
                f"{week:%m-%d}</text>"
            )
        if before and numbers:
            y = at(numbers[0])
            yield (
                f'<line x1="{before[0]:.1f}" y1="{before[1]:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="{_INK}"/>'
            )
        yield from (f'<circle cx="{x:.1f}" cy="{at(one):.1f}" r="3.5" fill="{_INK}"/>' for one in numbers)
        before = (x, at(numbers[-1])) if numbers else None
