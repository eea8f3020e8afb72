"""What a block needs to know about its page: words, places of sections, and what can be linked to.

Input: a Document and the options. Output: a frozen Page; `below` gives a deeper one.
Must not know: how any block is set.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rekindle_core import (
    Answer,
    Document,
    HelpLines,
    Inlines,
    Place,
    Section,
    Text,
    label,
    places,
    plain,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Page:
    """Where a block is.

    Attributes:
        words: The interface's words.
        places: The Document's sections, by id.
        anchors: The anchors of those sections whose heading can be linked to, by id.
        right_to_left: Whether the Document is in a script such as Hebrew's.
        space: Empty lines for a written answer.
        answers: What the reader has already answered, by the names of the places.
        level: How deep the next heading is; the title of the page has the first level.
    """

    words: Mapping[str, str]
    places: Mapping[str, Place]
    anchors: Mapping[str, str]
    right_to_left: bool
    space: int
    answers: Mapping[str, Answer]
    level: int = 2

    @property
    def marks(self) -> str:
        """What comes before a heading; Markdown has six levels, and deeper ones use the last."""
        return "#" * min(self.level, _DEEPEST)

    def below(self) -> Page:
        """Return the page under a heading."""
        return replace(self, level=self.level + 1)

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the interface's words, with its `{slots}` filled in."""
        return label(self.words, key, **values)


def make_page(document: Document, space: int, answers: Mapping[str, Answer]) -> Page:
    """Return the page on which the Document's parts are."""
    anchors = _anchors(document)
    return Page(document.words, places(document), anchors, document.direction == "rtl", space, answers)


def heading(section: Section, words: Mapping[str, str]) -> Inlines:
    """Return a section's title, after its number if it is a session."""
    if section.role != "session" or section.number is None:
        return section.title
    number = label(words, "session", n=section.number)
    return (Text(f"{number}: "), *section.title) if section.title else (Text(number),)


def _anchors(document: Document) -> dict[str, str]:
    """Return the anchors that GitHub and most programs like it give to headings.

    Programs differ in letters with accents, and in distinguishing headings with the same words, so those are
    not linked to. A link to a repeated title would lead to the wrong page, which is worse than no link.
    """
    found = [(name, _anchor(plain(title))) for name, title in _headings(document)]
    often = Counter(anchor for _, anchor in found)
    return {
        name: anchor for name, anchor in found if name and anchor.isascii() and often[anchor] == 1 and anchor
    }


def _headings(document: Document) -> Iterator[tuple[str, Inlines]]:
    yield "", (Text(document.title),)
    yield "", (Text(label(document.words, "contents")),)
    for block in walk(document):
        if isinstance(block, Section):
            yield block.id, heading(block, document.words)
        elif isinstance(block, HelpLines):
            yield from (("", group.title) for group in block.groups)


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", " ".join(title.split()).lower()).replace(" ", "-")
