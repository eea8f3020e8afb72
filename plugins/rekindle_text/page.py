"""What a block needs to know about its page: words, places of sections, and the room that is left.

Input: a Document and the options. Output: a frozen Page; `inside` and `below` give a narrower or
deeper one.
Must not know: how any block is set.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rekindle_core import Answer, Document, Place, label, places
from rekindle_text.ascii import ascii_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rekindle_text.options import Options

_LEAST = 12
"""However deeply blocks are nested, lines keep at least this many cells, even if they exceed the page's width."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a block is.

    Attributes:
        words: The interface's words.
        places: The Document's sections, by id.
        right_to_left: Whether the Document is in a script such as Hebrew's.
        width: The cells of a line; 0 for lines of any length.
        space: Empty lines for a written answer.
        ascii: Whether the page is in ASCII.
        answers: What the reader has already answered, by the names of the places, in ASCII on such a page.
        level: How deep the next heading is, from 1.
    """

    words: Mapping[str, str]
    places: Mapping[str, Place]
    right_to_left: bool
    width: int
    space: int
    ascii: bool
    answers: Mapping[str, Answer]
    level: int = 1

    @property
    def more(self) -> str:
        """Represents something left open."""
        return "..." if self.ascii else "…"

    @property
    def dot(self) -> str:
        """Separates addresses on one line."""
        return " * " if self.ascii else " · "

    def inside(self, indent: str) -> Page:
        """Return the page beside an indent."""
        return replace(self, width=self.width and max(self.width - len(indent), _LEAST))

    def below(self) -> Page:
        """Return the page under a heading."""
        return replace(self, level=self.level + 1)

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the interface's words, with its `{slots}` filled in."""
        return label(self.words, key, **values)


def make_page(document: Document, options: Options, answers: Mapping[str, Answer]) -> Page:
    """Return the page on which the Document's parts are."""
    return Page(
        document.words,
        places(document),
        document.direction == "rtl",
        options.width,
        options.space,
        options.ascii,
        {name: ascii_answer(answer) for name, answer in answers.items()} if options.ascii else answers,
    )
