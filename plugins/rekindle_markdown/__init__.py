"""Markdown for Rekindle: one `.md` in CommonMark, to be pasted into one's own notes and answered there.

This module is what the entry point loads, so it stays light: the options and the registration. The
renderer is imported when the format is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rekindle_core import Format, Renderer, UsageError, hookimpl

MOST_SPACE = 40


@dataclass(frozen=True, slots=True)
class Options:
    """How the notes are laid out; wrong values cannot be made.

    Paragraphs are one line each, since many note programs take the end of a line for the end of a
    paragraph, and all of them wrap by themselves.

    Raises:
        UsageError: More space than a page has.
    """

    space: int = field(
        default=3,
        metadata={"help": "how many empty lines to leave for each written answer", "appearance": True},
    )

    def __post_init__(self) -> None:
        if not 0 <= self.space <= MOST_SPACE:
            raise UsageError(
                f"The option space of the format markdown does not take “{self.space}”.",
                code="bad-option",
                hint=f"it takes 0 to {MOST_SPACE}.",
            )


def _load() -> Renderer:
    from rekindle_markdown.render import render

    return render


rekindle_api = ">=1.0,<2"
rekindle_priority = 0  # what comes with Rekindle goes first


@hookimpl
def rekindle_register_formats() -> tuple[Format, ...]:
    """Offer the format `markdown`."""
    return (
        Format(
            name="markdown",
            summary="CommonMark without HTML, to be pasted into notes and answered there",
            load=_load,
            options=Options,
        ),
    )
