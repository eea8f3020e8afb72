"""A Handout: the items on one sheet, and the items that were withheld.

Input: nothing. Output: frozen values. Must not know: how items are judged, or what a sheet looks like.
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
        plan: The sheet as a plan of one session: a part for each item, in the order of the sheet, and a close
            if an item is demanding. The check at its front has every statement that the sheet depends on.
        general: Whether nothing is known that a gate or an item tests. Its reader could then be anyone.
        waived: For a general handout, the items for only some readers, each with who it is for.
        taken_by: The items, each with the gates that remove it if they hold.
    """

    plan: Plan
    general: bool
    waived: tuple[tuple[str, Condition], ...] = ()
    taken_by: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its parts, one for each item."""
        return self.plan.sessions[0].parts

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of its items, in the order of the sheet."""
        return tuple(name for part in self.parts for name in part_items(part))

    @property
    def close(self) -> str:
        """The id of the moment that closes it; empty if nothing on it is demanding."""
        return self.plan.sessions[0].close


def part_items(part: Part) -> Iterator[str]:
    """Yield the ids of the items in a part of a sheet."""
    yield from part.passages
    yield from (pick.prompt for pick in part.picks)
    yield from part.exercises
    yield from (picked.checklist for picked in part.checklists)


class Withheld(Frozen):
    """An item that a reader may not get: why, and the steps or pages that they would get instead."""

    item: str
    reason: Reason
    instead: tuple[str, ...] = ()


class WithheldError(RekindleError):
    """A handout contains something that its reader may not get; the person who chose it must act.

    Attributes:
        withheld: The items, each with the reason. None are named if the whole program is replaced.
    """

    code = "withheld"
    exit_code = 1

    def __init__(self, message: str, *, withheld: Sequence[Withheld] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.withheld = tuple(withheld)
