"""Places for an answer as data, and the form that they make together.

Comes in: a Response, and what is asked. Goes out: JSON values for the template, each place with the name of
its field; and the fields themselves, for `fields`. Must not know: blocks around a place, or how it is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never
from urllib.parse import quote

from rekindle_core import Choices, IfThen, Lines, Response, Scale, plain, shows_something
from rekindle_pdf.fit import areas_height, options_height, rows_height, text_height
from rekindle_pdf.inlines import Data, Setting

_MOST_ROWS = 22
"""What a page holds; 'about' so many rows are asked for, and nobody is helped by a second empty page."""
_MOST_POINTS = 21
"""A longer scale is no row of circles: its number is written into a box."""
_STATE = re.compile(r"[A-Za-z0-9_-]{1,60}")

Kind: TypeAlias = Literal["text", "line", "check", "radio"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to choose from: what the file notes down if it is chosen, and how it is read aloud."""

    state: str
    says: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A place for one answer.

    Attributes:
        name: The `answer_id`, under which the answer can be read back from the file.
        kind: `text` for several lines, `line` for one, `check` for a box, `radio` for one of several.
        says: What it is read aloud as: the words that ask.
        choices: What there is to choose from; one for a box, none for text.
    """

    name: str
    kind: Kind
    says: str
    choices: tuple[Choice, ...] = ()


@dataclass(slots=True)
class Form:
    """Collects the fields of a file, in reading order; each name is there once."""

    fields: dict[str, FormField] = field(default_factory=dict)

    def add(self, name: str, kind: Kind, says: str, choices: tuple[Choice, ...] = ()) -> str:
        """Add a field.

        Returns:
            How the template names the field in a link; for one of several choices, its number follows.
        """
        # A dot would make it a field within a field, and two of one name would share their answer.
        name = name.replace(".", "-") or "answer"
        unique, count = name, 1
        while unique in self.fields:
            count += 1
            unique = f"{name}-{count}"
        self.fields[unique] = FormField(unique, kind, " ".join(says.split()) or unique, choices)
        return quote(unique, safe="")


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a place for an answer stands.

    Attributes:
        words: What is asked there, to be read aloud.
        form: Takes the fields.
        setting: The Document.
        word: Gives one of the interface's words.
    """

    words: str
    form: Form
    setting: Setting
    word: Callable[..., str]

    def says(self, part: str = "") -> str:
        """Return how a place is read aloud; `part` tells it from others under the same words."""
        return " – ".join(text for text in (part.strip(), self.words.strip()) if shows_something(text))


def response_data(response: Response | None, asked: Asked) -> Data | None:
    """Return a place for an answer as data; None where nothing is asked.

    Beside what the template draws, the data of every kind says whether it is `room` to write, which may grow into
    what a page has left over, and the `height` in millimetres that it takes at the most, on the safe side.
    """
    match response:
        case None:
            return None
        case Lines():
            rows = min(response.rows, _MOST_ROWS)
            return {
                "is": "lines",
                "field": asked.form.add(response.answer_id, "text", asked.says()),
                "rows": rows,
                "room": True,
                "height": rows_height(rows),
            }
        case Scale():
            return _scale(response, asked)
        case Choices():
            return _choices(response, asked)
        case IfThen():
            rows = min(response.rows, _MOST_ROWS // 2)
            areas = [
                {
                    "field": asked.form.add(name, "text", asked.says(asked.word(key))),
                    "label": asked.word(key),
                    "rows": rows,
                }
                for name, key in ((response.if_id, "if"), (response.then_id, "then"))
            ]
            height = areas_height(rows for _ in areas)
            return {"is": "if-then", "areas": areas, "room": True, "height": height}
        case _ as never:
            assert_never(never)


def _scale(scale: Scale, asked: Asked) -> Data:
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
        return data | {"points": [], "field": asked.form.add(scale.answer_id, "line", asked.says(ends))}
    ends_say = {scale.low: plain(scale.low_label), scale.high: plain(scale.high_label)}
    choices = tuple(
        Choice(str(point), asked.says(", ".join(filter(None, (str(point), ends_say.get(point, ""))))))
        for point in points
    )
    name = asked.form.add(scale.answer_id, "radio", asked.says(), choices)
    return data | {"points": [{"text": str(point), "field": f"{name}:{n}"} for n, point in enumerate(points)]}


def _choices(response: Choices, asked: Asked) -> Data:
    states: list[str] = []
    for number, option in enumerate(response.options, start=1):
        proper = _STATE.fullmatch(option.value) and option.value != "Off" and option.value not in states
        states.append(option.value if proper else f"{number}.")
    # Where nothing at all is said, its value tells it from its neighbours.
    says = [
        asked.says(plain(option.label)) or state
        for option, state in zip(response.options, states, strict=True)
    ]
    if response.many:
        fields = [
            f"{asked.form.add(f'{response.answer_id}-{option.value}', 'check', text, (Choice('Yes', text),))}:0"
            for option, text in zip(response.options, says, strict=True)
        ]
    elif response.options:
        choices = tuple(Choice(state, text) for state, text in zip(states, says, strict=True))
        name = asked.form.add(response.answer_id, "radio", asked.says(), choices)
        fields = [f"{name}:{number}" for number in range(len(choices))]
    else:
        fields = []
    options = [
        {"field": place, "label": asked.setting.inlines(option.label)}
        for place, option in zip(fields, response.options, strict=True)
    ]
    height = options_height(option["label"] for option in options)
    return {"is": "choices", "many": response.many, "options": options, "room": False, "height": height}
