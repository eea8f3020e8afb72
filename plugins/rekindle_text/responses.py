"""Places for an answer, to be filled in with an editor or a pen.

Comes in: a Response. Goes out: lines.
Must not know: the task around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, IfThen, Lines, Response, Scale
from rekindle_text.inlines import one_line
from rekindle_text.wrapping import indent, wrap

if TYPE_CHECKING:
    from rekindle_text.page import Page

_MOST_NUMBERS = 21
"""A longer scale shows its ends only; nobody circles one of a hundred numbers."""


def response_lines(response: Response, page: Page) -> list[str]:
    """Return the place for an answer."""
    match response:
        case Lines():
            return _room(f"{page.word('writing_space')}:", page) if page.space else []
        case Scale():
            return _scale(response, page)
        case Choices():
            return choice_lines(response, page)
        case IfThen():
            return [
                *_room(f"{page.word('if')} {page.more}", page),
                *_room(f"{page.word('then')} {page.more}", page),
            ]
        case _ as never:
            assert_never(never)


def choice_lines(choices: Choices, page: Page) -> list[str]:
    """Return boxes to tick: square where any number may be, round where one is to be chosen."""
    box = "[ ] " if choices.many else "( ) "
    beside = page.inside(box)
    return [
        line
        for option in choices.options
        for line in indent(wrap(one_line(option.label, beside), beside.width), box, " " * len(box))
    ]


def _room(label: str, page: Page) -> list[str]:
    return [*wrap(label, page.width), *[""] * page.space]


def _scale(scale: Scale, page: Page) -> list[str]:
    numbers = [str(number) for number in range(scale.low, min(scale.high, scale.low + _MOST_NUMBERS) + 1)]
    if len(numbers) > _MOST_NUMBERS:
        numbers = [str(scale.low), page.more, str(scale.high)]
    ends = ((scale.low, scale.low_label), (scale.high, scale.high_label))
    labels = [f"{number} = {one_line(label, page)}" for number, label in ends if label]
    return [
        *wrap(" ".join(numbers), page.width),
        *(line for label in labels for line in indent(wrap(label, page.inside("  ").width), "", "  ")),
    ]
