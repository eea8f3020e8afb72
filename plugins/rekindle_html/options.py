"""What `--option` can set for the format `html`; read before the renderer is imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """How the page behaves, and how it is laid out."""

    exit: Literal["auto", "yes", "no"] = field(
        default="auto",
        metadata={
            "help": (
                "whether it has a button to leave quickly; auto: unless the reader's device is known to "
                "be private"
            )
        },
    )
    size: Literal["normal", "large"] = field(
        default="normal",
        metadata={
            "help": "the text size, on screen and on paper; large is about 18 points",
            "appearance": True,
        },
    )
    preview: Literal["no", "yes"] = field(
        default="no",
        metadata={
            "help": "yes: the page is only to be looked at; it keeps, saves and loads no answers, and links lead "
            "nowhere else"
        },
    )
