"""Where on the page something is written: what a block has to know besides its own contents.

Input: a Document. Output: a `Place`, and from it headings of the right level and the page's words.
Must not know: how any block looks.

Sections keep their ids unchanged, since references use them. All other ids are made of an `answer_id` and a
word, with two hyphens between: no id in a pack has two, so none can meet another.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rekindle_core import Answer, Document, Inlines, label, places
from rekindle_html.markup import Markup, element

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the page of one Document.

    Attributes:
        words: The interface's words.
        titles: The title of each section that is in the Document, by its id.
        warn: Receives a sentence about anything that could not be shown.
        answers: What the reader has already answered, by the names of the fields.
        level: The level of the next heading.
    """

    words: Mapping[str, str]
    titles: Mapping[str, Inlines]
    warn: Callable[[str], None]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    level: int = 2

    def below(self) -> Place:
        """Return the place under a heading of this place's level."""
        return replace(self, level=self.level + 1)

    def heading(self, *children: str | None, id_: str | None = None, class_: str | None = None) -> Markup:
        """Make a heading of this place's level; HTML has six, and deeper ones use the last."""
        return element(f"h{min(self.level, _DEEPEST)}", *children, id=id_, class_=class_)

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the interface's words, with its `{…}` filled in."""
        return label(self.words, key, **values)


def start(
    document: Document, warn: Callable[[str], None], answers: Mapping[str, Answer] | None = None
) -> Place:
    """Return the place of a Document's top-level sections, under the page's title."""
    titles = {name: place.section.title for name, place in places(document).items()}
    return Place(document.words, titles, warn, answers or {})
