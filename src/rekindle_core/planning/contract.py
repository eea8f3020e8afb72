"""What a Document must hold for a Plan: the ids of its nodes, in order.

It is worked out from the Plan alone, beside the realiser and not through it, so that the guard compares
two independent accounts.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.content.pack import Pack
from rekindle_core.planning.ids import part_id, rating_id, session_id
from rekindle_core.planning.plan import Part, Plan, PlannedSession

OPENING, SELF_CHECKS, CLOSING, ALTERNATIVES, HELP = (
    "opening",
    "self-checks",
    "closing",
    "alternatives",
    "help",
)
HELP_LINES = "help-lines"


def contract(pack: Pack, plan: Plan) -> tuple[str, ...]:
    """Return the ids of all identified nodes that the Document of a plan holds, in reading order."""
    return tuple(_ids(pack, plan))


def _ids(pack: Pack, plan: Plan) -> Iterator[str]:
    if plan.replaced_by:
        for name in plan.replaced_by:
            yield from _whole(pack, name)
        yield from (HELP, HELP_LINES)
        return
    yield OPENING
    yield from plan.opening
    for name in plan.front_notes:
        yield from _whole(pack, name)
    if plan.front_check:
        yield from (SELF_CHECKS, plan.front_check.id)
    for session in plan.sessions:
        yield from _session(pack, session)
    yield CLOSING
    yield from plan.closing
    if plan.appendix:
        yield ALTERNATIVES
        yield from (item.id for item in pack.frame.alternatives.passages)
        for name in plan.appendix:
            yield from _whole(pack, name)
    yield from (HELP, HELP_LINES)


def _whole(pack: Pack, name: str) -> Iterator[str]:
    """An alternative that is read as a page: its text and reasons, its passages, and no pool."""
    unit = pack.units[name]
    yield name
    if unit.why:
        yield f"{name}-why"
    yield from (passage.id for passage in unit.passages)


def _session(pack: Pack, session: PlannedSession) -> Iterator[str]:
    yield session_id(session.number)
    if session.settle:
        yield session.settle
    for part in session.parts:
        if len(session.parts) > 1:
            yield part_id(session.number, part.unit)
        yield from _part(pack, part)
    yield from (rating_id(session.number, rating) for rating in session.ratings)
    yield from filter(None, (session.action, session.close))


def _part(pack: Pack, part: Part) -> Iterator[str]:
    yield from (check.id for check in part.checks)
    if not part.continued and pack.units[part.unit].why:
        yield f"{part.unit}-why"
    for note in part.notes:
        yield from _whole(pack, note)
    yield from part.passages
    yield from part.samples
    yield from (pick.prompt for pick in part.picks)
    yield from part.exercises
    yield from (picked.checklist for picked in part.checklists)
