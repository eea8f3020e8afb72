"""The renderer: a Document as one PDF.

Comes in: a Document and the options. Goes out: one `.pdf`.
Must not know: how a page is set (the template), or how the compiler is run.

Three steps, each of which can be looked at on its own: the Document becomes plain data (`data`), the
compiler sets the data with the template (`compile`), and what cannot be set is explained (`complaint`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rekindle_core import Artifact, Document, Request
from rekindle_pdf import Options
from rekindle_pdf.compile import TypesettingError, compile_pdf
from rekindle_pdf.complaint import complaint, too_deep
from rekindle_pdf.data import PageData, document_data


def render(document: Document, request: Request) -> Sequence[Artifact]:
    """Return the Document as a PDF.

    Raises:
        RenderError: A letter that no font has, or nesting that is too deep for a page.
    """
    options = request.options
    if not isinstance(options, Options):
        raise TypeError(f"the pdf renderer takes rekindle_pdf.Options, not {type(options).__name__}")
    try:
        page = document_data(document, paper=options.paper, warn=request.warn)
        pdf, warnings = _set(page, document.date)
    except RecursionError:
        raise too_deep() from None
    for warning in warnings:
        request.warn(f"While the PDF was set: {warning}.")
    return (Artifact(suffix=".pdf", media_type="application/pdf", data=pdf),)


def _set(page: PageData, day: dt.date) -> tuple[bytes, tuple[str, ...]]:
    try:
        return compile_pdf(page.json, day=day)
    except TypesettingError as error:
        raise complaint(error.message, page.typed) from error
