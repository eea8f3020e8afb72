"""Judging gates for one profile, and their joint effect.

Several gates may hold at once. The strictest effect wins (replace the program, replace steps, remove tags,
add a note), then the file order; every reason names all gates that hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from rekindle_core.content.model.condition import Truth, evaluate, facts_of
from rekindle_core.content.model.gate import Gate, WhenUnknown
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import Frozen
from rekindle_core.planning.deciding import because
from rekindle_core.planning.plan import Answer, GateVerdict
from rekindle_core.planning.reasons import (
    DeclinedHolds,
    GateHolds,
    UnknownAsks,
    UnknownHolds,
    UnknownPasses,
)
from rekindle_core.profile.conflicts import Reading
from rekindle_core.profile.profile import Profile

Denials: TypeAlias = Mapping[str, tuple[str, ...]]
"""For each denied assumption, the gates that deny it; empty if only answers do."""


class Ruling(Frozen):
    """The joint result of all gates for one profile.

    Attributes:
        verdicts: The answer of each gate, in the pack's order.
        replaced_by: The winning gate's alternatives that replace the program.
        replacements: For each replaced step, the alternative that replaces it.
        removed_tags: For each removed tag, the gates that remove it.
        asked_tags: For each tag that asking gates would remove, those gates.
        notes: Alternatives that are added, with the steps at which they can be.
        asking: Gates that ask the reader, strictest first.
    """

    verdicts: tuple[GateVerdict, ...]
    replaced_by: tuple[str, ...]
    replacements: Mapping[str, str]
    removed_tags: Mapping[str, tuple[str, ...]]
    asked_tags: Mapping[str, tuple[str, ...]]
    notes: tuple[tuple[str, tuple[str, ...]], ...]
    asking: tuple[Gate, ...]


def judge(pack: Pack, reading: Reading) -> Ruling:
    """Judge every gate of a pack for a profile as read, and combine the results."""
    verdicts = tuple(judge_gate(pack, gate, reading) for gate in pack.gates)
    by_id = {gate.id: gate for gate in pack.gates}

    def strictest(answer: Answer) -> list[Gate]:
        gates = [by_id[verdict.gate] for verdict in verdicts if verdict.answer is answer]
        return sorted(gates, key=lambda gate: gate.effect.strictness)

    holding = strictest(Answer.HOLDS)
    replaced_by: tuple[str, ...] = ()
    replacements: dict[str, str] = {}
    notes: list[tuple[str, tuple[str, ...]]] = []
    for gate in holding:
        if gate.effect.replaces_program:
            replaced_by = replaced_by or tuple(item.unit.id for item in gate.alternatives)
            continue
        for item in gate.alternatives:
            stands_for = [step for step in item.steps if step in gate.effect.replaces_steps]
            for step in stands_for:
                replacements.setdefault(step, item.unit.id)
            if not stands_for:
                notes.append((item.unit.id, item.steps))
    asking = tuple(strictest(Answer.ASKS))
    return Ruling(
        verdicts=verdicts,
        replaced_by=replaced_by,
        replacements=replacements,
        removed_tags=_by_tag(holding),
        asked_tags=_by_tag(asking),
        notes=tuple(notes),
        asking=asking,
    )


def _by_tag(gates: Iterable[Gate]) -> dict[str, tuple[str, ...]]:
    """Return for each tag the gates that would remove it, except those that replace the program."""
    found: dict[str, tuple[str, ...]] = {}
    for gate in gates:
        for tag in gate.effect.removes_tags if not gate.effect.replaces_program else ():
            found[tag] = (*found.get(tag, ()), gate.id)
    return found


def judge_gate(pack: Pack, gate: Gate, reading: Reading) -> GateVerdict:
    """Return one gate's answer for a profile as read."""
    truth = evaluate(gate.when, reading.__getitem__)
    facts = because(gate.when, reading)
    if truth is Truth.TRUE:
        return GateVerdict(gate.id, Answer.HOLDS, GateHolds(gate.reason, facts))
    if truth is Truth.FALSE:
        return GateVerdict(gate.id, Answer.PASSES, facts)
    declined = sorted(
        name
        for name in facts_of(gate.when)
        if reading[name] is Missing.DECLINED and pack.facts[name].declined_holds
    )
    if declined:
        return GateVerdict(gate.id, Answer.HOLDS, DeclinedHolds(tuple(declined)))
    match gate.unknown:
        case WhenUnknown.HOLDS:
            return GateVerdict(gate.id, Answer.HOLDS, UnknownHolds(facts))
        case WhenUnknown.PASSES:
            return GateVerdict(gate.id, Answer.PASSES, UnknownPasses(facts))
        case WhenUnknown.ASKS:
            return GateVerdict(gate.id, Answer.ASKS, UnknownAsks(facts))


def denials(pack: Pack, profile: Profile, verdicts: Iterable[GateVerdict]) -> Denials:
    """Return the assumptions that are denied for a reader.

    Args:
        pack: The pack.
        profile: The reader's facts as given.
        verdicts: The answer of each gate for them.
    """
    holding = {one.gate for one in verdicts if one.answer is Answer.HOLDS}
    by_gate: dict[str, tuple[str, ...]] = {}
    for gate in pack.gates:
        for name in gate.denies if gate.id in holding else ():
            by_gate[name] = (*by_gate.get(name, ()), gate.id)
    return {
        name: by_gate.get(name, ())
        for name, one in pack.assumptions.items()
        if name in by_gate
        or (one.denied_when and evaluate(one.denied_when, profile.__getitem__) is Truth.TRUE)
    }
