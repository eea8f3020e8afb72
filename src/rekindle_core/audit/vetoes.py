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

from rekindle_core.audit.circuit import Literal, Model
from rekindle_core.audit.finding import Finding, Place
from rekindle_core.audit.given import GivenContent
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.gate import Gate
from rekindle_core.explanation.catalogue import Entry, catalogue
from rekindle_core.explanation.status import part_items
from rekindle_core.frozen import Frozen, replace
from rekindle_core.planning.plan import Answer, Part


def vetoed_content(content: GivenContent) -> Iterator[Finding]:
    """Yield content that some reader gets although a gate that holds removes it, or a gate that asks was not asked."""
    rules = content.rules
    entries = catalogue(content.pack)
    told: set[str] = set()
    tried: list[_Tried] = []
    for gate in content.pack.gates:
        tags = set(gate.effect.removes_tags)
        removed = [entry for entry in entries.values() if tags & entry.offer.tags]
        for answers in (rules.holds, rules.asks):
            for trial in _trials(content, removed, answers[gate.id], tried):
                for entry in removed:
                    if entry.id not in told and _given(trial, gate, entry):
                        told.add(entry.id)
                        yield _vetoed(content, gate, entry, trial)


class _Tried(Frozen):
    """A profile that was tried, and the wires about content and answers that hold for it."""

    trial: Trial
    holding: Model


def _trials(
    content: GivenContent, removed: list[Entry], answer: Literal, tried: list[_Tried]
) -> Iterator[Trial]:
    """Yield profiles with this answer such that each piece of content would be given to at least one of them.

    Profiles that were tried for other gates come first, because making a plan takes longest.
    """
    circuit, readers = content.circuit, content.rules.readers
    open_ = dict.fromkeys(content.but_for_tags[entry.id] for entry in removed)
    for one in tried:
        if answer in one.holding and (again := open_.keys() & one.holding):
            open_ = {wire: None for wire in open_ if wire not in again}
            yield one.trial
    shape = [readers.highest(fact) for fact in _SHAPE]
    while open_:
        first = next(iter(open_))
        del open_[first]
        # The more room there is, the more of the eligible content is given; with one profile, all of it at once.
        taken = circuit.together([answer, first], (*shape, *open_))
        if taken is None:
            continue
        for wire in taken:
            open_.pop(wire, None)
        model = circuit.model(answer, first, *taken)
        if model is None:
            raise AssertionError("each wire was asked about before it was held")
        trial = Trial(content.pack, readers.read(model))
        tried.append(_Tried(trial, model & _wires(content)))
        yield trial


def _wires(content: GivenContent) -> frozenset[Literal]:
    """Return the wires that other gates may ask about."""
    rules = content.rules
    return frozenset((*content.but_for_tags.values(), *rules.holds.values(), *rules.asks.values()))


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
