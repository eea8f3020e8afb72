"""Counts for a pack: profiles, and prompts by step, level, technique and the facts they are written for.

Input: the Rules. Output: numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rekindle_core.audit.promises import Least
from rekindle_core.audit.rules import Rules, motif
from rekindle_core.content.model.condition import Has, Is, tests_of
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Prompt, Unit
from rekindle_core.frozen import Frozen


class UnitCount(Frozen):
    """The counts of one step, or of one alternative that can replace a step.

    Attributes:
        id: Its id.
        step: Whether it is a step.
        prompts: How many prompts it has.
        motifs: How many motifs they have; a prompt without one counts as its own.
        levels: Prompts by level.
        techniques: Prompts by technique.
        written_for: For each fact with a list of values, and each value: the prompts whose condition names
            it.
        least: The smallest number of motifs that a reader of it gets.
    """

    id: str
    step: bool
    prompts: int
    motifs: int
    levels: Mapping[int, int]
    techniques: Mapping[str, int]
    written_for: Mapping[str, Mapping[str, int]]
    least: Least


class Counts(Frozen):
    """All counts. Profiles that no rule distinguishes count as one."""

    profiles: int
    facts: int
    gates: int
    promised: int
    units: tuple[UnitCount, ...]


def count(rules: Rules, found: Mapping[str, Least], promised: int) -> Counts:
    """Count everything in a pack."""
    pack = rules.pack
    return Counts(
        profiles=rules.readers.count,
        facts=len(pack.facts),
        gates=len(pack.gates),
        promised=promised,
        units=tuple(_unit(pack, pack.units[name], few) for name, few in found.items()),
    )


def _unit(pack: Pack, unit: Unit, few: Least) -> UnitCount:
    return UnitCount(
        id=unit.id,
        step=unit.id in pack.steps,
        prompts=len(unit.prompts),
        motifs=len({motif(prompt) for prompt in unit.prompts}),
        levels=dict(sorted(Counter(prompt.level for prompt in unit.prompts).items())),
        techniques=dict(sorted(Counter(prompt.technique for prompt in unit.prompts).items())),
        written_for=_written_for(pack, unit),
        least=few,
    )


def _written_for(pack: Pack, unit: Unit) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, Counter[str]] = {}
    for prompt in unit.prompts:
        for fact, value in _named(prompt):
            if value in pack.facts[fact].values:
                found.setdefault(fact, Counter())[value] += 1
    return {
        name: {value: found[name][value] for value in fact.values if found[name][value]}
        for name, fact in pack.facts.items()
        if name in found
    }


def _named(prompt: Prompt) -> frozenset[tuple[str, str]]:
    """Return the facts and values named in the condition of a prompt, or of one of its wordings."""
    offers = (prompt.offer, *(variant.offer for variant in prompt.variants))
    return frozenset(
        (test.fact, str(value))
        for offer in offers
        for test in tests_of(offer.when)
        if isinstance(test, Is | Has)
        for value in test.values
    )
