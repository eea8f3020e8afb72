"""HTML as a type of its own: text becomes markup in one place, which escapes it.

Input: text from anybody, and markup that was made here. Output: `Markup`.
Must not know: Documents.
"""

from __future__ import annotations

from html import escape


class Markup(str):
    """Characters that are HTML already; any other `str` is text, and is escaped."""

    __slots__ = ()


def fragment(*children: str | None) -> Markup:
    """Join text and markup, escaping the text and leaving out what is None.

    >>> fragment("1 < 2", None, element("br"))
    '1 &lt; 2<br>'
    """
    shown = (child if isinstance(child, Markup) else escape(child) for child in children if child is not None)
    return Markup("".join(shown))


def element(tag: str, /, *children: str | None, **attributes: str | None) -> Markup:
    """Make one element; an attribute that is None is left out, and an underscore at the end of a name dropped.

    >>> element("a", "R&D", href="?a=1&b=2", class_="big")
    '<a href="?a=1&amp;b=2" class="big">R&amp;D</a>'
    """
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    # No element without an end has children here.
    return Markup(
        f"<{tag}{given}>" if tag in ("br", "meta") else f"<{tag}{given}>{fragment(*children)}</{tag}>"
    )
