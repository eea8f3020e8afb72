"""What a block needs to know of the document around it.

Input: a Document, and the part of the file that its links belong to. Output: a frozen Page, from which
deeper ones are made. The counters in it are shared, since no two things in one file may have a number in common.
Must not know: how any block is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from rekindle_core import Document, Place, label, places
from rekindle_docx.answers.record import Record

INDENT = 360
"""How far each list stands further in, in twentieths of a point."""

_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Page:
    """Where a block stands.

    Attributes:
        words: The interface's words.
        places: The Document's sections, by id.
        anchors: The names of the bookmarks at their headings, by id.
        right_to_left: Whether the Document is in a script such as Hebrew's.
        width: The width of the text, in twentieths of a point.
        letter: The size of its letters, in the same.
        link: Returns the id of a link to an address outside.
        listed: Returns the number of a fresh list, counted if it is ordered.
        record: Takes note of each place for an answer, and has what has been answered already.
        ids: Numbers for what has to have one of its own.
        level: How deep the next heading is, from 1.
        depth: How many lists are around.
        style: The style of paragraphs here.
        together: Whether paragraphs stay on the page of what follows them.
        asked: The bookmark around the question that is answered here.
    """

    words: Mapping[str, str]
    places: Mapping[str, Place]
    anchors: Mapping[str, str]
    right_to_left: bool
    width: int
    letter: int
    link: Callable[[str], str]
    listed: Callable[[bool], int]
    record: Record
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    level: int = 1
    depth: int = 0
    style: str = ""
    together: bool = False
    asked: str = ""

    @property
    def heading(self) -> str:
        """The style of a heading here; Word has nine, and deeper ones share the last."""
        return f"Heading{min(self.level, _DEEPEST)}"

    def below(self) -> Page:
        """Return the page under a heading."""
        return replace(self, level=self.level + 1)

    def inside(self) -> Page:
        """Return the page inside of a list."""
        return replace(self, depth=self.depth + 1, together=False)

    def set_in(self, style: str) -> Page:
        """Return the page where paragraphs have a style of their own."""
        return replace(self, style=style)

    def before(self, answer: object) -> Page:
        """Return the page of a question, which stays with the place for its answer if it has one."""
        return replace(self, together=answer is not None)

    def asking(self, bookmark: str) -> Page:
        """Return the page of the places for an answer to a question."""
        return replace(self, asked=bookmark)

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the interface's words, with its `{slots}` filled in."""
        return label(self.words, key, **values)


def make_page(
    document: Document,
    width: int,
    letter: int,
    link: Callable[[str], str],
    listed: Callable[[bool], int],
    record: Record,
) -> Page:
    """Return the page on which the Document's parts stand.

    Args:
        document: The Document.
        width: The width of the text, in twentieths of a point.
        letter: The size of its letters, in the same.
        link: Returns the id of a link to an address outside.
        listed: Returns the number of a fresh list, counted if it is ordered.
        record: Takes note of each place for an answer.
    """
    found = places(document)
    # Word's names are of letters and digits alone; a line below in front keeps them out of its list.
    anchors = {name: f"_Rekindle{number}" for number, name in enumerate(found, start=1)}
    return Page(
        document.words, found, anchors, document.direction == "rtl", width, letter, link, listed, record
    )
