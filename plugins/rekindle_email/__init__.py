"""Email for Rekindle: an `.eml` for each session or day, to open as a draft or hand to a server, and a calendar.

This module is what the entry point loads, so it stays light: the registration, and the options in `options`.
The renderer, and with it Python's email package, is imported when the format is used.
"""

from __future__ import annotations

from rekindle_core import Format, Renderer, hookimpl
from rekindle_email.options import Options


def _load() -> Renderer:
    from rekindle_email.render import render

    return render


rekindle_api = ">=2.0,<3"
rekindle_priority = 0  # Formats that come with Rekindle go first.


@hookimpl
def rekindle_register_formats() -> tuple[Format, ...]:
    """Offer the format `email`."""
    return (
        Format(
            name="email",
            summary="an email for each session or day (.eml, with text and HTML), and a calendar",
            load=_load,
            options=Options,
            many=True,
            addressed=True,
        ),
    )
