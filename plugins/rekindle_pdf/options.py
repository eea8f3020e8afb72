"""What `--option` can set for the format `pdf`; read before the renderer is imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """How the workbook is laid out."""

    paper: Literal["a4", "letter"] = field(
        default="a4", metadata={"help": "the paper it is to be printed on", "appearance": True}
    )
    size: Literal["normal", "large"] = field(
        default="normal", metadata={"help": "the size of its letters; large is 18 points", "appearance": True}
    )
    theme: str = field(
        default="warm",
        metadata={
            "help": "the design: warm, plain, or the path of a folder with your own",
            "appearance": ("warm", "plain"),
        },
    )
    fillable: bool = field(
        default=True,
        metadata={"help": "whether it can be filled in on a screen, beside on paper", "appearance": True},
    )
    writing: Literal["lines", "dots", "blank"] = field(
        default="lines",
        metadata={"help": "what guides the pen where there is room to write", "appearance": True},
    )
    fonts: str = field(default="", metadata={"help": "a folder with more fonts, for names in other scripts"})
    password: str = field(
        default="",
        metadata={"help": "ask, or env:NAME: locks the file (AES-256) with what you type or NAME holds"},
    )
    private: bool = field(
        default=False,
        metadata={"help": "whether the reader's name stays off the cover"},
    )
