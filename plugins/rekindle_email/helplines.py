"""Where help is to be had: every service, with all that is known of it.

Comes in: a HelpLines node's groups. Goes out: HTML in which numbers can be dialled.
Must not know: other blocks.

A mail for a reader whose country is not known has the services of all countries, and still has to be of a size that no
mail program cuts: so a service is one paragraph, with next to nothing around its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import written_date
from rekindle_email.inlines import inline_html, phone, site
from rekindle_email.markup import LINE_BREAK, Markup, element, escape, join

if TYPE_CHECKING:
    from rekindle_core import HelpGroup, HelpLine
    from rekindle_email.place import Page


def help_group(group: HelpGroup, page: Page) -> Markup:
    """Return what stands under a group's heading: the number for emergencies, and its services."""
    parts: list[Markup] = []
    if group.emergency:
        numbers = join((phone(number, page) for number in group.emergency), escape(" / "))
        words = join((escape(page.word("emergency")), element("b", numbers)), escape(": "))
        parts.append(page.element("p", words))
    parts += (_service(line, page) for line in group.lines)
    return join(parts)


def _service(line: HelpLine, page: Page) -> Markup:
    name = join((escape(line.name), phone(line.number, page)), escape(": "))
    hours = f"{page.word('hours')}: {line.hours}" if line.hours else ""
    source = escape(f"({page.word(line.source_word)} {written_date(line.verified, page.words)})")
    rows = (
        element("b", name),
        inline_html(line.purpose, page),
        escape("; ".join(filter(None, (line.serves, hours)))),
        join((site(line.web, page), source), escape(" ")),
    )
    return page.element("p", join(rows, LINE_BREAK))
