"""Where help is to be had: every service, with all that is known of it.

Comes in: the groups of a HelpLines node. Goes out: markup in which numbers can be dialled.
Must not know: other blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_html.inlines import day, inlines, phone, shown, site
from rekindle_html.markup import Markup, between, element, fragment

if TYPE_CHECKING:
    from rekindle_core import HelpGroup, HelpLine
    from rekindle_html.place import Place


def help_group(group: HelpGroup, place: Place) -> Markup:
    """Write one group: its heading, the number for emergencies, its services."""
    emergency = None
    if group.emergency:
        numbers = [phone(number) for number in group.emergency]
        emergency = element("p", place.word("emergency"), ": ", between(" / ", numbers), class_="emergency")
    lines = [_line(line, place) for line in group.lines]
    return element(
        "div",
        place.heading(inlines(group.title, place)) if shown(group.title) else None,
        emergency,
        element("ul", *lines, class_="services") if lines else None,
        class_="country",
    )


def _line(line: HelpLine, place: Place) -> Markup:
    number = phone(line.number) if line.number else None
    hours = fragment(place.word("hours"), ": ", line.hours) if line.hours else None
    return element(
        "li",
        element("p", inlines(line.purpose, place)) if line.purpose else None,
        element("p", element("strong", line.name), " " if number else None, number, class_="service"),
        element("p", line.serves) if line.serves else None,
        element("p", hours) if hours else None,
        element("p", site(line.web)) if line.web else None,
        element("small", place.word(line.source_word), " ", day(line.verified, place.words)),
    )
