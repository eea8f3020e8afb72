"""Places for an answer, to fill in with an editor or a pen; or the answer, if there is one.

Input: a Response. Output: lines.
Must not know: the task around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, IfThen, Lines, Ratings, Response, Scale, Table, chosen, rated, written
from rekindle_text.inlines import one_line, typed
from rekindle_text.ratings import end_lines, grid_lines, numbers
from rekindle_text.tables import table_lines
from rekindle_text.wrapping import indent, wrap

if TYPE_CHECKING:
    from rekindle_text.page import Page

_ANSWER = "  "
"""Placed before a written answer."""


def response_lines(response: Response, page: Page) -> list[str]:
    """Return the place for an answer."""
    match response:
        case Lines():
            label = f"{page.word('writing_space')}:"
            return _room(one_line(response.starter, page), response.answer_id, page, label)
        case Scale():
            return _scale(response, page)
        case Choices():
            return choice_lines(response, page)
        case Ratings():
            return grid_lines(response, page)
        case IfThen():
            parts = (
                ("if", response.if_id, response.if_starter),
                ("then", response.then_id, response.then_starter),
            )
            return [
                line
                for part, name, starter in parts
                for line in _room(f"{page.word(part)} {one_line(starter, page) or page.more}", name, page)
            ]
        case Table():
            return table_lines(response, page)
        case _ as never:
            assert_never(never)


def choice_lines(choices: Choices, page: Page) -> list[str]:
    """Return boxes to tick: square if any number may be ticked, round if only one."""
    empty, ticked = ("[ ] ", "[x] ") if choices.many else ("( ) ", "(x) ")
    beside = page.inside(empty)
    taken = chosen(page.answers.get(choices.answer_id))
    return [
        line
        for option in choices.options
        for line in indent(
            wrap(one_line(option.label, beside), beside.width),
            ticked if option.value in taken else empty,
            " " * len(empty),
        )
    ]


def _room(begins: str, name: str, page: Page, label: str = "") -> list[str]:
    """Return space to write, or the written answer, under its beginning; the label appears if the space is used."""
    text = written(page.answers.get(name))
    named = wrap(label, page.width) if label and (text or page.space) else []
    named += wrap(begins, page.width) if begins else []
    if not text:
        return [*named, *[""] * page.space]
    inside = page.inside(_ANSWER)
    lines = (typed(line, inside) for line in text.split("\n"))
    return [*named, *(row for line in lines for row in _answered(line, inside.width))]


def _answered(line: str, width: int) -> list[str]:
    return indent(wrap(line, width), _ANSWER, _ANSWER) if line else [""]


def _scale(scale: Scale, page: Page) -> list[str]:
    row = numbers(scale.low, scale.high, rated(page.answers.get(scale.answer_id)), page)
    ends = ((scale.low, scale.low_label), (scale.high, scale.high_label))
    return [*wrap(row, page.width), *end_lines(ends, page)]
