"""Places for an answer as data: what is asked for, and under which name the answer can be read back.

Comes in: a Response. Goes out: JSON values, each place with its `answer_id`, whether or not it is drawn as
a field. Must not know: blocks around it, or how it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from rekindle_core import Choices, IfThen, Lines, Response, Scale
from rekindle_pdf.inlines import Data, Setting

_MOST_ROWS = 22
"""What a page holds; 'about' so many rows are asked for, and nobody is helped by a second empty page."""
_MOST_POINTS = 21
"""A longer scale is no row of circles: its number is written into a box."""


def response_data(response: Response | None, setting: Setting, word: Callable[[str], str]) -> Data | None:
    """Return a place for an answer as data; None where nothing is asked.

    Args:
        response: What kind of answer there is room for.
        setting: The Document it stands in.
        word: Gives one of the interface's words.
    """
    match response:
        case None:
            return None
        case Lines():
            rows = min(response.rows, _MOST_ROWS)
            return {"is": "lines", "answer_id": response.answer_id, "rows": rows}
        case Scale():
            return _scale(response, setting)
        case Choices():
            options = [
                {"value": option.value, "label": setting.inlines(option.label)} for option in response.options
            ]
            return {
                "is": "choices",
                "answer_id": response.answer_id,
                "many": response.many,
                "options": options,
            }
        case IfThen():
            rows = min(response.rows, _MOST_ROWS // 2)
            areas = [
                {"answer_id": response.if_id, "label": word("if"), "rows": rows},
                {"answer_id": response.then_id, "label": word("then"), "rows": rows},
            ]
            return {"is": "if-then", "areas": areas}
        case _ as never:
            assert_never(never)


def _scale(scale: Scale, setting: Setting) -> Data:
    few = scale.high - scale.low < _MOST_POINTS
    return {
        "is": "scale",
        "answer_id": scale.answer_id,
        "low": str(scale.low),
        "high": str(scale.high),
        "points": [str(point) for point in range(scale.low, scale.high + 1)] if few else [],
        "low_label": setting.inlines(scale.low_label),
        "high_label": setting.inlines(scale.high_label),
    }
