"""What stands on each page beside the program: from whom it is, for whom alone, and which page it is.

Input: a Document's practice and notice. Output: the header and the footer of a section of the file.
Must not know: any block of the program.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE

from rekindle_core import Document, Inlines, Link, Logo, Practice, Text, on_one_line
from rekindle_docx.blocks import BETWEEN
from rekindle_docx.helplines import dialled, site
from rekindle_docx.inlines import runs, typed, words
from rekindle_docx.logo import picture
from rekindle_docx.page import Page
from rekindle_docx.paragraphs import paragraph
from rekindle_docx.xml import element, text

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.section import Section as Sheet
    from docx.section import _Footer, _Header
    from lxml.etree import _Element

_FIELDS = {"{n}": "PAGE", "{total}": "NUMPAGES"}


def set_edges(sheet: Sheet, document: Document, page: Page, warn: Callable[[str], None]) -> None:
    """Write the header and the footer; the header of the first page is the practice's letterhead.

    Args:
        sheet: The section of the file, which is all of it.
        document: The Document.
        page: What paragraphs are to know.
        warn: Takes a sentence about what could not be shown.
    """
    sheet.different_first_page_header_footer = True
    notice = on_one_line(document.notice).strip()
    for header in (sheet.first_page_header, sheet.header):
        # Links belong to the part of the file in which they stand.
        own = replace(page, link=linker(header.part))
        first = header is not sheet.header
        letterhead = _letterhead(document.practice, header, own, warn) if document.practice and first else []
        _fill(header, [*letterhead, *([paragraph(words(notice, own), own, "Notice")] if notice else [])])
    for footer in (sheet.first_page_footer, sheet.footer):
        _fill(footer, [paragraph(_foot(document, page), page, "Footer", tabs=[("right", page.width)])])


def linker(part: Part) -> Callable[[str], str]:
    """Return what gives the id of a link from a part of the file to an address outside."""
    return lambda url: part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _fill(edge: _Header | _Footer, paragraphs: list[_Element]) -> None:
    """Put paragraphs in place of the empty one that a header and a footer begin with."""
    (empty,) = edge.paragraphs
    for new in paragraphs:
        empty._p.addprevious(new)  # noqa: SLF001
    if paragraphs:
        empty._p.getparent().remove(empty._p)  # noqa: SLF001


def _letterhead(
    practice: Practice, header: _Header, page: Page, warn: Callable[[str], None]
) -> list[_Element]:
    rows: list[_Element] = []
    if practice.logo:
        try:
            rows.append(paragraph([_picture(practice, practice.logo, header)], page, "Letterhead"))
        except ValueError as fault:
            warn(f"The document has no logo: the SVG cannot be drawn ({fault}). Save the logo as a PNG.")
    rows.append(paragraph(typed(practice.name, page), page, "LetterheadName"))
    if practice.clinician:
        rows.append(paragraph(typed(practice.clinician, page), page, "Letterhead"))
    if reached := _reached(practice, page):
        rows.append(paragraph(runs(reached, page), page, "Letterhead"))
    return [*rows, paragraph((), page, "Gap")]


def _picture(practice: Practice, logo: Logo, header: _Header) -> _Element:
    png, width, height = picture(logo)
    # With both sides given: a PNG may say that its dots are no squares, or that an inch has none.
    inline = header.part.new_pic_inline(io.BytesIO(png), width=width, height=height)
    # python-docx numbers and names it; what it shows is for those who cannot see it.
    inline.docPr.set("descr", on_one_line(practice.name))
    return element("w:r", element("w:drawing", inline))


def _reached(practice: Practice, page: Page) -> Inlines:
    shown: list[Inlines] = []
    if practice.phone:
        shown.append((dialled(practice.phone, page),))
    if practice.email:
        shown.append((Link(f"mailto:{practice.email}", (Text(practice.email),)),))
    if practice.web:
        shown.append((site(practice.web),))
    return tuple(inline for row in shown for inline in (Text(BETWEEN), *row))[1:]


def _foot(document: Document, page: Page) -> Iterator[_Element]:
    said = (document.practice.footer or document.practice.name) if document.practice else document.title
    yield from typed(said, page)
    yield element("w:r", element("w:tab"))
    for piece in re.split(r"(\{n\}|\{total\})", page.word("page_of")):
        if piece in _FIELDS:
            yield element("w:fldSimple", element("w:r", text("1")), instr=_FIELDS[piece])
        else:
            yield from words(piece, page)
