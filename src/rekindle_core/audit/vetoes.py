"""Whether any reader gets content that a gate removes by tag: tried with the planner itself.

Input: when content could be given if no gate removed it. Output: findings.

The rules themselves ensure that content with a removed tag never fits. What remains to check is whether the
planner can bypass them: through a list that it doesn't examine, or a page without a self-check. So for each
gate that removes tags, this makes profiles for which the gate holds, or asks, and for which everything that
it removes would otherwise be given. The planner makes a plan for each, and the plan must contain none of that
content.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.audit.circuit import Literal
from rekindle_core.audit.finding import Finding, Place
from rekindle_core.audit.given import GivenContent
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.gate import Gate
from rekindle_core.explanation.catalogue import Entry, catalogue
from rekindle_core.explanation.status import part_items
from rekindle_core.frozen import replace
from rekindle_core.planning.plan import Answer, Part


def vetoed_content(content: GivenContent) -> Iterator[Finding]:
    """Yield content that some reader gets although a gate that holds removes it, or a gate that asks was not asked."""
    rules = content.rules
    entries = catalogue(content.pack)
    told: set[str] = set()
    for gate in content.pack.gates:
        tags = set(gate.effect.removes_tags)
        removed = [entry for entry in entries.values() if tags & entry.offer.tags]
        for answers in (rules.holds, rules.asks):
            for trial in _trials(content, removed, answers[gate.id]):
                for entry in removed:
                    if entry.id not in told and _given(trial, gate, entry):
                        told.add(entry.id)
                        yield _vetoed(content, gate, entry, trial)


def _trials(content: GivenContent, removed: list[Entry], answer: Literal) -> Iterator[Trial]:
    """Yield profiles with this answer such that each piece of content would be given to at least one of them."""
    circuit, readers = content.circuit, content.rules.readers
    open_ = dict.fromkeys(content.but_for_tags[entry.id] for entry in removed)
    while open_:
        first = next(iter(open_))
        del open_[first]
        held = [answer, first]
        if not circuit.can(*held):
            continue
        # The more room there is, the more of the eligible content is given; with one profile, all of it at
        # once.
        for wire in (*(readers.highest(fact) for fact in _SHAPE), *open_):
            if circuit.can(*held, wire):
                held.append(wire)
                open_.pop(wire, None)
        model = circuit.model(*held)
        if model is None:
            raise AssertionError("each wire was asked about before it was held")
        yield Trial(content.pack, readers.read(model))


_SHAPE = ("program.sessions", "program.minutes")


def _given(trial: Trial, gate: Gate, entry: Entry) -> bool:
    """Return whether the plan gives something to a reader although the gate withholds it."""
    plan = trial.plan
    if entry.id not in trial.held:
        return False
    if trial.answer(gate.id) is not Answer.ASKS:
        return True
    # The text of a note at a part does not come after its self-check.
    held = [
        part
        for session in plan.sessions
        for part in session.parts
        if entry.id in part_items(plan, replace(part, notes=()))
    ]
    return not held or not all(_asked(part, gate) for part in held)


def _asked(part: Part, gate: Gate) -> bool:
    return any(name == gate.id for check in part.checks for name, _ in check.statements)


def _vetoed(content: GivenContent, gate: Gate, entry: Entry, trial: Trial) -> Finding:
    answer = trial.answer(gate.id)
    wire = content.rules.holds[gate.id] if answer is Answer.HOLDS else content.rules.asks[gate.id]
    small = content.rules.readers.smallest(wire, content.but_for_tags[entry.id])
    if small is not None and _given(smaller := Trial(content.pack, small), gate, entry):
        trial = smaller
    tags = ", ".join(sorted(entry.offer.tags & set(gate.effect.removes_tags)))
    does = "holds" if answer is Answer.HOLDS else "asks, with no self-check before it"
    return Finding(
        "vetoed-content",
        Place("id", entry.id, key="tags"),
        (
            f"The {entry.kind} {entry.id} has the tag {tags}, which the gate {gate.id} removes; it {does}, "
            "but some reader still gets it."
        ),
        "this is a bug in Rekindle: please report it, and remove the content until it is fixed.",
        trial.given,
    )
