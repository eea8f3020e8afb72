"""Which session contains which unit: joining units where sessions are few, dividing them where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rekindle_core.frozen import Frozen


class Slot(Frozen):
    """One unit's place in one session; `continued` from an earlier one or not."""

    unit: str
    continued: bool


def schedule(units: Sequence[str], capacity: Sequence[int], sessions: int) -> tuple[tuple[Slot, ...], ...]:
    """Lay units out over sessions, in order.

    With fewer sessions than units, neighbours are joined, as evenly as can be. With more, units run over
    several sessions, as evenly as can be, never past what they can fill.

    Args:
        units: Ids of units, in order.
        capacity: For each unit, how many sessions its pool can fill; at least 1.
        sessions: How many sessions are asked for.

    Returns:
        For each session its units. There are fewer sessions than asked for when the pools are spent.
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
        # The unit with the shortest run so far takes the next session; of equals, the first.
        spans[min(open_, key=lambda index: (spans[index], index))] += 1
    return tuple(
        (Slot(unit, continued=turn > 0),)
        for unit, span in zip(units, spans, strict=True)
        for turn in range(span)
    )
