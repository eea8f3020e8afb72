"""Where help is available: every service, with everything known about it.

Input: a HelpLines node's groups. Output: HTML in which numbers can be dialled.
Must not know: other blocks.

An email for a reader whose country is not known has the services of all countries, and still has to stay below
the size at which email programs cut it off: so a service is one paragraph, with almost no markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_email.inlines import inline_html, phone, site
from rekindle_email.markup import LINE_BREAK, Markup, element, escape, join

if TYPE_CHECKING:
    from rekindle_core import HelpGroup, HelpLine
    from rekindle_email.place import Page


def help_group(group: HelpGroup, page: Page) -> Markup:
    """Return the contents of a group: the emergency number, and its services."""
    parts: list[Markup] = []
    if group.emergency:
        numbers = join((phone(number, page) for number in group.emergency), escape(" / "))
        words = join((escape(page.word("emergency")), element("b", numbers)), escape(": "))
        parts.append(page.element("p", words))
    parts += (_placed(line, page) if line.place else _service(line, page) for line in group.lines)
    return join(parts)


def _service(line: HelpLine, page: Page) -> Markup:
    rows = (
        element("b", _name(line, page)),
        inline_html(line.purpose, page),
        escape("; ".join(filter(None, (line.serves, _hours(line, page))))),
        site(line.web, page),
    )
    return page.element("p", join(rows, LINE_BREAK))


def _placed(line: HelpLine, page: Page) -> Markup:
    """Return the line for one of many places: the place first, then its emergency numbers."""
    numbers = join((phone(number, page) for number in line.emergency), escape(" / "))
    emergency = (
        join((escape(page.word("emergency")), numbers), escape(": ")) if line.emergency else escape("")
    )
    about = (
        _name(line, page),
        inline_html(line.purpose, page),
        escape("; ".join(filter(None, (line.serves, _hours(line, page))))),
        site(line.web, page),
    )
    top = join((element("b", escape(line.place)), emergency), escape(" – "))
    return page.element("p", join((top, join(about, escape("; "))), LINE_BREAK))


def _name(line: HelpLine, page: Page) -> Markup:
    return join((escape(line.name), phone(line.number, page)), escape(": "))


def _hours(line: HelpLine, page: Page) -> str:
    return f"{page.word('hours')}: {line.hours}" if line.hours else ""
