"""Why a plan is looked back on, or why not: as values, members of the union of all reasons."""

from __future__ import annotations

from typing import TypeAlias

from rekindle_core.frozen import Frozen


class LooksBack(Frozen):
    """A session looks back on a plan from the previous one."""

    session: int


class LookBackAsked(Frozen):
    """Gates that ask may remove the plan, and no self-check comes before a look-back."""

    gates: tuple[str, ...]


class LookBackLast(Frozen):
    """No session comes after the one with the plan."""


class LookBackTaken(Frozen):
    """The next session looks back on another plan."""

    item: str


LookBackReason: TypeAlias = LooksBack | LookBackAsked | LookBackLast | LookBackTaken
