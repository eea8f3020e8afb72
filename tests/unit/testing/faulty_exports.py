"""Exports of a program's prompts that break a promise each, and one that breaks none."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from tests.unit.testing.faulty import changed, file, offer, text_of

from rekindle_core import (
    Artifact,
    Block,
    Blocks,
    Document,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    RenderError,
    Request,
    Sample,
    Section,
    SelfCheck,
    Task,
    replace,
)
from rekindle_lines import render as all_of_it

SAID = "These are the prompts; the program has more."


def selected(block: Block) -> Blocks:
    """Return nothing for other tasks than prompts; a section without the prose that it lets be skipped."""
    if isinstance(block, Task):
        return (block,) if block.kind == "prompt" else ()
    if not isinstance(block, Section) or not block.skippable:
        return (block,)
    prose = (Paragraph, ItemList, Quotation, Sample)
    return (replace(block, children=tuple(one for one in block.children if not isinstance(one, prose))),)


def export(document: Document, request: Request) -> Sequence[Artifact]:
    request.warn(SAID)
    bare = replace(document, practice=None, reader="", code="")
    return all_of_it(replace(bare, parts=changed(document.parts, selected)), request)


def without(name: str, left_out: Any) -> None:
    """Offer an export from which some blocks are missing."""

    def render(document: Document, request: Request) -> Sequence[Artifact]:
        parts = changed(document.parts, lambda block: () if left_out(block) else (block,))
        return export(replace(document, parts=parts), request)

    offer(name, render)


def replaced(document: Document) -> bool:
    return any(part.role == "alternative" for part in document.parts)


def says_nothing(document: Document, request: Request) -> Sequence[Artifact]:
    return export(document, replace(request, warn=lambda sentence: None))


def forgets_the_notice(document: Document, request: Request) -> Sequence[Artifact]:
    return export(replace(document, notice=""), request)


def refuses(document: Document, request: Request) -> Sequence[Artifact]:
    if replaced(document):
        raise RenderError("There are no prompts.")
    return export(document, request)


def refuses_with_a_hint(document: Document, request: Request) -> Sequence[Artifact]:
    if replaced(document):
        raise RenderError(
            "A page stands in the program's place.", hint="choose another format, such as text."
        )
    return export(document, request)


def is_empty_instead(document: Document, request: Request) -> Sequence[Artifact]:
    return file("\n") if replaced(document) else export(document, request)


def in_ascii(document: Document, request: Request) -> Sequence[Artifact]:
    (made,) = export(document, request)
    return file(made.data.decode().encode("ascii", "ignore").decode())


_KEPT: list[str] = []


def keeps_rows(document: Document, request: Request) -> Sequence[Artifact]:
    """A list in the module goes from one reader's file into the next one's."""
    (made,) = export(document, request)
    _KEPT.append(made.data.decode())
    return file("".join(_KEPT))


def table(document: Document, request: Request, more: Sequence[str] = ()) -> Sequence[Artifact]:
    """A table of one column, whose cells are as they are."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerows([["line"], *([line, *more] for line in text_of(document, request).splitlines())])
    return file(written.getvalue(), ".csv", "text/csv")


def ragged(document: Document, request: Request) -> Sequence[Artifact]:
    return table(document, request, ("more",))


offer("sound-export", export)
offer("sound-export-but-for-pages-instead", refuses_with_a_hint)
without("export-of-some", lambda block: isinstance(block, Task) and block.number == 2)
without("export-without-self-checks", lambda block: isinstance(block, SelfCheck))
without("export-without-help", lambda block: isinstance(block, HelpLines))
without("export-without-notes", lambda block: getattr(block, "id", "") == "front-note")
without("export-without-pages-instead", lambda block: getattr(block, "role", "") == "alternative")
without("export-without-replacements", lambda block: getattr(block, "id", "") == "step-instead")
offer("export-that-says-nothing", says_nothing)
offer("export-without-the-notice", forgets_the_notice)
offer("export-that-refuses-without-a-hint", refuses)
offer("export-that-is-empty-instead", is_empty_instead)
offer("export-in-ascii", in_ascii)
offer("export-that-keeps-rows", keeps_rows)
offer("formulas-in-cells", table)
offer("ragged-rows", ragged)
