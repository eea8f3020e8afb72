"""The differences between two plans, and why: facts, gates, steps, their contents, sessions.

Input: two plans, each with its pack. Output: a PlanDifference. Must not know: how it is shown.

It answers two questions: what would be different for another reader, and how a change to the pack affects
this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal, TypeAlias

from rekindle_core.content.model.pack import Pack
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.status import standings
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Decision, GateVerdict, Plan, PlannedSession
from rekindle_core.profile.telling import GIVEN, told

How: TypeAlias = Literal["came-in", "went-out", "moved", "other-reason", "added", "removed", "rewritten"]


class FactChange(Frozen):
    """A fact that differs between the two profiles, in words."""

    fact: str
    before: str
    after: str


class GateChange(Frozen):
    """A gate with a different answer, or a different reason; None if a pack doesn't have the gate."""

    gate: str
    before: GateVerdict | None
    after: GateVerdict | None

    @property
    def turned(self) -> bool:
        """Whether its answer differs, not only the reason."""
        return not (self.before and self.after and self.before.answer is self.after.answer)


class ContentChange(Frozen):
    """A piece of content that moved or changed; None if a pack doesn't have it.

    `how` says what changed: it came in, went out, moved to another session, is out for another reason, was
    added to or removed from the pack, or was reworded in place.
    """

    item: str
    how: How
    before: Decision | None
    after: Decision | None

    @property
    def decision(self) -> Decision:
        """Where it is after, or was before if it no longer exists: what it is, and what it belongs to."""
        decision = self.after or self.before
        if decision is None:
            raise ValueError(f"{self.item} is in neither plan")
        return decision


class PlanDifference(Frozen):
    """The differences between two plans. `sessions` are all sessions of both, side by side."""

    facts: tuple[FactChange, ...]
    gates: tuple[GateChange, ...]
    units: tuple[ContentChange, ...]
    content: tuple[ContentChange, ...]
    sessions: tuple[tuple[PlannedSession | None, PlannedSession | None], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs: no fact, gate, content or session."""
        changes = (self.facts, self.gates, self.units, self.content)
        return not any(changes) and all(before == after for before, after in self.sessions)


def difference(before: tuple[Pack, Plan], after: tuple[Pack, Plan]) -> PlanDifference:
    """Return the differences between two plans, each given with its pack."""
    changes = tuple(_content(before, after))
    units = {"step", "alternative"}
    return PlanDifference(
        facts=tuple(_facts(before, after)),
        gates=tuple(_gates(before[1], after[1])),
        units=tuple(change for change in changes if change.decision.kind in units),
        content=tuple(change for change in changes if change.decision.kind not in units),
        sessions=tuple(zip_longest(before[1].sessions, after[1].sessions)),
    )


def _facts(before: tuple[Pack, Plan], after: tuple[Pack, Plan]) -> Iterator[FactChange]:
    facts = {**before[0].facts, **after[0].facts}
    for name, fact in facts.items():
        old, new = before[1].profile[name], after[1].profile[name]
        if old != new:
            words = told(fact, old), told(fact, new)
            if words == (GIVEN, GIVEN):
                words = GIVEN, "given, and something else"
            yield FactChange(name, *words)


def _gates(before: Plan, after: Plan) -> Iterator[GateChange]:
    old = {verdict.gate: verdict for verdict in before.gates}
    new = {verdict.gate: verdict for verdict in after.gates}
    for name in {**new, **old}:
        if old.get(name) != new.get(name):
            yield GateChange(name, old.get(name), new.get(name))


def _content(before: tuple[Pack, Plan], after: tuple[Pack, Plan]) -> Iterator[ContentChange]:
    old, new = standings(*before), standings(*after)
    entries = {**catalogue(after[0]), **catalogue(before[0])}
    other_words = _rewritten(before[0], after[0])

    def stands_in_both(name: str) -> bool:
        if not name:
            return not before[1].replaced_by and not after[1].replaced_by
        return all(name in side and side[name].included for side in (old, new))

    # In the order of the newer pack; what is only in the older one comes last.
    for name in {**new, **old}:
        entry = entries[name]
        if entry.parent and not stands_in_both(entry.parent):
            # A wording moves with its prompt, which is reported there.
            continue
        how = _how(old.get(name), new.get(name))
        if how == "other-reason" and entry.kind != "step" and not stands_in_both(entry.unit):
            # It was out, and now its container is, or the other way round. That is also reported there.
            how = None
        how = how or ("rewritten" if name in other_words else None)
        if how:
            yield ContentChange(name, how, old.get(name), new.get(name))


def _how(old: Decision | None, new: Decision | None) -> How | None:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    if old.included != new.included:
        return "came-in" if new.included else "went-out"
    if old.included:
        return "moved" if old.session != new.session else None
    # For ranked items that are out in both, places and sessions shift with every change, which means nothing.
    return "other-reason" if old.reason != new.reason and not (old.place and new.place) else None


def _rewritten(before: Pack, after: Pack) -> set[str]:
    """Return the ids of everything that is in both packs but differs."""
    if before.digest == after.digest:
        return set()
    changed = {
        name for name, item in before.items.items() if name in after.items and item != after.items[name]
    }
    for name, unit in before.units.items():
        other = after.units.get(name)
        own = (unit.title, unit.opening, unit.why, unit.when)
        if other and own != (other.title, other.opening, other.why, other.when):
            changed.add(name)
    return changed
