"""Inlines as HTML.

Comes in: a Document's inlines, and the page they stand on. Goes out: HTML.
Must not know: blocks.

A pointer to another section is words, not a link: many mail programs take anchors out, and a link that
does nothing is worse than a title to look for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from rekindle_core import Code, Datum, Emphasis, Inlines, LineBreak, Link, Reference, Section, Strong, Text
from rekindle_email import style
from rekindle_email.markup import LINE_BREAK, Markup, element, escape, join

if TYPE_CHECKING:
    from rekindle_email.place import Page

_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: invisible, and able to reorder what comes after them."""

_SCHEMES = ("https:", "mailto:", "tel:")


def inline_html(inlines: Inlines, page: Page) -> Markup:
    """Return inlines as HTML."""
    parts: list[Markup] = []
    for inline in inlines:
        match inline:
            case Text():
                parts.append(escape(inline.text))
            case Datum():
                parts.append(typed(inline.text))
            case Emphasis():
                parts.append(element("em", inline_html(inline.children, page)))
            case Strong():
                parts.append(element("strong", inline_html(inline.children, page)))
            case Code():
                parts.append(element("code", escape(inline.text), style=style.CODE))
            case Link():
                parts.append(link(inline.url, inline_html(inline.children, page), page))
            case Reference():
                parts.append(_reference(inline, page))
            case LineBreak():
                parts.append(LINE_BREAK)
            case _ as never:
                assert_never(never)
    return join(parts)


def typed(text: str) -> Markup:
    """Return what somebody typed; its direction is its own, and stays inside."""
    return element("bdi", escape(_TURNING.sub("", text)))


def link(url: str, words: Markup, page: Page) -> Markup:
    """Return a link; only its words, where the address is of a kind that a Document does not hold."""
    if not url.startswith(_SCHEMES):
        return words
    return element("a", words or escape(url), href=url, style=page.style(style.LINK))


def session_number(section: Section, page: Page) -> str:
    """Return `Session 1` for a session that has a number, else nothing."""
    if section.role != "session" or section.number is None:
        return ""
    return page.word("session", n=section.number)


def heading(section: Section, page: Page) -> Markup:
    """Return a section's title, after its number where it is a session."""
    pieces = (escape(session_number(section, page)), inline_html(section.title, page))
    return join(filter(None, pieces), escape(": "))


def _reference(reference: Reference, page: Page) -> Markup:
    place = page.places.get(reference.target)
    words = inline_html(reference.children, page)
    if place is None:
        return words
    words = words or inline_html(place.section.title, page)
    inside = place.section is not place.part
    where = heading(place.part, page) if inside else escape(session_number(place.part, page))
    words = element("strong", words)
    return join((words, escape(" ("), where, escape(")"))) if where else words
