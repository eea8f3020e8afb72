"""Words of a line as runs: stress, links, and the direction of each stretch.

Input: a Document's inlines. Output: the elements of a paragraph.
Must not know: blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Code,
    Datum,
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
    on_one_line,
    set_apart,
)
from rekindle_docx.direction import stretches
from rekindle_docx.xml import element, text

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page

_ALLOWED = ("https:", "mailto:", "tel:")
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
"""By rule W7 of Unicode's bidirectional algorithm, digits after it run as letters from left to right do."""
_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: a style for characters, and what is added to it."""

    style: str = ""
    strong: bool = False
    stressed: bool = False


PLAIN = Look()


def runs(inlines: Inlines, page: Page, look: Look = PLAIN) -> Iterator[_Element]:
    """Yield the runs and links of inlines."""
    for inline in inlines:
        match inline:
            case Text():
                yield from words(inline.text, page, look)
            case Datum():
                yield from typed(inline.text, page, look)
            case Emphasis():
                yield from runs(inline.children, page, replace(look, stressed=True))
            case Strong():
                yield from runs(inline.children, page, replace(look, strong=True))
            case Code():
                yield from words(inline.text, page, replace(look, style="Literal"))
            case Link():
                yield from link(inline.url, inline.children, page, look)
            case Reference():
                yield from _reference(inline, page, look)
            case LineBreak():
                yield element("w:r", element("w:br"))
            case _ as never:
                assert_never(never)


def words(text_: str, page: Page, look: Look = PLAIN) -> Iterator[_Element]:
    """Yield words as runs of one direction each."""
    for stretch, leftward in stretches(on_one_line(text_), right_to_left=page.right_to_left):
        yield run(stretch, look, right_to_left=leftward)


def typed(text_: str, page: Page, look: Look = PLAIN) -> Iterator[_Element]:
    """Yield what somebody typed; each run has its direction, so that Word needs no marks for it."""
    apart = set_apart(text_, right_to_left=page.right_to_left).translate(_ISOLATES)
    return words(apart, page, look)


def run(characters: str, look: Look = PLAIN, *, right_to_left: bool = False) -> _Element:
    """Return one run of characters."""
    properties = (
        element("w:rStyle", val=look.style) if look.style else None,
        *((element("w:b"), element("w:bCs")) if look.strong else ()),
        *((element("w:i"), element("w:iCs")) if look.stressed else ()),
        element("w:rtl") if right_to_left else None,
    )
    return element("w:r", element("w:rPr", *properties) if any_of(properties) else None, text(characters))


def numbers(text_: str, page: Page) -> str:
    """Return a number or a code with a mark in front that keeps its groups in order on every page."""
    return f"{_LEFT_TO_RIGHT}{text_}" if page.right_to_left else text_


def any_of(children: tuple[_Element | None, ...]) -> bool:
    """Return whether there is an element among them; lxml counts one without children as false."""
    return any(child is not None for child in children)


def link(url: str, children: Inlines, page: Page, look: Look = PLAIN) -> Iterator[_Element]:
    """Yield a link to an address, or the words alone where a Document should not hold such an address."""
    shown = children or (Text(url.removeprefix("mailto:").removeprefix("tel:")),)
    # A link cannot stand in another.
    if look.style == "Hyperlink" or not url.lower().startswith(_ALLOWED):
        yield from runs(shown, page, look)
        return
    inside = runs(shown, page, replace(look, style="Hyperlink"))
    yield element("w:hyperlink", *inside, r_id=page.link(on_one_line(url)), w_history=1)


def _reference(reference: Reference, page: Page, look: Look) -> Iterator[_Element]:
    place = page.places.get(reference.target)
    shown = reference.children or (place.section.title if place else ())
    if place is None or look.style == "Hyperlink":
        yield from runs(shown, page, look)
        return
    inside = runs(shown, page, replace(look, style="Hyperlink"))
    yield element("w:hyperlink", *inside, w_anchor=page.anchors[reference.target], w_history=1)
