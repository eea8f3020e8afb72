"""The `pdf` format: a workbook to fill in on a screen or by hand, tagged for screen readers.

This module is what the entry point loads, so it stays light: the registration, and the options in `options`.
The compiler and its fonts are imported when the format is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rekindle_core import Format, Renderer, hookimpl
from rekindle_pdf.filled.opening import is_pdf
from rekindle_pdf.options import Options

if TYPE_CHECKING:
    from rekindle_core import Answers


def _load() -> Renderer:
    from rekindle_pdf.render import render

    return render


rekindle_api = ">=2.0,<3"
rekindle_priority = 0  # Formats that come with Rekindle go first.


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Offer the format `pdf`."""
    return (
        Format(
            name="pdf",
            summary="a form to fill in on screen or by hand, tagged for screen readers (PDF/UA-1)",
            load=_load,
            options=Options,
            binary=True,
            takes_answers=True,
        ),
    )


@hookimpl
def rekindle_read_answers(data: bytes, password: str) -> Answers | None:
    """Read the answers in a PDF's fields."""
    if not is_pdf(data):
        return None
    from rekindle_pdf.filled.read import read_pdf_answers

    return read_pdf_answers(data, password)
