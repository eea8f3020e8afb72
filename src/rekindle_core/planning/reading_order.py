"""The contents of a plan in reading order: the only walk of a Plan.

Input: a Plan. Output: its nodes, each with its kind and its place. Must not know: a pack, or the ids
that a Document gives to its nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from rekindle_core.document.ids import look_back_id
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Part, Plan, PlannedSession, TextKind

OPENING, SELF_CHECKS, CLOSING, ALTERNATIVES = "opening", "self-checks", "closing", "alternatives"

NodeKind: TypeAlias = Literal[
    "program",
    "page",
    "passage",
    "check",
    "unit",
    "lead",
    "sample",
    "prompt",
    "variant",
    "exercise",
    "checklist",
    "line",
    "moment",
    "rating",
    "look-back",
]
"""The kind of a node.

An alternative that is read as a page is a `program` if it replaces one, otherwise a `page`. A part of a
session begins with its `unit`; a `lead` is where the first part of a unit may say why it matters. A `variant`
is a wording of a prompt or text with several; for a prompt, also the only one.
"""


class Node(Frozen):
    """Something in a plan."""

    kind: NodeKind
    id: str


class Stretch(Frozen):
    """A range of the plan that becomes a separate part: a page, a part around the sessions, or a session."""

    name: str
    session: PlannedSession | None
    nodes: tuple[Node, ...]


def stretches(plan: Plan) -> Iterator[Stretch]:
    """Yield the ranges of a plan, including empty ones."""
    if plan.replaced_by:
        for name in plan.replaced_by:
            yield Stretch(name, None, tuple(_page(plan, "program", name)))
        return
    opening = (*_wordings(plan, "frame", OPENING), *_passages(plan, plan.opening))
    yield Stretch(OPENING, None, (*opening, *_pages(plan, plan.front_notes)))
    if plan.front_check:
        yield Stretch(SELF_CHECKS, None, (Node("check", plan.front_check.id),))
    for session in plan.sessions:
        yield Stretch("", session, tuple(session_nodes(plan, session)))
    closing = (*_wordings(plan, "frame", CLOSING), *_passages(plan, plan.closing))
    yield Stretch(CLOSING, None, closing)
    if plan.appendix:
        lead = (*_wordings(plan, "frame", ALTERNATIVES), *_passages(plan, plan.page(ALTERNATIVES)))
        yield Stretch(ALTERNATIVES, None, (*lead, *_pages(plan, plan.appendix)))


def session_nodes(plan: Plan, session: PlannedSession) -> Iterator[Node]:
    """Yield the contents of a session."""
    yield from _all("moment", filter(None, (session.settle,)))
    if session.look_back:
        yield Node("look-back", look_back_id(session.look_back.prompt))
    for part in session.parts:
        yield from part_nodes(plan, part)
    yield from _all("rating", session.ratings)
    yield from _all("moment", filter(None, (session.action, session.close)))


def part_nodes(plan: Plan, part: Part) -> Iterator[Node]:
    """Yield the contents of a part of a session, its unit first."""
    yield Node("unit", part.unit)
    yield from (Node("check", check.id) for check in part.checks)
    if not part.continued:
        yield Node("lead", part.unit)
        yield from _wordings(plan, "unit", part.unit)
    yield from _pages(plan, part.notes)
    yield from _passages(plan, part.passages)
    yield from _all("sample", part.samples)
    for pick in part.picks:
        yield from (Node("prompt", pick.prompt), Node("variant", pick.variant))
    yield from _all("exercise", part.exercises)
    for picked in part.checklists:
        yield Node("checklist", picked.checklist)
        yield from _all("line", picked.items)


def _pages(plan: Plan, alternatives: Iterable[str]) -> Iterator[Node]:
    """Yield alternatives that are read as pages, each with its passages."""
    for name in alternatives:
        yield from _page(plan, "page", name)


def _page(plan: Plan, kind: NodeKind, name: str) -> Iterator[Node]:
    yield Node(kind, name)
    yield from _wordings(plan, "unit", name)
    yield from _passages(plan, plan.page(name))


def _passages(plan: Plan, ids: Iterable[str]) -> Iterator[Node]:
    for name in ids:
        yield Node("passage", name)
        yield from _wordings(plan, "passage", name)


def _wordings(plan: Plan, kind: TextKind, owner: str) -> Iterator[Node]:
    """Yield the chosen wordings of something with several."""
    return _all("variant", plan.wordings(kind, owner))


def _all(kind: NodeKind, ids: Iterable[str]) -> Iterator[Node]:
    return (Node(kind, name) for name in ids)
