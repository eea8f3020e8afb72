"""Mail for Rekindle: one `.eml` for each session, to be opened as a draft, addressed and sent.

This module is what the entry point loads, so it stays light: the options and the registration. The
renderer, and with it Python's email package, is imported when the format is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rekindle_core import Format, Renderer, hookimpl


@dataclass(frozen=True, slots=True)
class Options:
    """What a mail's headers say beside what the Document says."""

    sender: str = field(
        default="",
        metadata={
            "help": "the address for From; without one, the practice's, or one that cannot exist, to be replaced"
        },
    )


def _load() -> Renderer:
    from rekindle_email.render import render

    return render


rekindle_api = ">=1.0,<2"
rekindle_priority = 0  # what comes with Rekindle goes first


@hookimpl
def rekindle_register_formats() -> tuple[Format, ...]:
    """Offer the format `email`."""
    return (
        Format(
            name="email",
            summary="a mail for each session, as text and HTML in one .eml file",
            load=_load,
            options=Options,
            many=True,
            addressed=True,
        ),
    )
