"""HTML as a separate type: the one place where text becomes markup, and so the one that escapes.

Input: text from anyone, and markup made here. Output: `Markup`. Must not know: Documents, or what any
element is for.

A `str` is text and is escaped; only a `Markup` is written unchanged. Joining a Markup with text by `+`, an
f-string or `str.join` gives a plain `str` again, which is then escaped: a slip shows on the page, and
never runs.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_VOID = frozenset({"br", "img", "input", "link", "meta"})
# All other elements end their line in the source, where that changes nothing, so that it can be read.
_IN_LINE = frozenset(
    {"a", "b", "bdi", "br", "button", "code", "em", "img", "input", "label", "small", "span", "strong"}
    | {"textarea", "time"}
)
_BARE = re.compile("[A-Za-z0-9_.:#-]+")
"""Values that need no quotation marks; a page has some thousands of them."""


class Markup(str):
    """Characters that need no escaping in HTML."""

    __slots__ = ()


def fragment(*children: str | None) -> Markup:
    """Join text and markup, escaping the text and leaving out what is None.

    >>> fragment("1 < 2", None, element("br"))
    '1 &lt; 2<br>'
    """
    return Markup(
        "".join(
            child if isinstance(child, Markup) else escape(child) for child in children if child is not None
        )
    )


def between(separator: str, children: Sequence[str]) -> Markup:
    """Join text and markup with a separator, escaping the text.

    >>> between(" · ", ["a", "<b>"])
    'a · &lt;b&gt;'
    """
    return fragment(*[piece for child in children for piece in (separator, child)][1:])


def element(tag: str, /, *children: str | None, **attributes: str | int | bool | None) -> Markup:
    """Make one element.

    Args:
        tag: Its name.
        children: What is inside; text is escaped, None is left out.
        attributes: Written in the order given. An underscore stands for a hyphen, and one at the end is
            dropped (`class_`, `for_`); False and None leave the attribute out, True gives it no value.

    >>> element("a", "R&D", href="?a=1&b=2", class_="big")
    '<a href="?a=1&amp;b=2" class=big>R&amp;D</a>'
    """
    start = "".join(_attribute(name, value) for name, value in attributes.items())
    end = "" if tag in _IN_LINE else "\n"
    if tag in _VOID:
        return Markup(f"<{tag}{start}>{end}")
    return Markup(f"<{tag}{start}>{fragment(*children)}</{tag}>{end}")


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    text = str(value)
    return f" {name}={text}" if _BARE.fullmatch(text) else f' {name}="{escape(text)}"'
