"""Inlines as HTML, and the links that an email may contain.

Input: a Document's inlines, and the page they are on. Output: HTML.
Must not know: blocks.

A pointer to another section is text, not a link: many email programs remove anchors, and a link that does
nothing is worse than a title to look for.
"""

from __future__ import annotations

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
    plain,
    set_apart,
    shows_something,
    tel_url,
)
from rekindle_email.markup import LINE_BREAK, NOTHING, Markup, element, escape, join

if TYPE_CHECKING:
    from rekindle_email.place import Page

_SCHEMES = ("https:", "mailto:", "tel:")


def inline_html(inlines: Inlines, page: Page, *, linked: bool = False) -> Markup:
    """Return inlines as HTML; `linked` means that they are the text of a link, which cannot contain another."""
    parts: list[Markup] = []
    for inline in inlines:
        match inline:
            case Text():
                parts.append(escape(inline.text))
            case Datum():
                parts.append(typed(inline.text, page))
            case Emphasis():
                parts.append(element("em", inline_html(inline.children, page, linked=linked)))
            case Strong():
                parts.append(element("strong", inline_html(inline.children, page, linked=linked)))
            case Code():
                parts.append(page.element("code", escape(inline.text)))
            case Link():
                words = inline_html(inline.children, page, linked=True)
                parts.append(words if linked else link(inline.url, words, page))
            case Reference():
                parts.append(_reference(inline, page, linked=linked))
            case LineBreak():
                parts.append(LINE_BREAK)
            case _ as never:
                assert_never(never)
    return join(parts)


def typed(text: str, page: Page) -> Markup:
    """Return what someone typed; its direction does not affect the text around it.

    Characters mark it: Gmail and Outlook do not support the HTML element for it.
    """
    return escape(set_apart(text, right_to_left=page.right_to_left))


def link(url: str, words: Markup, page: Page) -> Markup:
    """Return a link; only its text, if a Document must not contain such an address."""
    if not url.startswith(_SCHEMES):
        return words
    return page.element("a", words or escape(url), href=url)


def phone(number: str, page: Page) -> Markup:
    """Return a number to dial, as a link if it consists only of a number."""
    shown = escape(number)
    if page.right_to_left:
        # The groups of a number would be in reverse order.
        shown = element("span", shown, dir="ltr")
    url = tel_url(number)
    return link(url, shown, page) if url else shown


def site(address: str, page: Page) -> Markup:
    """Return a web address as a link, without the parts that are not read aloud."""
    shown = address.removeprefix("https://").removeprefix("www.").removesuffix("/")
    return link(address, escape(shown), page) if shown else NOTHING


def session_number(section: Section, page: Page) -> str:
    """Return `Session 1` for a session that has a number, else nothing."""
    if section.role != "session" or section.number is None:
        return ""
    return page.word("session", n=section.number)


def shown(title: Inlines) -> Inlines:
    """Return a title, or nothing if a reader would see nothing."""
    return title if shows_something(plain(title)) else ()


def heading(section: Section, page: Page) -> Markup:
    """Return a section's title, after its number if it is a session that the email's title does not name."""
    number = session_number(section, page)
    said = section.number == page.session
    return join((escape("" if said else number), inline_html(shown(section.title), page)), escape(": "))


def _reference(reference: Reference, page: Page, *, linked: bool) -> Markup:
    place = page.places.get(reference.target)
    words = inline_html(reference.children, page, linked=linked)
    if place is None:
        return words
    words = words or inline_html(place.section.title, page, linked=linked)
    inside = place.section is not place.part
    where = heading(place.part, page) if inside else escape(session_number(place.part, page))
    words = element("b", words)
    return join((words, escape(" ("), where, escape(")"))) if where else words
