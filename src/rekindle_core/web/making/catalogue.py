"""Looking for something to put on a sheet: what the catalogue has for anyone, a page at a time.

Comes in: a pack and what is looked for. Goes out: items in words.
"""

from __future__ import annotations

from collections.abc import Mapping

from rekindle_core.content.model.condition import is_always
from rekindle_core.content.model.pack import Pack
from rekindle_core.explanation.written import unit_title
from rekindle_core.frozen import Frozen
from rekindle_core.handout.catalogue import CatalogueItem, find_items
from rekindle_core.handout.giving import givable
from rekindle_core.handout.shown import ItemWords
from rekindle_core.web.questions.plain import plain_condition
from rekindle_core.web.state.sheets import Search

PER_PAGE = 12
KINDS: Mapping[str, str] = {
    "exercise": "Exercise",
    "prompt": "Writing prompt",
    "checklist": "Checklist",
    "passage": "Text to read",
}
"""The kinds of items, as counselors call them. What is done comes before what is written, and that before reading."""
LEVELS: Mapping[int, str] = {1: "light", 2: "medium", 3: "deep"}


class Entry(Frozen):
    """An item as the catalogue shows it.

    Attributes:
        id: Its id.
        title: What it is called; empty for prompts.
        words: What it says, or how that begins.
        about: What it is: its kind, minutes, depth, in words.
        step: The title of its step.
        whom: For whom it is meant; empty for everyone.
    """

    id: str
    title: str
    words: str
    about: tuple[str, ...]
    step: str
    whom: str


class Found(Frozen):
    """A page of what was found, and how many items that was."""

    entries: tuple[Entry, ...]
    number: int
    page: int
    pages: int


class Catalogue:
    """What can be given to anyone; made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._givable = givable(pack)
        self._words = ItemWords(pack)

    @property
    def steps(self) -> Mapping[str, str]:
        """The titles of the steps, by id."""
        return {name: unit_title(self._pack, name) for name in self._pack.steps}

    @property
    def techniques(self) -> Mapping[str, str]:
        """The names of the techniques that an item is made with, by id."""
        used = {item.technique for item in self._all(Search())}
        return {name: one.name for name, one in self._pack.techniques.items() if name in used}

    def holds(self, name: str) -> bool:
        """Return whether there is such an item."""
        return name in self._givable

    def find(self, search: Search) -> Found:
        """Return what is found, as far as the page that is asked for; the last page if there are fewer."""
        items = self._all(search)
        pages = max(1, -(-len(items) // PER_PAGE))
        page = min(max(1, search.page), pages)
        shown = items[(page - 1) * PER_PAGE : page * PER_PAGE]
        return Found(tuple(self._entry(item) for item in shown), len(items), page, pages)

    def entries(self, names: tuple[str, ...]) -> tuple[Entry, ...]:
        """Return items by their ids, in that order."""
        known = {item.id: item for item in find_items(self._pack)}
        return tuple(self._entry(known[name]) for name in names)

    def _all(self, search: Search) -> list[CatalogueItem]:
        # Neither comes from what was typed, so neither can be unknown.
        step = search.step if search.step in self._pack.steps else ""
        technique = search.technique if search.technique in self._pack.techniques else ""
        found = find_items(
            self._pack,
            search.words.split(),
            step=step,
            technique=technique,
            minutes=search.minutes or None,
            level=search.level or None,
        )
        kinds = tuple(KINDS)
        wanted = [item for item in found if item.id in self._givable and search.kind in ("", item.kind)]
        return sorted(wanted, key=lambda item: kinds.index(item.kind))

    def _entry(self, item: CatalogueItem) -> Entry:
        shown = self._words.shown(item.id)
        about = (
            KINDS[item.kind],
            f"{item.minutes} minutes" if item.minutes else "",
            LEVELS.get(item.level or 0, ""),
        )
        whom = "" if is_always(item.needs) else plain_condition(self._pack, item.needs)
        step = unit_title(self._pack, item.step)
        return Entry(item.id, shown.title, shown.words, tuple(filter(None, about)), step, whom)
