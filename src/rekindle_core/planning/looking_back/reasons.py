"""Why a plan is looked back on, or why not: as values, members of the union of all reasons."""

from __future__ import annotations

from typing import TypeAlias

from rekindle_core.frozen import Frozen


class LooksBack(Frozen):
    """A session looks back on a plan of the one before."""

    session: int


class LookBackAsked(Frozen):
    """Gates that ask may take the plan out, and no self-check comes before a look back."""

    gates: tuple[str, ...]


class LookBackLast(Frozen):
    """No session comes after that of the plan."""


class LookBackTaken(Frozen):
    """The next session looks back on another plan."""

    item: str


LookBackReason: TypeAlias = LooksBack | LookBackAsked | LookBackLast | LookBackTaken
