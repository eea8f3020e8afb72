"""Taking down what became of what was ranked: which session it was dealt to, or that others came first.

Comes in: ranked pools, and the sessions as they were dealt. Goes out: decisions, by way of the Chooser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rekindle_core.content.model.step import Unit
from rekindle_core.planning.choose import Chooser, Pools
from rekindle_core.planning.plan import DecisionKind, PlannedSession


def record_pools(
    chooser: Chooser, units: Iterable[Unit], pools: Mapping[str, Pools], sessions: Sequence[PlannedSession]
) -> None:
    """Take down every ranked prompt and exercise of some units."""
    held = {
        pick.prompt: session.number for session in sessions for part in session.parts for pick in part.picks
    }
    exercises = {name: s.number for s in sessions for part in s.parts for name in part.exercises}
    for unit in units:
        ranked = pools[unit.id].prompts
        for place, candidate in enumerate(ranked, 1):
            name, where = candidate.prompt.id, f"place {place} of {len(ranked)}"
            if session := held.get(name, 0):
                reason = f"{candidate.reason}; {where}, session {session}"
            else:
                reason = f"{candidate.reason}, but others came first or there was no room for it; {where}"
            chooser.note(name, "prompt", unit.id, bool(session), reason, place=place, session=session)
        record_dealt(chooser, "exercise", unit.id, [item.id for item in pools[unit.id].exercises], exercises)


def record_dealt(
    chooser: Chooser, kind: DecisionKind, unit: str, ranked: Iterable[str], held: Mapping[str, int]
) -> None:
    """Take down what was dealt one after the other, and what was left when the sessions were full.

    Args:
        chooser: Takes it down.
        kind: What it is.
        unit: What it belongs to.
        ranked: Ids, in the order in which sessions took them.
        held: For those that were taken, the session.
    """
    examiner = chooser.examiner
    for place, name in enumerate(ranked, 1):
        why, session = examiner.examine(examiner.pack.items[name].offer).reason, held.get(name, 0)
        reason = f"{why}; session {session}" if session else f"{why}, but others came first"
        chooser.note(name, kind, unit, bool(session), reason, place=place, session=session)
