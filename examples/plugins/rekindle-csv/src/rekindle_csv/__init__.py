"""A table of prompts for Rekindle: a row for each, for a spreadsheet or for Anki.

This module is imported at each start, so it holds the option and the registration alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rekindle_core import Format, Renderer, hookimpl

rekindle_api = ">=2.0,<3"


@dataclass(frozen=True, slots=True)
class Options:
    """What `--option KEY=VALUE` can set."""

    program: Literal["spreadsheet", "anki"] = field(
        default="spreadsheet",
        metadata={"help": "the program that opens it: a spreadsheet, or Anki with File > Import"},
    )


def load() -> Renderer:
    """Import and return the renderer."""
    from rekindle_csv.render import render

    return render


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Offer the format `csv`."""
    return (Format("csv", "a table of the prompts, for a spreadsheet or for Anki", load, Options),)
