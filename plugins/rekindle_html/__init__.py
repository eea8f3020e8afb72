"""The `html` format: one page for screen and paper, which loads nothing else.

Input: the call to register. Output: a Format, whose renderer is imported when it is used. Must not know:
how a page is made; that is in `page`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import Format, Renderer, hookimpl
from rekindle_html.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rekindle_core import Answers

rekindle_api = ">=2.0,<3"
rekindle_priority = 0  # Formats that come with Rekindle go first.


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Return this plugin's only format."""
    summary = "one accessible page to read, fill in and print, which works offline"
    return (Format("html", summary, _load, Options, takes_answers=True),)


@hookimpl
def rekindle_read_answers(data: bytes) -> Answers | None:
    """Return the answers that an earlier page saved; Rekindle itself reads what today's page saves."""
    if data.lstrip()[:1] not in (b"{", b"<"):
        return None
    from rekindle_html.saved import read_saved

    return read_saved(data)


def _load() -> Renderer:
    from rekindle_html.page import render

    return render
