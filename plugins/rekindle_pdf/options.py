"""What `--option` can set for the format `pdf`; read before the renderer is imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """How the workbook is laid out."""

    paper: Literal["a4", "letter"] = field(
        default="a4", metadata={"help": "the paper size", "appearance": True}
    )
    size: Literal["normal", "large"] = field(
        default="normal", metadata={"help": "the text size; large is 18 points", "appearance": True}
    )
    theme: str = field(
        default="warm",
        metadata={
            "help": "the design: warm, plain, or the path of a folder with your own theme",
            "appearance": ("warm", "plain"),
        },
    )
    fillable: bool = field(
        default=True,
        metadata={
            "help": "whether it can also be filled in on screen, not only on paper",
            "appearance": True,
        },
    )
    writing: Literal["lines", "dots", "blank"] = field(
        default="lines",
        metadata={"help": "what is printed in the space to write", "appearance": True},
    )
    fonts: str = field(default="", metadata={"help": "a folder with more fonts, for names in other scripts"})
    password: str = field(
        default="",
        metadata={
            "help": (
                "encrypts the file (AES-256) with a password: ask (to type it, hidden) or env:NAME (from an "
                "environment variable)"
            )
        },
    )
    private: bool = field(
        default=False,
        metadata={"help": "whether to leave the reader's name off the cover"},
    )
