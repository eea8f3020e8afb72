"""What a plan holds, in the order of reading: the one walk of a Plan.

Comes in: a Plan. Goes out: its nodes, each with what it is and where it stands.
Must not know: a pack, or the ids that a Document gives to its nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Part, Plan, PlannedSession

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
]
"""What a node is.

An alternative that is read as a page is a `program` if it stands in place of one, else a `page`. A part of a
session begins with its `unit`; a `lead` is where a part that begins the unit may say why it matters.
"""


class Node(Frozen):
    """Something that a plan holds."""

    kind: NodeKind
    id: str


class Stretch(Frozen):
    """A stretch of the plan that is a part of its own: a page, what frames the sessions, or a session."""

    name: str
    session: PlannedSession | None
    nodes: tuple[Node, ...]


def stretches(plan: Plan) -> Iterator[Stretch]:
    """Yield the stretches of a plan, those that hold nothing too."""
    if plan.replaced_by:
        for name in plan.replaced_by:
            yield Stretch(name, None, (Node("program", name), *_all("passage", plan.page(name))))
        return
    yield Stretch(OPENING, None, (*_all("passage", plan.opening), *_pages(plan, plan.front_notes)))
    if plan.front_check:
        yield Stretch(SELF_CHECKS, None, (Node("check", plan.front_check.id),))
    for session in plan.sessions:
        yield Stretch("", session, tuple(session_nodes(plan, session)))
    yield Stretch(CLOSING, None, tuple(_all("passage", plan.closing)))
    if plan.appendix:
        passages = _all("passage", plan.page(ALTERNATIVES))
        yield Stretch(ALTERNATIVES, None, (*passages, *_pages(plan, plan.appendix)))


def session_nodes(plan: Plan, session: PlannedSession) -> Iterator[Node]:
    """Yield what a session holds."""
    yield from _all("moment", filter(None, (session.settle,)))
    for part in session.parts:
        yield from part_nodes(plan, part)
    yield from _all("rating", session.ratings)
    yield from _all("moment", filter(None, (session.action, session.close)))


def part_nodes(plan: Plan, part: Part) -> Iterator[Node]:
    """Yield what a part of a session holds, its unit first."""
    yield Node("unit", part.unit)
    yield from (Node("check", check.id) for check in part.checks)
    if not part.continued:
        yield Node("lead", part.unit)
    yield from _pages(plan, part.notes)
    yield from _all("passage", part.passages)
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
        yield Node("page", name)
        yield from _all("passage", plan.page(name))


def _all(kind: NodeKind, ids: Iterable[str]) -> Iterator[Node]:
    return (Node(kind, name) for name in ids)
