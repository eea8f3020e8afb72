"""Places for an answer as data.

Input: a Response, and what is asked. Output: JSON values for the template, each place with the name of
its field; the form takes the fields. Must not know: blocks around a place, or how it is drawn.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core import Choices, IfThen, Inlines, Lines, Ratings, Response, Scale, Table, plain
from rekindle_pdf.fit import areas_height, lines_of, options_height, rows_height
from rekindle_pdf.form import Asked, Choice, option_states
from rekindle_pdf.inlines import Data
from rekindle_pdf.ratings import ratings_data, scale_data
from rekindle_pdf.tables import table_data

_MOST_ROWS = 22
"""What a page holds; 'about' so many rows are asked for, and nobody is helped by a second empty page."""


def response_data(response: Response | None, asked: Asked) -> Data | None:
    """Return a place for an answer as data; None if nothing is asked.

    Beside what the template draws, the data of every kind says whether it is `room` to write, which may grow into
    what a page has left over, and the `height` in millimetres that it takes at the most, on the safe side.
    """
    match response:
        case None:
            return None
        case Lines():
            area = _area(response.answer_id, "", response.rows, response.starter, asked)
            return {"is": "lines", **area, "room": True}
        case Scale():
            return scale_data(response, asked)
        case Choices():
            return _choices(response, asked)
        case IfThen():
            rows = min(response.rows, _MOST_ROWS // 2)
            halves = (
                (response.if_id, "if", response.if_starter),
                (response.then_id, "then", response.then_starter),
            )
            areas = [
                {"label": (word := asked.word(key)), **_area(name, word, rows, starter, asked)}
                for name, key, starter in halves
            ]
            height = areas_height(area["height"] for area in areas)
            return {"is": "if-then", "areas": areas, "room": True, "height": height}
        case Ratings():
            return ratings_data(response, asked)
        case Table():
            return table_data(response, asked)
        case _ as never:
            assert_never(never)


def _area(name: str, label: str, rows: int, starter: Inlines, asked: Asked) -> Data:
    """Return room to write; its starter is read aloud with what is asked."""
    says = " ".join(filter(None, (asked.says(label), plain(starter).strip())))
    shown = asked.setting.inlines(starter)
    # A starter takes the first lines, and leaves one to write on in any case.
    rows = max(min(rows, _MOST_ROWS), lines_of(shown) + 1 if shown else 0)
    return {
        "field": asked.form.text("text", says, asked.note(name, "text")),
        "rows": rows,
        "starter": shown,
        "height": rows_height(rows),
    }


def _choices(response: Choices, asked: Asked) -> Data:
    states = option_states(response.options)
    # Without any label, its value distinguishes it from its neighbors.
    says = [
        asked.says(plain(option.label)) or state
        for option, state in zip(response.options, states, strict=True)
    ]
    if response.many:
        notes = [asked.note(response.answer_id, "choices", (option.value,)) for option in response.options]
        fields = [f"{asked.form.check(text, note)}:0" for note, text in zip(notes, says, strict=True)]
    elif response.options:
        choices = tuple(Choice(state, text) for state, text in zip(states, says, strict=True))
        note = asked.note(response.answer_id, "choice", (option.value for option in response.options))
        name = asked.form.radio(asked.says(), note, choices)
        fields = [f"{name}:{number}" for number in range(len(choices))]
    else:
        fields = []
    options = [
        {"field": place, "label": asked.setting.inlines(option.label)}
        for place, option in zip(fields, response.options, strict=True)
    ]
    height = options_height(option["label"] for option in options)
    return {"is": "choices", "many": response.many, "options": options, "room": False, "height": height}
