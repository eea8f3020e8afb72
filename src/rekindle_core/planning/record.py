"""Recording what happened to each ranked item: which session took it, or why none did.

Input: ranked pools, and the sessions as dealt. Output: decisions, through the Chooser.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from rekindle_core.content.model.step import Unit
from rekindle_core.planning.choose import Chooser, Pools
from rekindle_core.planning.plan import DecisionKind, PlannedSession
from rekindle_core.planning.reasons import (
    Chosen,
    ExerciseTaken,
    NoExercises,
    NoRoom,
    NotDealt,
    RankedOut,
    Reason,
    Refusal,
    Refused,
    Taken,
)


class Refusals:
    """Why sessions did not take fitting content, while they are dealt one after another."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Refusal, list[int]]] = {}

    def add(self, item: str, session: int, refusal: Refusal) -> None:
        """Record that a session did not take something."""
        self._found.setdefault(item, {}).setdefault(refusal, []).append(session)

    def found(self) -> Mapping[str, tuple[Refused, ...]]:
        """Return, for everything that some session did not take, the reasons, each once with its sessions."""
        return {
            item: tuple(Refused(tuple(sessions), refusal) for refusal, sessions in refused.items())
            for item, refused in self._found.items()
        }


def record_pools(
    chooser: Chooser,
    units: Iterable[Unit],
    pools: Mapping[str, Pools],
    sessions: Sequence[PlannedSession],
    refused: Mapping[str, tuple[Refused, ...]],
) -> None:
    """Record every ranked prompt and exercise of these units."""
    held = {
        pick.prompt: (session.number, pick.core)
        for session in sessions
        for part in session.parts
        for pick in part.picks
    }
    exercises = {name: s.number for s in sessions for part in s.parts for name in part.exercises}
    for unit in units:
        ranked = pools[unit.id].prompts
        for place, candidate in enumerate(ranked, 1):
            name = candidate.prompt.id
            session, core = held.get(name, (0, False))
            reason: Reason
            if session:
                reason = Chosen(candidate.reason, place, len(ranked), session, core)
            else:
                reason = NotDealt(candidate.reason, refused[name], place, len(ranked))
            chooser.note(name, "prompt", unit.id, bool(session), reason, place=place, session=session)
        names = [item.id for item in pools[unit.id].exercises]
        record_dealt(chooser, "exercise", unit.id, names, exercises, refused)


def record_dealt(
    chooser: Chooser,
    kind: DecisionKind,
    unit: str,
    ranked: Sequence[str],
    held: Mapping[str, int],
    refused: Mapping[str, tuple[Refused, ...]],
) -> None:
    """Record what was dealt in order, and what was left when the sessions were full.

    Args:
        chooser: Records the decisions.
        kind: The kind of content.
        unit: Its unit.
        ranked: Ids, in the order in which sessions took them.
        held: The sessions of those that were taken.
        refused: The reasons for those that were not.
    """
    examiner = chooser.examiner
    for place, name in enumerate(ranked, 1):
        why, session = examiner.examine(examiner.pack.items[name].offer).reason, held.get(name, 0)
        reason = Taken(why, session) if session else NotDealt(why, refused[name], place, len(ranked))
        chooser.note(name, kind, unit, bool(session), reason, place=place, session=session)


def no_exercise(to_do: int, count: int, minutes: int) -> Refusal:
    """Return why a part took none of its exercises, or no more of them."""
    if not to_do:
        return NoExercises(minutes)
    return RankedOut() if count else ExerciseTaken()


def no_room(pools: Mapping[str, Pools], kept: Collection[str]) -> Mapping[str, tuple[Refused, ...]]:
    """Return for what fits in units that the sessions have no room for why none took it."""
    refused = (Refused((), NoRoom()),)
    return {
        name: refused
        for unit, pool in pools.items()
        if unit not in kept
        for name in (*(one.prompt.id for one in pool.prompts), *(one.id for one in pool.exercises))
    }
