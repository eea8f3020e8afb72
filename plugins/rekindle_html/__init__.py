"""The `html` format: one page for the screen and for paper, which asks nothing of anywhere.

Comes in: the call to register. Goes out: a Format, whose renderer is imported when it is asked for.
Must not know: how a page is made; that is in `page`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rekindle_core import Format, Renderer, hookimpl

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Options:
    """How the page behaves, and how it is laid out."""

    exit: Literal["auto", "yes", "no"] = field(
        default="auto",
        metadata={
            "help": "whether it can be left in haste; auto: unless the reader's device is known to be private"
        },
    )
    size: Literal["normal", "large"] = field(
        default="normal",
        metadata={
            "help": "the size of its letters, on the screen and on paper; large is about 18 points",
            "appearance": True,
        },
    )


rekindle_api = ">=1.0,<2"
rekindle_priority = 0  # what comes with Rekindle goes first


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Return the one format of this plugin."""
    summary = "one accessible page to read, write in and print; it fetches nothing"
    return (Format("html", summary, _load, Options),)


def _load() -> Renderer:
    from rekindle_html.page import render

    return render
