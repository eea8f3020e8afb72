"""What a block needs to know of the page it stands on.

Comes in: a mail's Document. Goes out: a frozen Page.
Must not know: how anything is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rekindle_core import Document, Place, label, places, readable
from rekindle_email import style

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Page:
    """Where a block stands.

    `start` is the side on which lines begin, `accent` the colour of headings and links, and `level` that of
    the next heading.
    """

    words: Mapping[str, str]
    places: Mapping[str, Place]
    start: str
    accent: str
    level: int = 2

    def below(self) -> Page:
        """Return the page under a heading."""
        return replace(self, level=self.level + 1)

    def style(self, text: str) -> str:
        """Return a style for this page's direction and colour."""
        return text.replace(style.START, self.start).replace(style.ACCENT, self.accent)

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the interface's words, with its `{slots}` filled in."""
        return label(self.words, key, **values)


def make_page(document: Document) -> Page:
    """Return the page on which the Document's parts stand."""
    start = "right" if document.direction == "rtl" else "left"
    given = document.practice.accent if document.practice else ""
    # Labels stand on panels too, which are a little darker than the white that a practice's colour is for.
    return Page(document.words, places(document), start, readable(given or style.TEAL, style.PANEL))
