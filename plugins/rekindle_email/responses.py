"""Places for an answer, in a mail: to be printed, or written under in a reply.

Comes in: a Response. Goes out: HTML, without form fields, which mail programs disable or warn about.
Must not know: the task around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, IfThen, Lines, Response, Scale
from rekindle_email.inlines import inline_html
from rekindle_email.markup import LINE_BREAK, Markup, escape, join

if TYPE_CHECKING:
    from rekindle_email.place import Page

_MOST_NUMBERS = 21
"""A longer scale shows its ends only; nobody circles one of a hundred numbers."""
_MOST_ROWS, _ROW = 30, 28
"""How many rows a place to write may have, and the height of one in pixels."""

_APART = Markup(" &#160; ")
"""What stands between two numbers: room to circle one, and a place for the line to break."""
_SQUARE, _CIRCLE = "\N{BALLOT BOX}", "\N{WHITE CIRCLE}"


def response_html(response: Response, page: Page) -> Markup:
    """Return the place for an answer."""
    match response:
        case Lines():
            return _room(page.word("writing_space"), response.rows, page)
        case Scale():
            return _scale(response, page)
        case Choices():
            return choices_html(response, page)
        case IfThen():
            rows = response.rows
            return join(_room(f"{page.word(half)} …", rows, page) for half in ("if", "then"))
        case _ as never:
            assert_never(never)


def choices_html(choices: Choices, page: Page) -> Markup:
    """Return boxes to tick: square where any number may be, round where one is to be chosen."""
    box = escape(f"{_SQUARE if choices.many else _CIRCLE}\u00a0 ")
    labels = (inline_html(option.label, page) for option in choices.options)
    return join(page.element("p", join((box, label))) for label in labels)


def _room(label: str, rows: int, page: Page) -> Markup:
    """Return a frame to write in, which is of a height that even Outlook on Windows keeps: a cell's."""
    height = min(rows, _MOST_ROWS) * _ROW
    return page.table("table.answer", page.row("td.room", escape(label), height=height))


def _scale(scale: Scale, page: Page) -> Markup:
    numbers = [str(number) for number in range(scale.low, min(scale.high, scale.low + _MOST_NUMBERS) + 1)]
    if len(numbers) > _MOST_NUMBERS:
        numbers = [str(scale.low), "…", str(scale.high)]
    row = page.element("p.scale", join(map(escape, numbers), _APART))
    ends = ((scale.low, scale.low_label), (scale.high, scale.high_label))
    labels = [join((escape(f"{number} = "), inline_html(label, page))) for number, label in ends if label]
    return join((row, page.element("p.note", join(labels, LINE_BREAK)))) if labels else row
