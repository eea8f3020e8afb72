"""Assumptions: what some content assumes about its reader, and what denies it.

Must not know: where content assumes it, or who is given what.
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
    """Something that content may take for granted.

    Attributes:
        id: Its id, by which content declares it under `assumes` and a gate under `denies`.
        title: What is taken for granted, in words.
        denied_when: The answers, as given, that say it is not so; None where only gates deny it.
        implied_by: A condition that says it is so: content with a condition at least as narrow assumes it.
        words: Words and phrases that usually take it for granted.
    """

    id: str
    title: str
    denied_when: Condition | None = None
    implied_by: Condition | None = None
    words: tuple[str, ...] = ()


def assumed_within(units: Iterable[tuple[Unit, Assumed]]) -> dict[str, Assumed]:
    """Return what units and their content assume, by id: their own assumptions, and those of what they belong to.

    Args:
        units: Units, each with what is assumed around it.
    """
    found: dict[str, Assumed] = {}
    for unit, around in units:
        here = found[unit.id] = around | unit.assumes
        found |= assumed_by_wordings(unit.opening, here)
        found |= assumed_by_wordings(unit.why, here)
        found |= assumed_by(unit.items(), here)
    return found


def assumed_by_wordings(text: Wordings, around: Assumed) -> dict[str, Assumed]:
    """Return what the wordings of a text assume, by id; a single one is called as what it belongs to."""
    return {one.id: around | one.offer.assumes for one in text} if len(text) > 1 else {}


def assumed_by(items: Iterable[Item], around: Assumed = frozenset()) -> dict[str, Assumed]:
    """Return what items, their wordings and their lines assume, by id, `around` included."""
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
