"""The renderer: a Document as one text file.

Input: a Document and the options. Output: one `.txt` in UTF-8, with one final newline.
Must not know: how any block is set.

The title comes first. The details that identify a program (practice, date, code) come at the end, where
people look for them and where they do not delay the first words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import (
    Answer,
    Artifact,
    Datum,
    Document,
    Practice,
    RenderError,
    Request,
    on_one_line,
    written,
    written_date,
)
from rekindle_text.ascii import ascii_document, is_lost
from rekindle_text.blocks import block_lines, heading_lines
from rekindle_text.inlines import heading, inline_text, typed
from rekindle_text.options import Options
from rekindle_text.page import Page, make_page
from rekindle_text.wrapping import indent, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BETWEEN_PARTS = ["", "", ""]


def render(document: Document, request: Request[Options]) -> Sequence[Artifact]:
    """Return the Document as plain text.

    Raises:
        RenderError: The Document is nested too deeply to be written.
    """
    options = request.options
    if options.ascii:
        document, lost = ascii_document(document)
        for source in lost:
            who, way_out = (
                (source, "use a spelling in Latin letters, or leave") if source else ("The program", "leave")
            )
            request.warn(
                f"{who} has characters without an ASCII form, written as numbers such as <U+0E2A>: "
                f"{way_out} out the option ascii."
            )
        if any(is_lost(written(answer)) for answer in request.answers.values()):
            request.warn(
                "An answer has characters without an ASCII form, written as numbers such as <U+0E2A>."
            )
    try:
        text = document_text(document, options, request.answers)
    except RecursionError:
        raise RenderError("The document's sections or lists are nested too deeply for a page.") from None
    return (Artifact(suffix=".txt", media_type="text/plain", data=text.encode()),)


def document_text(document: Document, options: Options, answers: Mapping[str, Answer]) -> str:
    """Return the Document as lines, each ended by a line feed.

    Args:
        document: The Document.
        options: The width of a line and the room for answers.
        answers: What the reader has already answered.
    """
    page = make_page(document, options, answers)
    stretches = [_head(document, page), _contents(document, page), block_lines(document.parts, page)]
    stretches.append(_foot(document, page))
    lines: list[str] = []
    for stretch in stretches:
        if stretch:
            lines += [*(_BETWEEN_PARTS if lines else []), *stretch]
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(document: Document, page: Page) -> list[str]:
    lines: list[str] = []
    if title := on_one_line(document.title).strip():
        lines = heading_lines(title, 1, page)
        lines.insert(0, lines[-1])
    if document.reader:
        reader = inline_text((Datum(document.reader, document.reader_fact),), page)
        lines += [*([""] if lines else []), *wrap(f"{page.word('for')}: {reader}", page.width)]
    if notice := on_one_line(document.notice).strip():
        lines += [*([""] if lines else []), *wrap(notice, page.width)]
    return lines


def _contents(document: Document, page: Page) -> list[str]:
    """List the parts if there are several sessions; a single one is easy to find."""
    if sum(part.role == "session" for part in document.parts) < 2:
        return []
    lines: list[str] = []
    for part in document.parts:
        day = f", {written_date(part.date, page.words)}" if part.date else ""
        if title := heading(part, page):
            lines += indent(wrap(title + day, page.inside("- ").width), "- ", "  ")
    return [*heading_lines(page.word("contents"), 1, page), "", *lines]


def _foot(document: Document, page: Page) -> list[str]:
    lines = wrap(on_one_line(document.notice).strip(), page.width) if document.notice.strip() else []
    lines += _practice(document.practice, page) if document.practice else []
    lines += wrap(f"{page.word('made_on')}: {written_date(document.date, page.words)}", page.width)
    if document.code:
        lines += wrap(f"{page.word('code')}: {on_one_line(document.code)}", page.width)
    return lines


def _practice(practice: Practice, page: Page) -> list[str]:
    """Say who the program is from: at the end, since others can see the first words of an email."""
    web = practice.web.removeprefix("https://").removesuffix("/")
    reached = [typed(text, page) for text in (practice.phone, practice.email, web) if text]
    rows = [typed(practice.name, page), typed(practice.clinician, page), page.dot.join(reached)]
    rows.append(typed(practice.footer, page))
    return [line for row in rows if row for line in wrap(row, page.width)] + [""]
