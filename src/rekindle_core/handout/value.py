"""A Handout: what is on one sheet, and what was refused one.

Comes in: nothing. Goes out: frozen values. Must not know: how items are judged, or what a sheet looks like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rekindle_core.content.model.condition import Condition
from rekindle_core.errors import RekindleError
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Part, Plan
from rekindle_core.planning.reasons import Reason


class Handout(Frozen):
    """One sheet of chosen items.

    Attributes:
        plan: The sheet as a plan of one session without a frame: a part for each item, in the order of the sheet, and
            a close if one asks much. Its check in front has every statement that the sheet depends on.
        general: Whether nothing is known that a gate or an item asks about. Its reader is then anyone.
        waived: For a general handout, the items that are meant for some readers only, each with for whom.
        taken_by: The items, each with the gates that take it away where they hold.
    """

    plan: Plan
    general: bool
    waived: tuple[tuple[str, Condition], ...] = ()
    taken_by: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its parts, each of one item."""
        return self.plan.sessions[0].parts

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of its items, in the order of the sheet."""
        return tuple(name for part in self.parts for name in part_items(part))

    @property
    def close(self) -> str:
        """The id of what closes it; empty where nothing on it asks much."""
        return self.plan.sessions[0].close


def part_items(part: Part) -> Iterator[str]:
    """Yield the ids of the items of a part of a sheet."""
    yield from part.passages
    yield from (pick.prompt for pick in part.picks)
    yield from part.exercises
    yield from (picked.checklist for picked in part.checklists)


class Withheld(Frozen):
    """An item that a reader is not given: why, and the steps or pages that they would be given instead."""

    item: str
    reason: Reason
    instead: tuple[str, ...] = ()


class WithheldError(RekindleError):
    """A handout holds what its reader is not given; whoever chose it must act.

    Attributes:
        withheld: The items, each with the reason. None are named if the whole program is replaced.
    """

    code = "withheld"
    exit_code = 1

    def __init__(self, message: str, *, withheld: Sequence[Withheld] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.withheld = tuple(withheld)
