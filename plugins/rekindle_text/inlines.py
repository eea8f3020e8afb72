"""Inlines as one string: a paragraph's text, before it is broken into lines.

Input: a Document's inlines, and the page's words and places. Output: a string with single spaces as
white space, and line feeds as the author's line breaks. Must not know: widths or blocks.

Emphasis is marked as in plain emails (_so_, *so*), and a link's address follows its words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Code,
    Datum,
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Section,
    Strong,
    Text,
    on_one_line,
    set_apart,
    shows_something,
)

if TYPE_CHECKING:
    from rekindle_text.page import Page


def typed(text: str, page: Page) -> str:
    """Return typed words, isolated if they run against the page's direction."""
    return set_apart(text, right_to_left=page.right_to_left)


def inline_text(inlines: Inlines, page: Page) -> str:
    """Return inlines as a string to wrap."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text() | Code():
                parts.append(on_one_line(inline.text))
            case Datum():
                parts.append(typed(inline.text, page))
            case Emphasis():
                parts.append(f"_{inline_text(inline.children, page)}_")
            case Strong():
                parts.append(f"*{inline_text(inline.children, page)}*")
            case Link():
                parts.append(_link(inline, page))
            case Reference():
                parts.append(_reference(inline, page))
            case LineBreak():
                parts.append("\n")
            case _ as never:
                assert_never(never)
    return "".join(parts)


def one_line(inlines: Inlines, page: Page) -> str:
    """Return inlines as a string without line feeds, for a heading or a label."""
    return " ".join(inline_text(inlines, page).split("\n"))


def session_number(section: Section, page: Page) -> str:
    """Return `Session 1` for a session that has a number, else nothing."""
    if section.role != "session" or section.number is None:
        return ""
    return page.word("session", n=section.number)


def heading(section: Section, page: Page) -> str:
    """Return a section's title, after its number if it is a session."""
    return ": ".join(filter(shows_something, (session_number(section, page), one_line(section.title, page))))


def _link(link: Link, page: Page) -> str:
    words = inline_text(link.children, page)
    # A telephone number or email address is recognizable; the scheme would only be read aloud.
    address = re.sub(r"^(mailto|tel):", "", on_one_line(link.url).replace(" ", "%20"))
    return address if words in (address, "") else f"{words} <{address}>"


def _reference(reference: Reference, page: Page) -> str:
    place = page.places.get(reference.target)
    words = inline_text(reference.children, page)
    if place is None:
        return words
    words = words or one_line(place.section.title, page)
    where = heading(place.part, page) if place.section is not place.part else session_number(place.part, page)
    return f"{words} ({where})" if where else words
