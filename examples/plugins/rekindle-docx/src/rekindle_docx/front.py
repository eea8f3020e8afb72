"""The first page: the program's name, for whom it is, and what is in it.

Input: a Document, and the page. Output: paragraphs, and a table of contents that Word can bring up to date.
Must not know: any block of the program.

The contents name no pages: only Word knows on which page a heading will stand, and it counts them when somebody asks
it to, not when the file is opened. Each line leads to its heading by a click.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rekindle_core import (
    Datum,
    Document,
    Inlines,
    LineBreak,
    Reference,
    Text,
    plain,
    shows_something,
    written_date,
)
from rekindle_docx.blocks import titled
from rekindle_docx.inlines import numbers, runs, words
from rekindle_docx.paragraphs import paragraph
from rekindle_docx.xml import element

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page

_CONTENTS = r'TOC \o "1-1" \n \h \z \u'
"""Headings of the first level, without numbers of pages, each a link."""


def front(document: Document, page: Page) -> Iterator[_Element]:
    """Yield what stands before the Document's parts."""
    # A sheet is known by what is on it: its program's name stands in small print, and how it was made at the end.
    yield paragraph(words(document.title, page), page, "Subtitle" if document.sheet else "Title")
    if document.reader:
        reader: Inlines = (Text(f"{page.word('for')}: "), Datum(document.reader, document.reader_fact))
        yield paragraph(runs(reader, page), page, "Subtitle")
    if not document.sheet:
        yield from _made(document, page)
    # A single session needs no finding.
    if sum(part.role == "session" for part in document.parts) > 1:
        titles = [(part.id, titled(part, page)) for part in document.parts]
        named = [(target, title) for target, title in titles if shows_something(plain(title))]
        if named:
            yield _contents(named, page)


def foot(document: Document, page: Page) -> Iterator[_Element]:
    """Yield what stands after the parts of a sheet."""
    if document.sheet:
        yield from _made(document, page)


def _made(document: Document, page: Page) -> Iterator[_Element]:
    facts = [f"{page.word('made_on')}: {written_date(document.date, page.words)}"]
    if document.code:
        facts.append(f"{page.word('code')}: {numbers(document.code, page)}")
    yield from (paragraph(words(fact, page), page, "Subtitle") for fact in facts)


def _contents(titles: Sequence[tuple[str, Inlines]], page: Page) -> _Element:
    heading = paragraph(words(page.word("contents"), page), page, "TOCHeading")
    entries = [list(_entry(title, target, page)) for target, title in titles]
    begun = (_field("begin"), element("w:r", _instruction()), _field("separate"))
    entries[0][:0] = begun
    entries[-1].append(_field("end"))
    kind = element(
        "w:docPartObj", element("w:docPartGallery", val="Table of Contents"), element("w:docPartUnique")
    )
    return element(
        "w:sdt",
        element("w:sdtPr", element("w:id", val=next(page.ids)), kind),
        element("w:sdtContent", heading, *(paragraph(entry, page, "TOC1") for entry in entries)),
    )


def _entry(title: Inlines, target: str, page: Page) -> Iterator[_Element]:
    shown = tuple(Text(" ") if isinstance(inline, LineBreak) else inline for inline in title)
    yield from runs((Reference(target, shown),), page)


def _field(kind: str) -> _Element:
    return element("w:r", element("w:fldChar", fldCharType=kind))


def _instruction() -> _Element:
    made = element("w:instrText", xml_space="preserve")
    made.text = _CONTENTS
    return made
