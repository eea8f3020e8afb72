"""Files and previews of a Document.

Input: a Document and the plugins. Output: bytes. Must not know: what the Document is of.
"""

from __future__ import annotations

from rekindle_core.content.model.countries import LETTER_PAPER
from rekindle_core.document.nodes import Document
from rekindle_core.engine import render
from rekindle_core.extension.manager import Plugins


def preview(document: Document, plugins: Plugins) -> bytes:
    """Return a Document as a page to be looked at."""
    (page,) = render(document, "html", {"preview": "yes"}, plugins=plugins)
    return page.data


def pdf(document: Document, plugins: Plugins, country: str) -> bytes:
    """Return a Document as a PDF.

    Args:
        document: The Document.
        plugins: The plugins.
        country: Whose usual paper it is printed on, unless the practice has its own; empty for A4.
    """
    own = bool(document.practice and document.practice.paper)
    options = {"paper": "letter"} if country in LETTER_PAPER and not own else {}
    (file,) = render(document, "pdf", options, plugins=plugins)
    return file.data
