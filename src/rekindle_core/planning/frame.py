"""What opens and closes each session: moments, none of which is used twice, and ratings.

Input: sessions as dealt, and a Chooser. Output: sessions with their moments and ratings, and shortfalls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from rekindle_core.content.model.step import Moment
from rekindle_core.frozen import Frozen, replace
from rekindle_core.planning.choose import ACTION, Chooser
from rekindle_core.planning.plan import PlannedSession
from rekindle_core.planning.reasons import NoSessions, RankedOut, Refused
from rekindle_core.planning.record import record_dealt
from rekindle_core.planning.shortfalls import TooFewMoments

Kind: TypeAlias = Literal["settle", "action", "close"]


class Framed(Frozen):
    """Sessions with what opens and closes each, and the kinds of moments that run out."""

    sessions: tuple[PlannedSession, ...]
    shortfalls: tuple[TooFewMoments, ...]


def frame_sessions(chooser: Chooser, sessions: Sequence[PlannedSession]) -> Framed:
    """Return sessions with what opens and closes each, and record why each moment is in or out."""
    frame = chooser.examiner.pack.frame
    kinds: tuple[tuple[Kind, Sequence[Moment]], ...] = (
        ("settle", frame.settles),
        ("action", frame.actions),
        ("close", frame.closes),
    )
    pools = {kind: chooser.moments(written, kind) for kind, written in kinds}
    shortfalls = []
    numbers = tuple(session.number for session in sessions)
    for kind, written in kinds:
        pool = pools[kind]
        # A pack without any, or a brief session without most, is not a shortfall.
        expected = written and (kind == ACTION or chooser.brief_minutes is None)
        if expected and len(pool) < len(sessions):
            shortfalls.append(TooFewMoments(kind, len(pool), len(sessions)))
        held = dict(zip(pool, numbers, strict=False))
        left = (Refused(numbers, RankedOut() if numbers else NoSessions()),)
        record_dealt(chooser, "moment", "", pool, held, dict.fromkeys(pool, left))
    asked = chooser.eligible(frame.ratings, "rating", "", note_all=True, checked=False)
    ratings = tuple(item.id for item in asked)
    return Framed(tuple(_framed(sessions, pools, ratings)), tuple(shortfalls))


def _framed(
    sessions: Sequence[PlannedSession], pools: Mapping[Kind, Sequence[str]], ratings: tuple[str, ...]
) -> Iterator[PlannedSession]:
    def nth(kind: Kind, index: int) -> str:
        return pools[kind][index] if index < len(pools[kind]) else ""

    for at, session in enumerate(sessions):
        yield replace(
            session,
            settle=nth("settle", at),
            ratings=ratings,
            action=nth("action", at),
            close=nth("close", at),
        )
