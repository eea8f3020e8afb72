"""Assumptions: what some content assumes about its reader, and what denies it.

Must not know: where content assumes it, or who gets what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from rekindle_core.content.model.condition import Condition
from rekindle_core.content.model.step import (
    Checklist,
    Exercise,
    Item,
    Moment,
    Passage,
    Prompt,
    Rating,
    SampleText,
    Unit,
    Wordings,
)
from rekindle_core.document.ids import look_back_id
from rekindle_core.frozen import Frozen

Assumed: TypeAlias = frozenset[str]
"""The ids of assumptions."""


class Assumption(Frozen):
    """Something that content can assume.

    Attributes:
        id: Its id, by which content declares it under `assumes` and a gate under `denies`.
        title: What is assumed, in words.
        denied_when: The answers, as given, that contradict it; None if only gates deny it.
        implied_by: A condition that implies it: content with a condition at least as narrow assumes it.
        words: Words and phrases that usually carry it.
    """

    id: str
    title: str
    denied_when: Condition | None = None
    implied_by: Condition | None = None
    words: tuple[str, ...] = ()


def assumed_within(units: Iterable[tuple[Unit, Assumed]]) -> dict[str, Assumed]:
    """Return the assumptions of units and their content, by id: their own, and those of whatever contains them.

    Args:
        units: Units, each with the assumptions around it.
    """
    found: dict[str, Assumed] = {}
    for unit, around in units:
        here = found[unit.id] = around | unit.assumes
        found |= assumed_by_wordings(unit.opening, here)
        found |= assumed_by_wordings(unit.why, here)
        found |= assumed_by(unit.items(), here)
    return found


def assumed_by_wordings(text: Wordings, around: Assumed) -> dict[str, Assumed]:
    """Return the assumptions of a text's wordings, by id; a single wording has the id of its owner."""
    return {one.id: around | one.offer.assumes for one in text} if len(text) > 1 else {}


def assumed_by(items: Iterable[Item], around: Assumed = frozenset()) -> dict[str, Assumed]:
    """Return the assumptions of items, their wordings and their lines, by id, including those `around` them."""
    return {name: assumed for item in items for name, assumed in _within(item, around)}


def _within(item: Item, around: Assumed) -> Iterator[tuple[str, Assumed]]:
    here = around | item.offer.assumes
    match item:
        case Prompt():
            # A prompt with one wording shares its id.
            yield from ((one.id, here | one.offer.assumes) for one in item.variants)
            if item.look_back is not None:
                yield look_back_id(item.id), here
        case Checklist():
            yield from ((one.id, here | one.offer.assumes) for one in item.items)
        case Passage():
            yield from assumed_by_wordings(item.text, here).items()
        case Exercise() | Rating() | SampleText() | Moment():
            pass
        case _ as never:
            assert_never(never)
    yield item.id, here
