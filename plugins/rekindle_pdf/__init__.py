"""The `pdf` format: a workbook to fill in on a screen or by hand, tagged for screen readers.

This module is what the entry point loads, so it stays light: the registration, and the options in `options`. The
compiler and its fonts are imported when the format is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core import Format, Renderer, hookimpl
from rekindle_pdf.options import Options


def _load() -> Renderer:
    from rekindle_pdf.render import render

    return render


rekindle_api = ">=1.0,<2"
rekindle_priority = 0  # what comes with Rekindle goes first


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Offer the format `pdf`."""
    return (
        Format(
            name="pdf",
            summary="a workbook to fill in on a screen or by hand; tagged for screen readers (PDF/UA-1)",
            load=_load,
            options=Options,
            binary=True,
        ),
    )
