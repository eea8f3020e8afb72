"""The items that can be on a handout: the prompts, exercises, checklists and passages of a pack's steps.

Input: a Pack. Output: each item with its step. Must not know: profiles.

Alternatives that replace a step count as steps here. Pages that replace the program don't: a person decides
how the reader gets them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, assert_never

from rekindle_core.content.model.pack import Pack
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
)
from rekindle_core.diagnostics import did_you_mean
from rekindle_core.errors import UsageError
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.frozen import Frozen

Offerable: TypeAlias = Passage | Checklist | Exercise | Prompt


class Offered(Frozen):
    """An item, and its step or alternative."""

    item: Offerable
    unit: Unit


def offered(pack: Pack) -> Mapping[str, Offered]:
    """Return the items of a pack that can be on a handout, by id, in the pack's order."""
    return {one.item.id: one for unit in _units(pack) for one in _of_unit(unit)}


def chosen(pack: Pack, names: Sequence[str]) -> tuple[Offered, ...]:
    """Return the items with these ids, each once.

    Raises:
        UsageError: No id is given, or one can't be on a handout.
    """
    known = offered(pack)
    if not names:
        hint = "name them by their ids: `rekindle catalogue` lists them."
        raise UsageError("A handout has at least one item.", code="unknown-item", hint=hint)
    for name in names:
        if name not in known:
            raise _unknown(pack, name, known)
    return tuple(known[name] for name in dict.fromkeys(names))


def _unknown(pack: Pack, name: str, known: Mapping[str, Offered]) -> UsageError:
    entry = catalogue(pack).get(name)
    if entry is None:
        hint = (
            did_you_mean(name, known)
            or "run `rekindle catalogue` to list items, or add a word to search for."
        )
        return UsageError(f"There is no item “{name}” in the pack {pack.id}.", code="unknown-item", hint=hint)
    wanted = "a handout has prompts, exercises, checklists and passages of steps"
    find = (
        f"`rekindle catalogue --step {name}` lists its items"
        if name in {one.unit.id for one in known.values()}
        else ""
    )
    hint = "; ".join(filter(None, (wanted, find))) + "."
    article = "an" if entry.kind[0] in "aeiou" else "a"
    return UsageError(
        f"“{name}” is {article} {entry.kind}, and cannot be on a handout.", code="unknown-item", hint=hint
    )


def _units(pack: Pack) -> Iterator[Unit]:
    yield from pack.steps.values()
    for gate in pack.gates:
        for one in gate.alternatives:
            if set(one.steps) & set(gate.effect.replaces_steps):
                yield one.unit


def _of_unit(unit: Unit) -> Iterator[Offered]:
    for item in unit.items():
        if (one := _offerable(item)) is not None:
            yield Offered(one, unit)


def _offerable(item: Item) -> Offerable | None:
    match item:
        case Passage() | Checklist() | Exercise() | Prompt():
            return item
        case SampleText() | Rating() | Moment():
            return None
        case _ as never:
            assert_never(never)
