"""Word documents for Rekindle: a program that can still be changed before it is handed over.

This module is what the entry point loads, so it stays light: the options and the registration. The
renderer and python-docx are imported when the format is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rekindle_core import Format, Renderer, hookimpl

rekindle_api = ">=1.0,<2"


@dataclass(frozen=True, slots=True)
class Options:
    """How the document is laid out; all else can be changed in Word, by its styles."""

    paper: Literal["a4", "letter"] = field(
        default="a4", metadata={"help": "the paper it is to be printed on", "appearance": True}
    )
    size: Literal["normal", "large"] = field(
        default="normal", metadata={"help": "the size of its letters; large is 18 points", "appearance": True}
    )


def _load() -> Renderer:
    from rekindle_docx.render import render

    return render


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Offer the format `docx`."""
    return (
        Format(
            name="docx",
            summary="a Word document to change before it is handed over, and to answer in Word",
            load=_load,
            options=Options,
            binary=True,
        ),
    )
