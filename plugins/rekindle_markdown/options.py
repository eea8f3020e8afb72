"""What `--option` can set for the format `markdown`; read before the renderer is imported."""

from __future__ import annotations

from dataclasses import dataclass, field

from rekindle_core import UsageError

MOST_SPACE = 40


@dataclass(frozen=True, slots=True)
class Options:
    """How the notes are laid out; wrong values are refused.

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
                f"The “space” option of markdown can't be “{self.space}”.",
                code="bad-option",
                hint=f"use 0 to {MOST_SPACE}.",
            )
