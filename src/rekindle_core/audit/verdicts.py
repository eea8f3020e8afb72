"""Gates that contradict each other, conflicts that overlap, and gates that hold without an alternative.

Input: the Rules. Output: findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rekindle_core.audit.finding import Finding, Place
from rekindle_core.audit.rules import Rules
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.gate import Gate
from rekindle_core.planning.plan import Answer


def contradictions(rules: Rules) -> Iterator[Finding]:
    """Yield pairs of gates that exclude each other but both hold for some reader.

    This happens if an unknown or declined fact counts as holding: the reader is then told two things that
    can't both be true.
    """
    can, readers = rules.circuit.can, rules.readers
    for one, other in combinations(rules.pack.gates, 2):
        true = readers.true(one.when), readers.true(other.when)
        if can(*true) or not all(map(can, true)):
            continue
        given = readers.smallest(rules.holds[one.id], rules.holds[other.id])
        if given is None:
            continue
        trial = Trial(rules.pack, given)
        both = trial.answer(one.id) is trial.answer(other.id) is Answer.HOLDS
        trial.confirm(both, f"{one.id} and {other.id} both hold")
        yield Finding(
            "gates-contradict",
            Place("id", other.id),
            f"The gates {one.id} and {other.id} can never both be true, but both hold for some reader.",
            (
                f"check how each treats unknown facts: `unknown: {other.unknown.value}` here, `unknown: "
                f"{one.unknown.value}` there, and `declined: holds` of their facts."
            ),
            given,
        )


def clashes(rules: Rules) -> Iterator[Finding]:
    """Yield pairs of conflicts that hold together for some reader, and read one fact differently."""
    readers = rules.readers
    for one, other in combinations(rules.pack.conflicts, 2):
        values = {safer.fact: safer.value for safer in one.read}
        facts = [safer.fact for safer in other.read if values.get(safer.fact, safer.value) != safer.value]
        if not facts:
            continue
        given = readers.smallest(readers.true_as_given(one.when), readers.true_as_given(other.when))
        if given is None:
            continue
        trial = Trial(rules.pack, given)
        both = {one.id, other.id} <= {conflict.id for conflict in trial.reading.conflicts}
        trial.confirm(both, f"the conflicts {one.id} and {other.id} hold together")
        yield Finding(
            "conflicts-disagree",
            Place("id", other.id, key="read"),
            (
                f"The conflicts {one.id} and {other.id} can hold together, and read {' and '.join(facts)} "
                f"differently; {one.id} comes first, so it counts."
            ),
            "give both the same reading, or narrow the condition of one.",
            given,
        )


def holes(rules: Rules) -> Iterator[Finding]:
    """Yield gates that may hold without an alternative for what they remove."""
    for gate in rules.pack.gates:
        if gate.effect.replaces_program:
            yield from _hole(rules, gate, "")
        for step in gate.effect.replaces_steps:
            yield from _hole(rules, gate, step)


def _hole(rules: Rules, gate: Gate, step: str) -> Iterator[Finding]:
    left = rules.stands(step) if step else rules.program
    given = rules.readers.smallest(rules.holds[gate.id], left)
    if given is None:
        return
    trial = Trial(rules.pack, given)
    stands = trial.stands(step) if step else not trial.plan.replaced_by
    trial.confirm(trial.answer(gate.id) is Answer.HOLDS and stands, f"{gate.id} holds and replaces nothing")
    what = f"the step {step}" if step else "the program"
    yield Finding(
        "no-alternative",
        Place("id", gate.id, key="alternatives"),
        f"The gate {gate.id} replaces {what}, but has no alternative for it, and some reader still gets it.",
        "add an alternative that is worth reading on its own.",
        given,
    )
