"""Conflicts in words, for the person who fills in a profile or hands over a program.

Input: a Pack, and a Reading of a profile. Output: sentences. They do not appear on the client's pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.pack import Pack
from rekindle_core.document.walk import plain
from rekindle_core.explanation.wording import fact_words, read_also_words
from rekindle_core.frozen import Frozen, replace
from rekindle_core.planning.deciding import does_not_fit, read_otherwise
from rekindle_core.planning.reasons import FactIs
from rekindle_core.profile.conflicts import Reading
from rekindle_core.profile.profile import Profile
from rekindle_core.realisation.wording import Wording

_NOBODY = Profile()
"""A profile without names."""


class SaidConflict(Frozen):
    """A conflict that holds, in its reported form.

    Attributes:
        id: Its id.
        says: The pack's sentence about it, with the names in the profile.
        read: The facts that it makes the engine read as another value.
        reading: The same in words, such as 'contact: open was read as none (it does not fit …)'; one for each
            fact.
    """

    id: str
    says: str
    read: tuple[FactIs, ...]
    reading: tuple[str, ...]


def deciding_conflicts(pack: Pack, reading: Reading, *, named: bool) -> tuple[SaidConflict, ...]:
    """Return the conflicts that decide how a fact is read; `reading` lists the answers that others name.

    One answer can contradict ten others, in ten conflicts that all read it the same way. The first conflict
    in full, with a list of the other answers, is enough to know what to ask.

    Args:
        pack: The pack.
        reading: The profile as read.
        named: Whether to call people by their names in the profile.
    """
    return tuple(
        replace(said, reading=(*said.reading, *_others(pack, reading, said)))
        for said in said_conflicts(pack, reading, named=named)
        if said.read or not _is_decided(reading, said.id)
    )


def _is_decided(reading: Reading, conflict_id: str) -> bool:
    """Return whether an earlier conflict already changes the reading of each of its facts."""
    return any(
        one.id == conflict_id and any(reading.conflict(safer.fact) for safer in one.read)
        for one in reading.conflicts
    )


def _others(pack: Pack, reading: Reading, said: SaidConflict) -> Iterator[str]:
    for one in said.read:
        told = {answer.fact for answer in one.read.against.facts} if one.read else set()
        others = {
            answer.fact: answer
            for conflict in reading.conflicts
            if any(safer.fact == one.fact for safer in conflict.read)
            for answer in does_not_fit(reading, conflict, one.fact)
            if answer.fact not in told
        }
        if others:
            yield read_also_words(pack.language, one, others.values())


def said_conflicts(pack: Pack, reading: Reading, *, named: bool) -> tuple[SaidConflict, ...]:
    """Return the conflicts that hold for a profile in words, in the pack's order.

    Args:
        pack: The pack.
        reading: The profile as read.
        named: Whether to call people by their names in the profile; a report does not.
    """
    spoken_of = reading if named else Reading(_NOBODY, _NOBODY)
    wording = Wording(pack, spoken_of, seed=1)
    return tuple(_said(pack, reading, conflict, wording) for conflict in reading.conflicts)


def _said(pack: Pack, reading: Reading, conflict: Conflict, wording: Wording) -> SaidConflict:
    says = plain(wording.inlines(conflict.say, conflict.id))
    read = read_otherwise(pack, reading, conflict)
    return SaidConflict(conflict.id, says, read, tuple(fact_words(pack.language, one) for one in read))
