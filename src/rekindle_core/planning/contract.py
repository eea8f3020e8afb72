"""What a Document must hold for a Plan: the ids of its nodes, in order.

It is worked out from the Plan alone, beside the realiser and not through it, so that the guard compares
two independent accounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from rekindle_core.content.model.pack import Pack
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


Contract: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""For each part of a Document its id, and the ids of what it holds, all in reading order."""


def contract(pack: Pack, plan: Plan) -> Contract:
    """Return what the Document of a plan holds."""
    return tuple((part, tuple(ids)) for part, ids in _parts(pack, plan))


def _parts(pack: Pack, plan: Plan) -> Iterator[tuple[str, Iterable[str]]]:
    if plan.replaced_by:
        for name in plan.replaced_by:
            yield name, _page(pack, plan, name)
    else:
        front = (inner for name in plan.front_notes for inner in (name, *_page(pack, plan, name)))
        yield OPENING, (*plan.opening, *front)
        if plan.front_check:
            yield SELF_CHECKS, (plan.front_check.id,)
        for session in plan.sessions:
            yield session_id(session.number), _session(pack, plan, session)
        yield CLOSING, plan.closing
        if plan.appendix:
            pages = (inner for name in plan.appendix for inner in (name, *_page(pack, plan, name)))
            yield ALTERNATIVES, (*plan.page(ALTERNATIVES), *pages)
    yield HELP, (HELP_LINES,)


def _page(pack: Pack, plan: Plan, name: str) -> Iterator[str]:
    """What an alternative holds that is read as a page: its reasons, and the passages that fit."""
    if pack.units[name].why:
        yield f"{name}-why"
    yield from plan.page(name)


def _session(pack: Pack, plan: Plan, session: PlannedSession) -> Iterator[str]:
    if session.settle:
        yield session.settle
    for part in session.parts:
        if len(session.parts) > 1:
            yield part_id(session.number, part.unit)
        brief = session.brief and part.unit in pack.steps
        yield from _part(pack, plan, part, whole=not (part.continued or brief))
    yield from (rating_id(session.number, rating) for rating in session.ratings)
    yield from filter(None, (session.action, session.close))


def _part(pack: Pack, plan: Plan, part: Part, *, whole: bool) -> Iterator[str]:
    yield from (check.id for check in part.checks)
    if whole and pack.units[part.unit].why:
        yield f"{part.unit}-why"
    for note in part.notes:
        yield note
        yield from _page(pack, plan, note)
    yield from part.passages
    yield from part.samples
    yield from (pick.prompt for pick in part.picks)
    yield from part.exercises
    yield from (picked.checklist for picked in part.checklists)
