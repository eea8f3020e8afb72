"""Words of a line as HTML.

Input: a Document's inlines. Output: markup.
Must not know: blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from rekindle_core import (
    Code,
    Datum,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Place,
    Reference,
    Strong,
    Text,
    on_one_line,
)
from rekindle_slides.markup import Markup, element, fragment

_ALLOWED = ("https:", "mailto:", "tel:")


def inlines(nodes: Inlines, places: Mapping[str, Place], *, linked: bool = False) -> Markup:
    """Write inlines one after the other.

    Args:
        nodes: The words.
        places: The sections that can be pointed to, by id.
        linked: Whether a link is around them; one cannot stand in another.
    """
    return fragment(*(_inline(node, places, linked) for node in nodes))


def _inline(node: Inline, places: Mapping[str, Place], linked: bool) -> Markup:
    match node:
        case Text():
            return fragment(on_one_line(node.text))
        case Datum():
            return typed(node.text)
        case Emphasis():
            return element("em", inlines(node.children, places, linked=linked))
        case Strong():
            return element("strong", inlines(node.children, places, linked=linked))
        case Code():
            return element("code", on_one_line(node.text))
        case Link():
            return _link(
                node.url if node.url.lower().startswith(_ALLOWED) else "", node.children, places, linked
            )
        case Reference():
            return _link(f"#{node.target}" if node.target in places else "", node.children, places, linked)
        case LineBreak():
            return element("br")
        case _ as never:
            assert_never(never)


def _link(url: str, children: Inlines, places: Mapping[str, Place], linked: bool) -> Markup:
    inside = inlines(children, places, linked=linked or bool(url))
    return element("a", inside, href=url, rel="noreferrer noopener") if url and not linked else inside


def typed(text: str) -> Markup:
    """Write what somebody typed; its direction is its own, and stays inside."""
    return element("bdi", on_one_line(text))
