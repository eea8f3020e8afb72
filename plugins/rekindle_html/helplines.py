"""Where help is available: every service, with everything known about it.

Input: the groups of a HelpLines node. Output: markup in which numbers can be dialled.
Must not know: other blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_html.inlines import inlines, phone, shown, site
from rekindle_html.markup import Markup, between, element, fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rekindle_core import HelpGroup, HelpLine
    from rekindle_html.place import Place


def help_group(group: HelpGroup, place: Place) -> Markup:
    """Write one group: its heading, the emergency number, its services."""
    emergency = None
    if group.emergency:
        numbers = [phone(number) for number in group.emergency]
        emergency = element("p", place.word("emergency"), ": ", between(" / ", numbers), class_="emergency")
    return element(
        "div",
        place.heading(inlines(group.title, place)) if shown(group.title) else None,
        emergency,
        *(_table(run, place) if run[0].place else _services(run, place) for run in group.runs),
        class_="country",
    )


def _services(lines: Sequence[HelpLine], place: Place) -> Markup:
    return element("ul", *(_line(line, place) for line in lines), class_="services")


def _line(line: HelpLine, place: Place) -> Markup:
    number = phone(line.number) if line.number else None
    return element(
        "li",
        element("p", inlines(line.purpose, place)) if line.purpose else None,
        element("p", element("strong", line.name), " " if number else None, number, class_="service"),
        element("p", line.serves) if line.serves else None,
        element("p", hours) if (hours := _hours(line, place)) else None,
        element("p", site(line.web)) if line.web else None,
    )


def _table(lines: Sequence[HelpLine], place: Place) -> Markup:
    """Write lines that each have their own place as rows."""
    head = (element("th", place.word(key), scope="col") for key in ("place", "emergency", "line"))
    return element(
        "table",
        element("thead", element("tr", *head)),
        element("tbody", *(_row(line, place) for line in lines)),
        class_="places",
    )


def _row(line: HelpLine, place: Place) -> Markup:
    number = element("strong", phone(line.number)) if line.number else None
    about = [
        fragment(number, " " if number and line.name else None, line.name),
        inlines(line.purpose, place),
        fragment(line.serves),
        _hours(line, place),
        site(line.web) if line.web else None,
    ]
    return element(
        "tr",
        element("th", line.place, scope="row"),
        element("td", between(" / ", [phone(number) for number in line.emergency])),
        element("td", between("; ", [text for text in about if text])),
    )


def _hours(line: HelpLine, place: Place) -> Markup | None:
    return fragment(place.word("hours"), ": ", line.hours) if line.hours else None
