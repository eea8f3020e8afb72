"""The requests that a plan could not meet, as values; worded like reasons."""

from __future__ import annotations

from typing import Literal, TypeAlias

from rekindle_core.frozen import Frozen


class FewerSessions(Frozen):
    """There are fewer sessions than requested, because nothing is repeated."""

    wanted: int
    held: int


class StepsLeftOut(Frozen):
    """The sessions are too few and too short for some steps."""

    steps: tuple[str, ...]
    sessions: int
    minutes: int


class CoresLeftOut(Frozen):
    """No session asks a core prompt of some steps although one fits, because joined sessions have no room for it."""

    steps: tuple[str, ...]


class TooFewMoments(Frozen):
    """There are fewer moments of a kind than sessions, and none is repeated."""

    kind: Literal["settle", "action", "close"]
    moments: int
    sessions: int


class OpeningsAlike(Frozen):
    """Three prompts in a row begin in the same way."""

    session: int
    unit: str


Shortfall: TypeAlias = FewerSessions | StepsLeftOut | CoresLeftOut | TooFewMoments | OpeningsAlike
"""A request that a plan could not meet."""
