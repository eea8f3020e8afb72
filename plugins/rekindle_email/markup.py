"""Writing HTML: the one place where text is escaped, and an element is put together.

Comes in: text, styles. Goes out: HTML, as a `Markup` that a type checker tells from text.
Must not know: Documents.
"""

from __future__ import annotations

import html
import unicodedata
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Iterable

Markup = NewType("Markup", str)

LINE_BREAK = Markup("<br>")


def escape(text: str) -> Markup:
    r"""Return text as HTML that shows it, without control characters.

    >>> escape("<b> & co\x00")
    '&lt;b&gt; &amp; co'
    """
    if not text.isprintable():
        text = "".join(_shown(char) for char in text)
    return Markup(html.escape(text))


def element(name: str, content: Markup, **attributes: str) -> Markup:
    """Return an element; a low line in an attribute's name stands for a hyphen, one at its end for nothing.

    >>> element("p", escape("a < b"), style="margin:0")
    '<p style="margin:0">a &lt; b</p>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items()
    )
    return Markup(f"<{name}{written}>{content}</{name}>")


def join(pieces: Iterable[Markup], between: Markup | None = None) -> Markup:
    """Return pieces one after another."""
    return Markup((between or "").join(pieces))


def _shown(char: str) -> str:
    if char.isspace():
        # The no-break spaces are meant; a line feed and its kin would only be lines of source.
        return char if unicodedata.category(char) == "Zs" else " "
    match unicodedata.category(char):
        case "Cc":
            return ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return char
