"""Where help is to be had: every service, with all that is known of it.

Input: the groups of a HelpLines node. Output: paragraphs in which numbers can be dialled.
Must not know: other blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
)
from rekindle_docx.inlines import numbers, runs
from rekindle_docx.paragraphs import paragraph, table

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page


def help_group(group: HelpGroup, page: Page) -> Iterator[_Element]:
    """Yield one group: its heading, the number for emergencies, its services."""
    if shows_something(plain(group.title)):
        yield paragraph(runs(group.title, page), page, page.heading)
    if group.emergency:
        yield paragraph(runs(_numbered(group.emergency, page.word("emergency"), page), page), page, "Service")
    for run in group.runs:
        if run[0].place:
            yield from _rows(run, page)
        else:
            yield from (part for line in run for part in _service(line, page))


def _service(line: HelpLine, page: Page) -> Iterator[_Element]:
    yield paragraph(
        runs(_numbered((line.number,) if line.number else (), line.name, page), page),
        page,
        "Service",
        keep=True,
    )
    rows = list(filter(None, (line.purpose, *_about(line, page))))
    for number, row in enumerate(rows, 1):
        yield paragraph(runs(row, page), page, "ServiceDetail", keep=number < len(rows))


def _about(line: HelpLine, page: Page) -> tuple[Inlines, ...]:
    return (
        (Text(line.serves),) if line.serves else (),
        (Text(f"{page.word('hours')}: {line.hours}"),) if line.hours else (),
        (site(line.web),) if line.web else (),
    )


def _rows(lines: tuple[HelpLine, ...], page: Page) -> list[_Element]:
    """Return lines that each have a place of their own as rows of a table."""
    head = [(Text(page.word(key)),) for key in ("place", "emergency", "line")]
    rows = [_row(line, page) for line in lines]
    flat = replace(page, depth=0, together=False)
    cells = [[paragraph(runs(cell, page), flat, "Row") for cell in row] for row in (head, *rows)]
    return table(cells, page, "Places", page.word("line"), (7, 6, 20))


def _row(line: HelpLine, page: Page) -> tuple[Inlines, Inlines, Inlines]:
    name = _numbered((line.number,), line.name, page) if line.number else (Text(line.name),)
    said = [part for part in (name, line.purpose, *_about(line, page)) if plain(part)]
    about = tuple(inline for part in said for inline in (Text("; "), *part))[1:]
    dial = tuple(inline for number in line.emergency for inline in (Text(" / "), dialled(number, page)))[1:]
    return (Strong((Text(line.place),)),), dial, about


def _numbered(dial: tuple[str, ...], name: str, page: Page) -> Inlines:
    """Return numbers in front of what they are for, since they are what somebody in need looks for."""
    shown: list[Inline] = []
    for one in dial:
        shown += [Text(" / ")] if shown else []
        shown.append(Strong((dialled(one, page),)))
    if not shown:
        return (Strong((Text(name),)),)
    return (*shown, Text("  "), Text(name)) if name else tuple(shown)


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
