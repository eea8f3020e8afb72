"""Everything about one piece of content in one plan: who it is for, the gates, and where it is.

Input: a Pack, a Plan made from it, and an id. Output: an Account, in words and numbers. Must not know:
how it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from rekindle_core.content.model.condition import Condition, Truth, evaluate, facts_of
from rekindle_core.content.model.pack import Pack
from rekindle_core.explanation.catalogue import Entry, catalogue
from rekindle_core.explanation.status import gates_at, gates_of, session_items, standings
from rekindle_core.frozen import Frozen, replace
from rekindle_core.planning.deciding import because
from rekindle_core.planning.eligibility import MOST_SPECIFIC, eligible_phrases
from rekindle_core.planning.plan import Decision, GateVerdict, Plan
from rekindle_core.planning.reasons import FactsAre


class GateNote(Frozen):
    """A gate that affects a piece of content: its answer for the profile, and what it does if it holds."""

    verdict: GateVerdict
    does: str
    brings_in: bool = False


class Account(Frozen):
    """Everything about one piece of content.

    Attributes:
        entry: What it is.
        decision: Whether it is in, and why; its place and first session.
        needs: Who it is for.
        told: The facts of the profile that decide that; empty if it is for everyone.
        fits: Whether the profile is known to fit.
        matched: The number of matching facts, as in the ranking.
        ranked: The length of the list in which it is ranked; 0 if it is not ranked.
        sessions: The sessions that contain it.
        phrases: Phrase lists that its words use, and whether one of their alternatives fits.
        gates: The gates that can remove it or bring it in, in the pack's order.
        parts: The wordings of a prompt, or the lines of a checklist.
    """

    entry: Entry
    decision: Decision
    needs: Condition
    told: FactsAre
    fits: bool
    matched: int
    ranked: int
    sessions: tuple[int, ...]
    phrases: Mapping[str, bool]
    gates: tuple[GateNote, ...]
    parts: tuple[Decision, ...]


def account(pack: Pack, plan: Plan, name: str) -> Account:
    """Return everything about one piece of content.

    Args:
        pack: The pack of the plan.
        plan: The plan.
        name: An id of the catalogue.

    Raises:
        KeyError: There is nothing with that id.
    """
    entries, found = catalogue(pack), standings(pack, plan)
    entry, decision = entries[name], found[name]
    when, reading = entry.offer.when, plan.reading
    return Account(
        entry=entry,
        decision=decision,
        needs=when,
        told=because(when, reading),
        fits=evaluate(when, reading.__getitem__) is Truth.TRUE,
        matched=min(len(facts_of(when)), MOST_SPECIFIC),
        ranked=_ranked(plan, decision),
        sessions=_sessions(plan, entry),
        phrases={
            list_: bool(eligible_phrases(pack, reading, list_)) for list_ in sorted(entry.offer.phrases)
        },
        gates=gate_notes(pack, plan, entry),
        parts=tuple(found[part.id] for part in entries.values() if part.parent == name),
    )


def gate_notes(pack: Pack, plan: Plan, entry: Entry) -> tuple[GateNote, ...]:
    """Return the gates that can remove a piece of content, and those that bring its alternative in."""
    parent = catalogue(pack)[entry.parent] if entry.parent else entry
    tags = entry.offer.tags | parent.offer.tags
    does = dict(gates_at(pack, replace(entry, offer=replace(entry.offer, tags=tags))))
    bringing = gates_of(pack, entry.unit)
    notes = []
    for verdict in plan.gates:
        if verdict.gate in bringing:
            notes.append(GateNote(verdict, f"brings in {entry.unit}", brings_in=True))
        elif verdict.gate in does:
            notes.append(GateNote(verdict, does[verdict.gate]))
    return tuple(notes)


def _ranked(plan: Plan, decision: Decision) -> int:
    if not decision.place:
        return 0
    return sum(
        1 for one in plan.decisions if one.place and one.unit == decision.unit and one.kind == decision.kind
    )


def _sessions(plan: Plan, entry: Entry) -> tuple[int, ...]:
    return tuple(session.number for session in plan.sessions if entry.id in session_items(plan, session))
