"""What a block needs to know of the page it stands on.

Comes in: a mail's Document. Goes out: a frozen Page.
Must not know: how anything is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rekindle_core import Document, Section, walk
from rekindle_email import style

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Place:
    """A section, and the part of the mail that it stands in (itself, for a part)."""

    section: Section
    part: Section


@dataclass(frozen=True, slots=True)
class Page:
    """Where a block stands: `start` is the side on which lines begin, `level` that of the next heading."""

    words: Mapping[str, str]
    places: Mapping[str, Place]
    start: str
    level: int = 2

    def below(self) -> Page:
        """Return the page under a heading."""
        return replace(self, level=self.level + 1)

    def style(self, text: str) -> str:
        """Return a style for this page's direction."""
        return text.replace(style.START, self.start)

    def word(self, key: str, **values: object) -> str:
        """Return one of the interface's words, with its `{slots}` filled in."""
        text = self.words[key]
        for name, value in values.items():
            # Not str.format: a value is data, and so are the words.
            text = text.replace(f"{{{name}}}", str(value))
        return text


def make_page(document: Document) -> Page:
    """Return the page on which the Document's parts stand."""
    places = {
        block.id: Place(block, part)
        for part in document.parts
        for block in walk(part)
        if isinstance(block, Section)
    }
    return Page(document.words, places, "right" if document.direction == "rtl" else "left")
