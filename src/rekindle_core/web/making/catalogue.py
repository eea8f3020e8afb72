"""Looking for something to put on a sheet: what the catalogue has for anyone, a page at a time.

Input: a pack and what is looked for. Output: items in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rekindle_core.content.model.condition import is_always
from rekindle_core.content.model.pack import Pack
from rekindle_core.explanation.written import unit_title
from rekindle_core.frozen import Frozen
from rekindle_core.handout.catalogue import CatalogueItem, all_items, narrowed
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
    """A page of what was found.

    Attributes:
        entries: What is on the page.
        number: How many items were found.
        page: Which page it is, from 1.
        pages: How many pages there are.
        with_words: If nothing was found: how many there are with the same words, and nothing else that narrows it.
    """

    entries: tuple[Entry, ...]
    number: int
    page: int
    pages: int
    with_words: int = 0


class Catalogue:
    """What can be given to anyone; made once for a pack.

    Attributes:
        steps: The titles of the steps, by id.
        techniques: The names of the techniques that an item is made with, by id.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        can, kinds = givable(pack), tuple(KINDS)
        items = (item for item in all_items(pack) if item.id in can)
        self._items = {item.id: item for item in sorted(items, key=lambda item: kinds.index(item.kind))}
        self._words = ItemWords(pack)
        # Neither changes while a pack is open.
        self.steps: Mapping[str, str] = {name: unit_title(pack, name) for name in pack.steps}
        used = {item.technique for item in self._items.values()}
        self.techniques: Mapping[str, str] = {
            name: one.name for name, one in pack.techniques.items() if name in used
        }

    def holds(self, name: str) -> bool:
        """Return whether there is such an item."""
        return name in self._items

    def find(self, search: Search) -> Found:
        """Return what is found, as far as the page that is asked for; the last page if there are fewer."""
        items = self._all(search)
        pages = max(1, -(-len(items) // PER_PAGE))
        page = min(max(1, search.page), pages)
        shown = items[(page - 1) * PER_PAGE : page * PER_PAGE]
        with_words = 0 if items else len(self._all(Search(words=search.words)))
        return Found(tuple(self._entry(item) for item in shown), len(items), page, pages, with_words)

    def entries(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """Return items by their ids, in that order."""
        return tuple(self._entry(self._items[name]) for name in names)

    def _all(self, search: Search) -> list[CatalogueItem]:
        found = narrowed(
            self._pack,
            self._items.values(),
            search.words.split(),
            # Neither was typed, so neither is a fault.
            step=search.step if search.step in self._pack.steps else "",
            technique=search.technique if search.technique in self._pack.techniques else "",
            minutes=search.minutes or None,
            level=search.level or None,
        )
        return [item for item in found if search.kind in ("", item.kind)]

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
