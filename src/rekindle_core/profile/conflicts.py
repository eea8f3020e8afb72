"""Conflicts between the answers of one profile, and how a plan reads the answers meanwhile.

Input: a Pack and a Profile. Output: the conflicts that hold, and a Reading. Must not know: gates, plans,
or what the answers are used for.

All conflicts are evaluated on the answers as given, so the reading of one can't cause or remove another, and
their order doesn't matter. Only if two that hold read the same fact differently does the first in the pack
count.
"""

from __future__ import annotations

import datetime as dt

from rekindle_core.content.model.condition import Truth, evaluate, facts_of
from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Value
from rekindle_core.frozen import Frozen, replace
from rekindle_core.profile.profile import Profile


class Reading(Frozen):
    """A profile as a plan reads it. Every condition is evaluated on `safer`.

    Attributes:
        given: The answers as given.
        safer: The answers with the safer reading of contradictory ones; the same if there are none.
        conflicts: The conflicts that hold, in the pack's order.
    """

    given: Profile
    safer: Profile
    conflicts: tuple[Conflict, ...] = ()

    def __getitem__(self, fact: str) -> Value:
        return self.safer[fact]

    def text(self, fact: str) -> str:
        """Return a fact's text as read, or an empty string if there is none."""
        return self.safer.text(fact)

    def number(self, fact: str) -> int | None:
        """Return a fact's number as read, or None."""
        return self.safer.number(fact)

    def date(self, fact: str) -> dt.date | None:
        """Return a fact's date as read, or None."""
        return self.safer.date(fact)

    @property
    def contested(self) -> frozenset[str]:
        """The facts that a conflict that holds tests or reads."""
        read = (safer.fact for conflict in self.conflicts for safer in conflict.read)
        return frozenset(read).union(*(facts_of(conflict.when) for conflict in self.conflicts))

    def conflict(self, fact: str) -> Conflict | None:
        """Return the conflict because of which a fact is read as another value than given, or None."""
        if self.given[fact] == self.safer[fact]:
            return None
        return next(one for one in self.conflicts if any(safer.fact == fact for safer in one.read))


def find_conflicts(pack: Pack, profile: Profile) -> tuple[Conflict, ...]:
    """Return the conflicts of a pack that are known to hold for a profile, in the pack's order."""
    return tuple(
        conflict for conflict in pack.conflicts if evaluate(conflict.when, profile.__getitem__) is Truth.TRUE
    )


def safer_reading(pack: Pack, profile: Profile) -> Reading:
    """Return a plan's reading of a profile: each fact that a conflict is about has its safer value.

    Args:
        pack: The pack with the conflicts.
        profile: The answers as given, which don't change.
    """
    found = find_conflicts(pack, profile)
    if not found:
        return Reading(profile, profile)
    # The first conflict that reads a fact takes precedence, so it is applied last.
    safer = {one.fact: one.value for conflict in reversed(found) for one in conflict.read}
    return Reading(profile, replace(profile, values={**profile.values, **safer}), found)
