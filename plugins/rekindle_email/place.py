"""Where a block is on an email's page, and the elements that it is made of.

Input: an email's Document. Output: a frozen Page.
Must not know: how any block is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rekindle_core import Document, Inlines, Place, label, places
from rekindle_email.markup import NOTHING, Markup, element
from rekindle_email.style import Style, make_style

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Page:
    """Where a block is.

    Attributes:
        session: The number of the session that the email's own title names; None if it names none.
        words: The Document's words.
        places: Where its sections are.
        right_to_left: Whether its lines run from right to left.
        style: How things look.
        level: The level of the next heading.
        above: The title of the section around.
    """

    session: int | None
    words: Mapping[str, str]
    places: Mapping[str, Place]
    right_to_left: bool
    style: Style
    level: int = 2
    above: Inlines | None = None

    def below(self, title: Inlines) -> Page:
        """Return the page under a heading."""
        return replace(self, level=self.level + 1, above=title)

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the interface's words, with its `{slots}` filled in."""
        return label(self.words, key, **values)

    def element(self, look: str, content: Markup, **attributes: str) -> Markup:
        """Return an element with its look: `p.note` is a paragraph that looks like a note."""
        name, _, special = look.partition(".")
        own = self.style.looks[look] if special else self.style.looks.get(look, NOTHING)
        return element(name, content, own, **attributes)

    def table(self, look: str, rows: Markup) -> Markup:
        """Return a table that is only used for layout."""
        # Outlook on Windows does not inherit a table's direction.
        turned = {"dir": "rtl"} if self.right_to_left else {}
        # A screen reader does not announce a table that is only for presentation.
        return self.element(look, rows, role="presentation", cellpadding="0", cellspacing="0", **turned)

    def row(self, look: str, content: Markup, *, height: int = 0) -> Markup:
        """Return a row with one cell of at least this height in pixels."""
        own = self.style.looks[look]
        if height:
            own = Markup(own.replace(' style="', f' style="height:{height}px;'))
        return element("tr", element("td", content, own))


def make_page(document: Document, session: int | None) -> Page:
    """Return the page that contains the Document's parts; `session` is the number in its title."""
    right_to_left = document.direction == "rtl"
    accent = document.practice.accent if document.practice else ""
    style = make_style(accent, "right" if right_to_left else "left")
    return Page(session, document.words, places(document), right_to_left, style)
