"""The `html` format: one page for the screen and for paper, which asks nothing of anywhere.

Comes in: the call to register. Goes out: a Format, whose renderer is imported when it is asked for.
Must not know: how a page is made; that is in `page`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import Format, Renderer, hookimpl
from rekindle_html.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence


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
