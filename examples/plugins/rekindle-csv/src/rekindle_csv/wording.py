"""Words of a line as plain text.

Input: inlines of a Document. Output: one line. Must not know: blocks.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core import (
    Code,
    Datum,
    Document,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
    label,
    on_one_line,
    places,
    plain,
    set_apart,
)


class Wording:
    """Writes lines of one Document, and the interface's words in its language."""

    def __init__(self, document: Document) -> None:
        self._words = document.words
        self._right_to_left = document.direction == "rtl"
        self._places = places(document)

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the interface's words, filled in."""
        return label(self._words, key, **values)

    def line(self, inlines: Inlines) -> str:
        """Return inlines as one line."""
        return self._pieces(inlines).strip()

    def _pieces(self, inlines: Inlines) -> str:
        """Return inlines with the space around them: a break at the end keeps words apart."""
        return "".join(map(self._inline, inlines))

    def title(self, section: str) -> str:
        """Return the title of a section, by its id; nothing where there is no such section."""
        place = self._places.get(section)
        return self.line(place.section.title) if place else ""

    def _pointed_to(self, section: str) -> str:
        """Return a section's title without following what is in it, since titles may point to one another."""
        place = self._places.get(section)
        return set_apart(plain(place.section.title), right_to_left=self._right_to_left) if place else ""

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text() | Code():
                return on_one_line(inline.text)
            case Datum():
                return set_apart(inline.text, right_to_left=self._right_to_left)
            case Emphasis() | Strong():
                return self._pieces(inline.children)
            case Link():
                words, address = self._pieces(inline.children), on_one_line(inline.url)
                return words if words.strip() == address else f"{words} ({address})"
            case Reference():
                words = self._pieces(inline.children)
                return words if words.strip() else self._pointed_to(inline.target)
            case LineBreak():
                return " "
            case _ as never:
                assert_never(never)
