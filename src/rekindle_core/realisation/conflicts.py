"""Conflicts in words: what is said to whoever fills in a profile, or hands a program on.

Comes in: a Pack, and a Reading of a profile. Goes out: sentences. The client's pages say none of them.
"""

from __future__ import annotations

from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.pack import Pack
from rekindle_core.document.walk import plain
from rekindle_core.explanation.wording import fact_words
from rekindle_core.frozen import Frozen
from rekindle_core.planning.deciding import read_otherwise
from rekindle_core.planning.reasons import FactIs
from rekindle_core.profile.conflicts import Reading
from rekindle_core.profile.profile import Profile
from rekindle_core.realisation.wording import Wording

_NOBODY = Profile()
"""A profile in which nobody has a name."""


class SaidConflict(Frozen):
    """A conflict that holds, as it is told.

    Attributes:
        id: Its id.
        says: What the pack says of it, with the names that the profile has.
        read: The facts that it has read as another value than was given.
        reading: The same in words, such as 'contact: open was read as none (it does not fit …)'; one for each fact.
    """

    id: str
    says: str
    read: tuple[FactIs, ...]
    reading: tuple[str, ...]


def said_conflicts(pack: Pack, reading: Reading, *, named: bool) -> tuple[SaidConflict, ...]:
    """Return the conflicts that hold for a profile in words, in the order of the pack.

    Args:
        pack: The pack.
        reading: The profile as it is read.
        named: Whether to call people by the names that the profile has for them; a report does not.
    """
    spoken_of = reading if named else Reading(_NOBODY, _NOBODY)
    wording = Wording(pack, spoken_of, seed=1)
    return tuple(_said(pack, reading, conflict, wording) for conflict in reading.conflicts)


def _said(pack: Pack, reading: Reading, conflict: Conflict, wording: Wording) -> SaidConflict:
    says = plain(wording.inlines(conflict.say, conflict.id))
    read = read_otherwise(pack, reading, conflict)
    return SaidConflict(conflict.id, says, read, tuple(fact_words(pack.language, one) for one in read))
