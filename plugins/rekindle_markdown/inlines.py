"""Inlines as Markdown: a paragraph's text, on one line except for the author's line breaks.

Input: a Document's inlines, and the page's words and places. Output: Markdown.
Must not know: blocks.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Literal, assert_never

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
    plain,
    set_apart,
)
from rekindle_markdown.escaping import line, link
from rekindle_markdown.page import heading
from rekindle_markdown.stress import Mark, Marked, Piece, Verbatim, Words, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rekindle_markdown.page import Page

_BREAK = Marked("\\\n")


def paragraph(inlines: Inlines, page: Page) -> list[str]:
    """Return inlines as the lines of a paragraph; none if there is nothing to see."""
    text = written(list(_pieces(inlines, page, count(1))))
    lines = [line(part.rstrip()) for part in text.split("\n")]
    while lines and lines[0] in ("", _BREAK.text[0]):
        del lines[0]
    while lines and lines[-1] in ("", _BREAK.text[0]):
        del lines[-1]
        # A backslash at the end of a paragraph would be visible.
        lines[-1:] = [last[:-1].rstrip() for last in lines[-1:]]
    return lines


def one_line(inlines: Inlines, page: Page) -> str:
    """Return inlines on one line, for a heading or after a mark."""
    return _flat(_pieces(inlines, page, count(1)))


def _flat(pieces: Iterable[Piece]) -> str:
    return written([Words(" ") if piece is _BREAK else piece for piece in pieces]).strip()


def _pieces(
    inlines: Inlines, page: Page, pairs: Iterator[int], around: frozenset[type] = frozenset()
) -> Iterator[Piece]:
    for inline in inlines:
        match inline:
            case Text():
                yield Words(on_one_line(inline.text))
            case Datum():
                yield Words(set_apart(inline.text, right_to_left=page.right_to_left))
            case Code():
                yield Verbatim(on_one_line(inline.text))
            case LineBreak():
                yield _BREAK
            case Emphasis() | Strong() | Link() | Reference() if type(inline) in around:
                yield from _pieces(inline.children, page, pairs, around)
            case Emphasis() | Strong():
                yield from _stressed(inline, page, pairs, around | {type(inline)})
            case Link():
                yield Marked(link(_shown(inline.children, page), on_one_line(inline.url)))
            case Reference():
                yield from _reference(inline, page, pairs)
            case _ as never:
                assert_never(never)


def _stressed(
    inline: Emphasis | Strong, page: Page, pairs: Iterator[int], around: frozenset[type]
) -> Iterator[Piece]:
    pair = next(pairs)
    inside = list(_pieces(inline.children, page, pairs, around))
    # Adjacent asterisks pair up in surprising ways, so nested emphasis uses underscores.
    nested = Strong in around or any(isinstance(piece, Mark) for piece in inside)
    mark: Literal["*", "_", "**"] = "**" if isinstance(inline, Strong) else "_" if nested else "*"
    yield from (Mark(pair, mark, opens=True), *inside, Mark(pair, mark, opens=False))


def _shown(inlines: Inlines, page: Page) -> str:
    """Return the words of a link, on one line and without links, since links cannot be nested."""
    return _flat(_pieces(inlines, page, count(1), frozenset((Link, Reference))))


def _reference(reference: Reference, page: Page, pairs: Iterator[int]) -> Iterator[Piece]:
    place = page.places.get(reference.target)
    words = reference.children or (place.section.title if place else ())
    anchor = page.anchors.get(reference.target)
    if anchor and (shown := _shown(words, page)):
        yield Marked(f"[{shown}](#{anchor})")
        return
    yield from _pieces(words, page, pairs, frozenset((Link, Reference)))
    if place and place.section is not place.part and (part := plain(heading(place.part, page.words))):
        yield Words(on_one_line(f" ({part})"))
