"""Every piece of content in a pack, by its id: what it is, where it belongs, and who it is for.

Input: a Pack. Output: entries, in pack order.
Must not know: profiles, plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import (
    Checklist,
    Exercise,
    Item,
    Moment,
    Offer,
    Passage,
    Prompt,
    Rating,
    SampleText,
    Unit,
    Wordings,
)
from rekindle_core.document.ids import look_back_id
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import DecisionKind


class Entry(Frozen):
    """A piece of content.

    Attributes:
        id: Its id.
        kind: What it is.
        unit: The step or alternative that it is or belongs to; empty for the parts around the sessions.
        offer: Who it is for, and the tags by which a gate can remove it.
        parent: For a variant, what it is a wording of (a prompt, a passage, or a unit's opening or why); for
            a line, its checklist; for a look-back, its prompt; otherwise empty, also for wordings of the
            parts around the sessions.
    """

    id: str
    kind: DecisionKind
    unit: str
    offer: Offer
    parent: str = ""


def catalogue(pack: Pack) -> Mapping[str, Entry]:
    """Return everything in a pack that a plan decides on, by id: steps, alternatives, and their contents."""
    return {entry.id: entry for entry in _entries(pack)}


def kind_of(item: Item) -> DecisionKind:
    """Return the title of an item."""
    match item:
        case Prompt():
            return "prompt"
        case Exercise():
            return "exercise"
        case Checklist():
            return "checklist"
        case Rating():
            return "rating"
        case SampleText():
            return "sample"
        case Passage():
            return "passage"
        case Moment():
            return "moment"
        case _ as never:
            assert_never(never)


def _entries(pack: Pack) -> Iterator[Entry]:
    for unit in pack.units.values():
        kind: DecisionKind = "step" if unit.id in pack.steps else "alternative"
        yield Entry(unit.id, kind, unit.id, Offer(unit.when))
        for text in (unit.opening, unit.why):
            yield from _wordings(text, unit.id, unit.id)
        yield from _items(unit.items(), unit)
    frame = pack.frame
    for part in (frame.opening, frame.alternatives, frame.closing):
        yield from _wordings(part.text)
        yield from _items(part.passages)
    for pool in (frame.settles, frame.actions, frame.closes, frame.ratings):
        yield from _items(pool)


def _items(items: Iterable[Item], unit: Unit | None = None) -> Iterator[Entry]:
    home = unit.id if unit else ""
    for item in items:
        yield Entry(item.id, kind_of(item), home, item.offer)
        match item:
            case Prompt():
                # A prompt with one wording has no other id for it.
                inner = (one for one in item.variants if one.id != item.id)
                yield from (Entry(one.id, "variant", home, one.offer, item.id) for one in inner)
                if item.look_back is not None:
                    yield Entry(look_back_id(item.id), "look-back", home, item.offer, item.id)
            case Checklist():
                yield from (Entry(one.id, "line", home, one.offer, item.id) for one in item.items)
            case Passage():
                yield from _wordings(item.text, home, item.id)
            case Exercise() | Rating() | SampleText() | Moment():
                pass
            case _ as never:
                assert_never(never)


def _wordings(text: Wordings, home: str = "", parent: str = "") -> Iterator[Entry]:
    """Yield the wordings of a text with several."""
    if len(text) > 1:
        yield from (Entry(one.id, "variant", home, one.offer, parent) for one in text)
