"""Markdown for Rekindle: one `.md` in CommonMark, to paste into your own notes and answer there.

This module is what the entry point loads, so it stays light: the registration, and the options in `options`.
The renderer is imported when the format is used.
"""

from __future__ import annotations

from rekindle_core import Format, Renderer, hookimpl
from rekindle_markdown.options import Options


def _load() -> Renderer:
    from rekindle_markdown.render import render

    return render


rekindle_api = ">=2.0,<3"
rekindle_priority = 0  # Formats that come with Rekindle go first.


@hookimpl
def rekindle_register_formats() -> tuple[Format, ...]:
    """Offer the format `markdown`."""
    return (
        Format(
            name="markdown",
            summary="CommonMark without HTML, to paste into notes and answer there",
            load=_load,
            options=Options,
            takes_answers=True,
        ),
    )
