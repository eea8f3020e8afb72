"""Inlines to HTML, and the links that a page may contain.

Input: inline nodes, numbers and addresses. Output: phrasing markup, for a paragraph, a label or a
legend. Must not know: blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Code,
    Datum,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
    overall_direction,
    plain,
    replace,
    shows_something,
    tel_url,
    written_date,
)
from rekindle_html.markup import Markup, element, fragment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from rekindle_html.place import Place

_ALLOWED = ("https:", "mailto:", "tel:")


def inlines(nodes: Inlines, place: Place) -> Markup:
    """Write inline nodes one after another."""
    return fragment(*(_inline(node, place) for node in nodes))


def _inline(node: Inline, place: Place) -> str:
    match node:
        case Text():
            return node.text
        case Datum():
            return typed(node.text)
        case Emphasis():
            return element("em", inlines(node.children, place))
        case Strong():
            return element("strong", inlines(node.children, place))
        case Code():
            return element("code", node.text)
        case Link():
            return link(node.url, inlines(without_links(node.children), place))
        case Reference():
            return reference(node.target, inlines(without_links(node.children), place), place)
        case LineBreak():
            return element("br")
        case _ as never:
            assert_never(never)


def without_links(nodes: Inlines) -> Inlines:
    """Return the same words without links, since a link cannot be inside another."""
    kept: list[Inline] = []
    for node in nodes:
        match node:
            case Link() | Reference():
                kept.extend(without_links(node.children))
            case Emphasis() | Strong():
                kept.append(replace(node, children=without_links(node.children)))
            case Text() | Datum() | Code() | LineBreak():
                kept.append(node)
            case _ as never:
                assert_never(never)
    return tuple(kept)


def shown(title: Inlines) -> Inlines:
    """Return a title, or nothing if a reader would see nothing."""
    return title if shows_something(plain(title)) else ()


def typed(text: str) -> Markup:
    """Write typed text; its direction does not affect the text around it."""
    if direction := overall_direction(text):
        return element("bdi", text, dir=direction)
    return element("bdi", text)


def link(url: str, *children: str) -> Markup:
    """Link to an address, unless a Document must not contain it, such as `javascript:`."""
    if not url.lower().startswith(_ALLOWED):
        return fragment(*children)
    # The linked site learns nothing about the page, and cannot reach back into its window either.
    rel = "noreferrer" if url.lower().startswith("https:") else None
    return element("a", *children, href=url, rel=rel)


def reference(target: str, children: str, place: Place) -> Markup:
    """Link to a section; if this Document lacks it (an email may contain one session), write only its words."""
    return element("a", children, href=f"#{target}") if target in place.titles else fragment(children)


def phone(number: str) -> Markup:
    """Write a number to dial, as a link if it consists only of a number.

    >>> phone("116 123")
    '<a href=tel:116123 dir=ltr>116 123</a>'
    """
    if url := tel_url(number):
        return element("a", number, href=url, dir="ltr")
    return element("bdi", number, dir="ltr")


def site(address: str) -> Markup:
    """Write a web address as a link, without the parts that are not read aloud."""
    shown = address.removeprefix("https://").removeprefix("www.").removesuffix("/")
    return link(address, element("bdi", shown, dir="ltr"))


def day(date: dt.date, words: Mapping[str, str]) -> Markup:
    """Write a day."""
    return element("time", written_date(date, words), datetime=date.isoformat())
