"""What `--option` can set for the format `text`; read before the renderer is imported."""

from __future__ import annotations

from dataclasses import dataclass, field

from rekindle_core import UsageError

NARROWEST = 20
"""The smallest width that leaves room for words beside bullets and bars."""

MOST_SPACE = 40


@dataclass(frozen=True, slots=True)
class Options:
    """How the text is laid out; wrong values are refused.

    Raises:
        UsageError: A width that is too small, or more space than a page has.
    """

    width: int = field(
        default=72,
        metadata={
            "help": "the line width, in characters; 0 keeps each paragraph on one line",
            "appearance": True,
        },
    )
    space: int = field(
        default=3,
        metadata={"help": "how many empty lines to leave for each written answer", "appearance": True},
    )
    ascii: bool = field(
        default=False,
        metadata={"help": "whether to use only ASCII characters", "appearance": True},
    )

    def __post_init__(self) -> None:
        if self.width != 0 and self.width < NARROWEST:
            raise UsageError(
                f"The “width” option of text can't be “{self.width}”.",
                code="bad-option",
                hint=f"use 0, or {NARROWEST} or more.",
            )
        if not 0 <= self.space <= MOST_SPACE:
            raise UsageError(
                f"The “space” option of text can't be “{self.space}”.",
                code="bad-option",
                hint=f"use 0 to {MOST_SPACE}.",
            )
