"""Plain text for Rekindle: one `.txt` that reads well in a terminal, a mail, a screen reader and an editor.

This module is what the entry point loads, so it stays light: the options and the registration. The
renderer, and the table of character widths that it needs, are imported when the format is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rekindle_core import Format, Renderer, UsageError, hookimpl

NARROWEST = 20
"""The least width that leaves room for words beside bullets and bars."""

MOST_SPACE = 40


@dataclass(frozen=True, slots=True)
class Options:
    """How the text is laid out; wrong values cannot be made.

    Raises:
        UsageError: A width that is too small, or more space than a page has.
    """

    width: int = field(
        default=72,
        metadata={
            "help": "the longest line, in characters; 0 leaves paragraphs on one line",
            "appearance": True,
        },
    )
    space: int = field(
        default=3,
        metadata={"help": "how many empty lines to leave for each written answer", "appearance": True},
    )
    ascii: bool = field(
        default=False,
        metadata={"help": "whether to write with the letters and marks of ASCII alone", "appearance": True},
    )

    def __post_init__(self) -> None:
        if self.width != 0 and self.width < NARROWEST:
            raise UsageError(
                f"The option width of the format text does not take “{self.width}”.",
                code="bad-option",
                hint=f"it takes 0, or {NARROWEST} and more.",
            )
        if not 0 <= self.space <= MOST_SPACE:
            raise UsageError(
                f"The option space of the format text does not take “{self.space}”.",
                code="bad-option",
                hint=f"it takes 0 to {MOST_SPACE}.",
            )


def _load() -> Renderer:
    from rekindle_text.render import render

    return render


rekindle_api = ">=1.0,<2"
rekindle_priority = 0  # what comes with Rekindle goes first


@hookimpl
def rekindle_register_formats() -> tuple[Format, ...]:
    """Offer the format `text`."""
    return (
        Format(
            name="text",
            summary="plain text, for a terminal, a mail, a screen reader or an editor",
            load=_load,
            options=Options,
        ),
    )
