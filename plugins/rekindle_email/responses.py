"""Places for an answer, in a mail: to be printed, or written under in a reply.

Comes in: a Response. Goes out: HTML, without form fields, which mail programs disable or warn about.
Must not know: the task around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, IfThen, Lines, Response, Scale
from rekindle_email import style
from rekindle_email.inlines import inline_html
from rekindle_email.markup import Markup, element, escape, join

if TYPE_CHECKING:
    from rekindle_email.place import Page

_MOST_NUMBERS = 21
"""A longer scale shows its ends only; nobody circles one of a hundred numbers."""
_MOST_ROWS = 30

_SQUARE, _CIRCLE = "\N{BALLOT BOX}", "\N{WHITE CIRCLE}"


def response_html(response: Response, page: Page) -> Markup:
    """Return the place for an answer."""
    match response:
        case Lines():
            return _room(page.word("writing_space"), response.rows)
        case Scale():
            return _scale(response, page)
        case Choices():
            return choices_html(response, page)
        case IfThen():
            rows = response.rows
            return join((_room(f"{page.word('if')} …", rows), _room(f"{page.word('then')} …", rows)))
        case _ as never:
            assert_never(never)


def choices_html(choices: Choices, page: Page) -> Markup:
    """Return boxes to tick: square where any number may be, round where one is to be chosen."""
    box = escape(f"{_SQUARE if choices.many else _CIRCLE}\u00a0 ")
    return join(
        element("p", join((box, inline_html(option.label, page))), style=page.style(style.BOX_LINE))
        for option in choices.options
    )


def _room(label: str, rows: int) -> Markup:
    # The no-break space keeps the line's height in Outlook, which drops empty boxes.
    line = element("div", escape("\u00a0"), style=style.WRITING_LINE)
    lines = element("div", join([line] * min(rows, _MOST_ROWS)), aria_hidden="true", style=style.PARAGRAPH)
    return join((element("p", escape(label), style=f"{style.NOTE};margin:0"), lines))


def _scale(scale: Scale, page: Page) -> Markup:
    numbers = [str(number) for number in range(scale.low, min(scale.high, scale.low + _MOST_NUMBERS) + 1)]
    if len(numbers) > _MOST_NUMBERS:
        numbers = [str(scale.low), "…", str(scale.high)]
    row = join(element("td", escape(number), style=style.SCALE_NUMBER) for number in numbers)
    table = element("table", element("tr", row), role="presentation", style=style.SCALE)
    ends = ((scale.low, scale.low_label), (scale.high, scale.high_label))
    labels = [join((escape(f"{number} = "), inline_html(label, page))) for number, label in ends if label]
    if not labels:
        return table
    return join((table, element("p", join(labels, Markup("<br>")), style=style.NOTE)))
