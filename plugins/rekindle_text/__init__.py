"""Plain text for Rekindle: one `.txt` that reads well in a terminal, an email, a screen reader and an editor.

This module is what the entry point loads, so it stays light: the registration, and the options in `options`.
The renderer, and the table of character widths that it needs, are imported when the format is used.
"""

from __future__ import annotations

from rekindle_core import Format, Renderer, hookimpl
from rekindle_text.options import Options


def _load() -> Renderer:
    from rekindle_text.render import render

    return render


rekindle_api = ">=2.0,<3"
rekindle_priority = 0  # Formats that come with Rekindle go first.


@hookimpl
def rekindle_register_formats() -> tuple[Format, ...]:
    """Offer the format `text`."""
    return (
        Format(
            name="text",
            summary="plain text, for a terminal, an email, a screen reader or an editor",
            load=_load,
            options=Options,
            takes_answers=True,
        ),
    )
