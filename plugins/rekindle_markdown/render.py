"""The renderer: a Document as one file of CommonMark.

Input: a Document and the options. Output: one `.md` in UTF-8, with one final newline.
Must not know: how any block is set.

It contains no HTML, and nothing before the title, since note programs treat those differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import (
    Artifact,
    Datum,
    Document,
    Inlines,
    LineBreak,
    Link,
    Practice,
    Reference,
    RenderError,
    Request,
    Text,
    written_date,
)
from rekindle_markdown.blocks import chunks, heading_chunk
from rekindle_markdown.inlines import paragraph
from rekindle_markdown.layout import Chunk, Listing, joined
from rekindle_markdown.options import Options
from rekindle_markdown.page import Page, heading, make_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def render(document: Document, request: Request[Options]) -> Sequence[Artifact]:
    """Return the Document as Markdown.

    Raises:
        RenderError: The Document is nested too deeply to be written.
    """
    options = request.options
    try:
        page = make_page(document, options.space, request.answers)
        text = "\n".join(joined(_page(document, page))) + "\n"
    except RecursionError:
        raise RenderError("The document's sections or lists are nested too deeply for a page.") from None
    return (Artifact(suffix=".md", media_type="text/markdown", data=text.encode()),)


def _page(document: Document, page: Page) -> Iterator[Chunk]:
    yield heading_chunk((Text(document.title),), "#", page)
    if document.reader:
        reader = Datum(document.reader, document.reader_fact)
        yield paragraph((Text(f"{page.word('for')}: "), reader), page)
    yield paragraph((Text(document.notice),), page)
    yield from _contents(document, page)
    yield from chunks(document.parts, page)
    yield ["---"]
    yield paragraph((Text(document.notice),), page)
    if document.practice:
        yield paragraph(_practice(document.practice), page)
    made = (Text(f"{page.word('made_on')}: {written_date(document.date, page.words)}"),)
    code = (LineBreak(), Text(f"{page.word('code')}: {document.code}")) if document.code else ()
    yield paragraph((*made, *code), page)


def _practice(practice: Practice) -> Inlines:
    """Say who the program is from, one detail on each line."""
    mail = (Link(f"mailto:{practice.email}", ()),) if practice.email else ()
    web = (Link(practice.web, ()),) if practice.web else ()
    texts = (practice.name, practice.clinician, practice.phone, practice.footer)
    name, clinician, phone, footer = ((Datum(text, "practice"),) if text else () for text in texts)
    rows = [row for row in (name, clinician, phone, mail, web, footer) if row]
    return tuple(inline for row in rows for inline in (*row, LineBreak()))


def _contents(document: Document, page: Page) -> Iterator[Chunk]:
    """List the parts if there are several sessions; a single one is easy to find."""
    if sum(part.role == "session" for part in document.parts) < 2:
        return
    yield heading_chunk((Text(page.word("contents")),), page.marks, page)
    items: list[list[str]] = []
    for part in document.parts:
        day = f", {written_date(part.date, page.words)}" if part.date else ""
        if words := heading(part, page.words):
            items.append(paragraph((Reference(part.id, words), Text(day)), page))
    yield Listing(tuple(items))
