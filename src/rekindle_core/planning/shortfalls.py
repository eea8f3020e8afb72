"""What a plan could not keep, as values; worded as reasons are."""

from __future__ import annotations

from typing import Literal, TypeAlias

from rekindle_core.frozen import Frozen


class FewerSessions(Frozen):
    """There are fewer sessions than were asked for, because nothing is repeated."""

    wanted: int
    held: int


class StepsLeftOut(Frozen):
    """So few sessions of so many minutes have no room for some steps."""

    steps: tuple[str, ...]
    sessions: int
    minutes: int


class CoresLeftOut(Frozen):
    """No session asks a core prompt of some steps, though one fits: those that a session joins leave no room for it."""

    steps: tuple[str, ...]


class TooFewMoments(Frozen):
    """There are fewer moments of a kind than sessions, and none is repeated."""

    kind: Literal["settle", "action", "close"]
    moments: int
    sessions: int


class OpeningsAlike(Frozen):
    """Three prompts in a row begin alike."""

    session: int
    unit: str


Shortfall: TypeAlias = FewerSessions | StepsLeftOut | CoresLeftOut | TooFewMoments | OpeningsAlike
"""What a plan could not keep."""
