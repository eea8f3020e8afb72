"""The renderer: a Document as one Word document.

Input: a Document and the options. Output: one `.docx`.
Must not know: how any block is set.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENTATION
from docx.shared import Length, Mm

from rekindle_core import Artifact, Document, RenderError, Request, on_one_line
from rekindle_docx import Options
from rekindle_docx.answers.record import PART, Record
from rekindle_docx.blocks import section
from rekindle_docx.front import foot, front
from rekindle_docx.letterhead import linker, set_edges
from rekindle_docx.numbering import start_lists
from rekindle_docx.package import add_part, open_template, packed
from rekindle_docx.page import Page, make_page
from rekindle_docx.styles import settle_styles
from rekindle_docx.xml import characters, element

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAPERS = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
_LETTERS = {"normal": 220, "large": 360}
"""Sizes in twentieths of a point."""
_MARGIN = Mm(25)


def render(document: Document, request: Request[Options]) -> Sequence[Artifact]:
    """Return the Document as a Word document.

    Raises:
        RenderError: The Document is nested too deeply to be written.
    """
    options = request.options
    word = open_template()
    width = _lay(word, options.paper, right_to_left=document.direction == "rtl")
    listed = start_lists(word.part.numbering_part.element)
    letter = _LETTERS[options.size]
    record = Record(request.answers)
    page = make_page(document, width, letter, linker(word.part), listed, record)
    try:
        _fill(word, [*front(document, page), *_parts(document, page), *foot(document, page)])
    except RecursionError:
        raise RenderError("The document's sections or lists are nested too deeply for Word.") from None
    set_edges(word.sections[0], document, page, request.warn)
    settle_styles(word.styles.element, document, letter)
    _describe(word, document)
    add_part(word, PART, record.part(document))
    return (Artifact(suffix=".docx", media_type=_MEDIA_TYPE, data=packed(word, document.date)),)


def _parts(document: Document, page: Page) -> Iterator[_Element]:
    for part in document.parts:
        # Each can be handed out by itself.
        yield from section(part, page, fresh_page=not document.sheet)


def _fill(word: WordDocument, blocks: list[_Element]) -> None:
    end = word.element.body.sectPr
    for block in blocks:
        end.addprevious(block)


def _lay(word: WordDocument, paper: str, *, right_to_left: bool) -> int:
    """Set the paper and the margins, and return the width of the text in twentieths of a point."""
    (sheet,) = word.sections
    sheet.orientation = WD_ORIENTATION.PORTRAIT
    sheet.page_width, sheet.page_height = _PAPERS[paper]
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = _MARGIN
    sheet.header_distance = sheet.footer_distance = Mm(12)
    if right_to_left:
        word.element.body.sectPr.append(element("w:bidi"))
    return int(Length(_PAPERS[paper][0] - 2 * _MARGIN).twips)


def _describe(word: WordDocument, document: Document) -> None:
    """Say what the document is in its properties: neither by whom nor for whom."""
    about = word.core_properties
    about.title = characters(on_one_line(document.title))[:255]
    about.language = document.language
    about.created = about.modified = dt.datetime.combine(document.date, dt.time())
