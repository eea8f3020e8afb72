"""Writing HTML: the one place where text is escaped, and an element is put together.

Comes in: text, styles. Goes out: HTML, as a `Markup` that a type checker tells from text.
Must not know: Documents.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NewType

from rekindle_core import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

Markup = NewType("Markup", str)

LINE_BREAK = Markup("<br>")
NOTHING = Markup("")


def escape(text: str) -> Markup:
    r"""Return text as HTML that shows it, without control characters.

    >>> escape("<b> & co\x00")
    '&lt;b&gt; &amp; co'
    """
    return Markup(html.escape(on_one_line(text), quote=False))


def element(name: str, content: Markup, **attributes: str) -> Markup:
    """Return an element; a low line in an attribute's name stands for a hyphen, one at its end for nothing.

    >>> element("p", escape("a < b"), style="margin:0")
    '<p style="margin:0">a &lt; b</p>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_quoted(value)}"' for key, value in attributes.items()
    )
    return Markup(f"<{name}{written}>{content}</{name}>")


def join(pieces: Iterable[Markup], between: Markup | None = None) -> Markup:
    """Return pieces one after another, without those that are empty."""
    return Markup((between or "").join(filter(None, pieces)))


def _quoted(value: str) -> str:
    # Single quotes stand as they are: every style has some, for the name of its font.
    return escape(value).replace('"', "&quot;")
