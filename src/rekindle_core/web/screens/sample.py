"""The sample: the general program, to look at and to save."""

from __future__ import annotations

from rekindle_core.document.nodes import Document
from rekindle_core.web.making.files import pdf, preview
from rekindle_core.web.making.practice import Signed, signed
from rekindle_core.web.making.sample import sample
from rekindle_core.web.replies.reply import Download, Page, Preview
from rekindle_core.web.screens.screen import Screen, Visit


def show(visit: Visit) -> Page:
    """Show the sample in its frame."""
    return Page("sample.html", {"title": visit.desk.content.pack.title})


def look(visit: Visit) -> Preview:
    """Return the page in the frame."""
    document, _ = _made(visit)
    return Preview(preview(document, visit.desk.content.plugins))


def save(visit: Visit) -> Download:
    """Return the PDF."""
    document, by = _made(visit)
    return Download("sample.pdf", "application/pdf", pdf(document, visit.desk.content.plugins, by.country))


def _made(visit: Visit) -> tuple[Document, Signed]:
    desk = visit.desk
    by = signed(desk.practice)
    return sample(desk.content.pack, desk.content.plugins, by, desk.today()), by


SCREENS = (Screen("/sample", show), Screen("/sample/look", look), Screen("/sample/pdf", save))
