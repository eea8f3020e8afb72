"""Where help is to be had: every service, with all that is known of it.

Comes in: the groups of a HelpLines node. Goes out: paragraphs in which numbers can be dialled.
Must not know: other blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rekindle_core import (
    HelpGroup,
    HelpLine,
    Inline,
    Inlines,
    Link,
    Strong,
    Text,
    plain,
    shows_something,
    tel_url,
    written_date,
)
from rekindle_docx.inlines import numbers, runs
from rekindle_docx.paragraphs import paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page


def help_group(group: HelpGroup, page: Page) -> Iterator[_Element]:
    """Yield one group: its heading, the number for emergencies, its services."""
    if shows_something(plain(group.title)):
        yield paragraph(runs(group.title, page), page, page.heading)
    if group.emergency:
        yield paragraph(runs(_numbered(group.emergency, page.word("emergency"), page), page), page, "Service")
    for line in group.lines:
        yield from _service(line, page)


def _service(line: HelpLine, page: Page) -> Iterator[_Element]:
    yield paragraph(
        runs(_numbered((line.number,) if line.number else (), line.name, page), page),
        page,
        "Service",
        keep=True,
    )
    source = f"{page.word(line.source_word)} {written_date(line.verified, page.words)}"
    rows: tuple[Inlines, ...] = (
        line.purpose,
        (Text(line.serves),) if line.serves else (),
        (Text(f"{page.word('hours')}: {line.hours}"),) if line.hours else (),
        (site(line.web),) if line.web else (),
    )
    for row in filter(None, rows):
        yield paragraph(runs(row, page), page, "ServiceDetail", keep=True)
    yield paragraph(runs((Text(source),), page), page, "ServiceSource")


def _numbered(dial: tuple[str, ...], name: str, page: Page) -> Inlines:
    """Return numbers in front of what they are for, since they are what somebody in need looks for."""
    shown: list[Inline] = []
    for one in dial:
        shown += [Text(" / ")] if shown else []
        shown.append(Strong((dialled(one, page),)))
    return (*shown, Text("  "), Text(name)) if shown else (Strong((Text(name),)),)


def dialled(number: str, page: Page) -> Inline:
    """Return a number as a link that dials it, where it is nothing but a number."""
    shown = (Text(numbers(number, page)),)
    url = tel_url(number)
    return Link(url, shown) if url else shown[0]


def site(address: str) -> Link:
    """Return a link to a web address, without the parts that nobody reads aloud.

    >>> site("https://www.example.org/").children
    (Text(text='example.org'),)
    """
    return Link(address, (Text(address.removeprefix("https://").removeprefix("www.").removesuffix("/")),))
