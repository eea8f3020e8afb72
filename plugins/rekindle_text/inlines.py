"""Inlines as one string: what a paragraph says, before it is broken into lines.

Comes in: a Document's inlines, and the page's words and places. Goes out: a string in which white space
is single spaces, and a line feed is a break that the author meant.
Must not know: widths or blocks.

Stress is marked as people mark it in mails (_so_, *so*), and a link's address follows its words. Text
that somebody typed is data: it cannot break a line, move a terminal's cursor, or turn its surroundings
round.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, assert_never

from rekindle_core import Code, Datum, Emphasis, Inlines, LineBreak, Link, Reference, Section, Strong, Text
from rekindle_text.wrapping import END_ISOLATE, ISOLATE

if TYPE_CHECKING:
    from rekindle_text.page import Page

# Any white space but the no-break kinds, which keep what they join on one line.
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: invisible, and able to reorder the text after them."""


def clean(text: str) -> str:
    r"""Return text without control characters, on one line, and fit to be written as UTF-8.

    >>> clean("a\r\nBcc: b\x1b[2J")
    'a Bcc: b[2J'
    """
    text = _SPACES.sub(" ", text)
    if text.isprintable():
        return text
    kept = (
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) == "Cs" else char
        for char in text
        if unicodedata.category(char) != "Cc"
    )
    return "".join(kept)


def typed(text: str, page: Page) -> str:
    """Return words that somebody typed, set apart where they run against the page's direction.

    The marks around them are invisible, but some programs show a box for them: a name in the page's own
    direction goes without.
    """
    text = _TURNING.sub("", clean(text))
    against = {"L"} if page.right_to_left else {"R", "AL", "AN"}
    if any(unicodedata.bidirectional(char) in against for char in text):
        return f"{ISOLATE}{text}{END_ISOLATE}"
    return text


def inline_text(inlines: Inlines, page: Page) -> str:
    """Return inlines as a string to be wrapped."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text() | Code():
                parts.append(clean(inline.text))
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
    """Return a section's title, after its number where it is a session."""
    return ": ".join(filter(None, (session_number(section, page), one_line(section.title, page))))


def _link(link: Link, page: Page) -> str:
    words = inline_text(link.children, page)
    # A telephone number or mail address is known by its look; the scheme would only be read aloud.
    address = re.sub(r"^(mailto|tel):", "", clean(link.url).replace(" ", "%20"))
    return address if words in (address, "") else f"{words} <{address}>"


def _reference(reference: Reference, page: Page) -> str:
    place = page.places.get(reference.target)
    words = inline_text(reference.children, page)
    if place is None:
        return words
    words = words or one_line(place.section.title, page)
    where = heading(place.part, page) if place.section is not place.part else session_number(place.part, page)
    return f"{words} ({where})" if where else words
