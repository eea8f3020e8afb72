"""Which session contains which unit: units are joined if there are few sessions, and divided if there are many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rekindle_core.frozen import Frozen


class Slot(Frozen):
    """A unit's place in one session, and whether it is `continued` from an earlier one."""

    unit: str
    continued: bool


def schedule(units: Sequence[str], capacity: Sequence[int], sessions: int) -> tuple[tuple[Slot, ...], ...]:
    """Distribute units over sessions, in order.

    With fewer sessions than units, neighbors are joined as evenly as possible. With more, units take several
    sessions, as evenly as possible, but never more than they can fill.

    Args:
        units: Ids of units, in order.
        capacity: The number of sessions that each unit's pool can fill; at least 1.
        sessions: The requested number of sessions.

    Returns:
        The units of each session. There are fewer sessions than requested if the pools run out.
    """
    if not units:
        return ()
    if sessions <= len(units):
        bounds = [len(units) * index // sessions for index in range(sessions + 1)]
        return tuple(
            tuple(Slot(unit, continued=False) for unit in units[low:high]) for low, high in pairwise(bounds)
        )
    spans = [1] * len(units)
    for _ in range(sessions - len(units)):
        open_ = [index for index, span in enumerate(spans) if span < capacity[index]]
        if not open_:
            break
        # The unit with the fewest sessions so far gets the next one; if several are equal, the first.
        spans[min(open_, key=lambda index: (spans[index], index))] += 1
    return tuple(
        (Slot(unit, continued=turn > 0),)
        for unit, span in zip(units, spans, strict=True)
        for turn in range(span)
    )
