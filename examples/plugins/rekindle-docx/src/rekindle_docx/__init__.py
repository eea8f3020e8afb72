"""Word documents for Rekindle: a program that can still be changed before it is handed over.

This module is what the entry point loads, so it stays light: the options and the registration. The
renderer and python-docx are imported when the format is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rekindle_core import Format, Renderer, hookimpl

if TYPE_CHECKING:
    from rekindle_core import Answers

rekindle_api = ">=2.0,<3"


@dataclass(frozen=True, slots=True)
class Options:
    """How the document is laid out; all else can be changed in Word, by its styles."""

    paper: Literal["a4", "letter"] = field(
        default="a4", metadata={"help": "the paper size", "appearance": True}
    )
    size: Literal["normal", "large"] = field(
        default="normal", metadata={"help": "the text size; large is 18 points", "appearance": True}
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
            takes_answers=True,
        ),
    )


@hookimpl
def rekindle_read_answers(data: bytes, password: str) -> Answers | None:
    """Read the answers in a Word document's content controls."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    from rekindle_docx.answers.reading import read_docx_answers

    return read_docx_answers(data)
