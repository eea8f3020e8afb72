"""What a discreet Document shows at first sight: a neutral title, without names or a practice.

Input: a Document. Output: the Document that a renderer gets. Must not know: packs, profiles, or any
output format.

Covers, headers, footers and file properties are made from `title`, `reader` and `practice`. So in a discreet
Document these three are neutral or empty, once for all formats, and a last part has their contents. No
renderer can forget this, and none has to know about it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.document.nodes import (
    Datum,
    Document,
    Inlines,
    Link,
    Paragraph,
    Practice,
    Section,
    Text,
)
from rekindle_core.document.quoted import without_earlier
from rekindle_core.frozen import replace

IMPRINT = "imprint"
"""The id of the last part of a discreet Document: its title, who it is for, and who it is from."""


def covered(document: Document) -> Document:
    """Return a Document in the form for renderers.

    In a discreet Document, no look-back repeats a plan. A Document that is not discreet stays unchanged. So
    does one with a notice: it is for someone who works with it, such as a counselor, and the notice on each
    page says what it is in any case.
    """
    if document.notice.strip() or not (document.discreet or is_replaced(document)):
        return document
    document = without_earlier(document)
    return replace(
        document,
        title=document.words.get("discreet_title", "") or document.code,
        reader="",
        reader_fact="",
        practice=None,
        discreet=True,
        parts=(*document.parts, *_imprint(document)),
    )


def is_replaced(document: Document) -> bool:
    """Return whether a page replaces the program."""
    return any(part.role == "alternative" for part in document.parts)


def _imprint(document: Document) -> Iterator[Section]:
    lines = tuple(_lines(document))
    if lines:
        title = document.words.get("imprint", "")
        yield Section(
            IMPRINT, "passage", (Text(title),) if title else (), tuple(Paragraph(line) for line in lines)
        )


def _lines(document: Document) -> Iterator[Inlines]:
    if document.title.strip():
        yield (Text(document.title),)
    if document.reader:
        word = document.words.get("for", "")
        label = (Text(f"{word}: "),) if word else ()
        yield (*label, Datum(document.reader, document.reader_fact))
    if document.practice:
        yield from _practice(document.practice)


def _practice(practice: Practice) -> Iterator[Inlines]:
    for field in ("name", "clinician", "phone"):
        if text := getattr(practice, field):
            yield (Datum(text, f"practice.{field}"),)
    if practice.email:
        yield (Link(f"mailto:{practice.email}", (Text(practice.email),)),)
    if practice.web:
        shown = practice.web.removeprefix("https://").removeprefix("www.").removesuffix("/")
        yield (Link(practice.web, (Text(shown),)),)
    if practice.footer:
        yield (Datum(practice.footer, "practice.footer"),)
