"""Writing HTML: the one place where text is escaped and elements are assembled.

Input: text, styles. Output: HTML, as a `Markup` that a type checker distinguishes from text. Must not
know: Documents.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NewType

from rekindle_core import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Markup = NewType("Markup", str)

LINE_BREAK = Markup("<br>")
NOTHING = Markup("")


def escape(text: str) -> Markup:
    r"""Return text as HTML that shows it, without control characters.

    >>> escape("<b> & co\x00")
    '&lt;b&gt; &amp; co'
    """
    return Markup(html.escape(on_one_line(text), quote=False))


def element(name: str, content: Markup, written: Markup = NOTHING, **attributes: str) -> Markup:
    """Return an element; an underscore in an attribute's name stands for a hyphen.

    Args:
        name: The element's name.
        content: Its contents.
        written: Attributes that are already written, with a space in front.
        attributes: More attributes.

    >>> element("p", escape("a < b"), style="margin:0")
    '<p style="margin:0">a &lt; b</p>'
    """
    return Markup(f"<{name}{written}{write_attributes(attributes) if attributes else ''}>{content}</{name}>")


def write_attributes(attributes: Mapping[str, str]) -> Markup:
    """Return attributes in their form in a tag, each with a space in front."""
    # Single quotes stay unchanged: every style has some, for the name of its font.
    quoted = {
        key.replace("_", "-"): escape(value).replace('"', "&quot;") for key, value in attributes.items()
    }
    return Markup("".join(f' {key}="{value}"' for key, value in quoted.items()))


def join(pieces: Iterable[Markup], between: Markup | None = None) -> Markup:
    """Return pieces one after another, without empty ones."""
    return Markup((between or "").join(filter(None, pieces)))
