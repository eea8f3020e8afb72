"""What a Document must hold for a Plan: the ids of its nodes, in order.

It is worked out from the Plan alone, beside the realiser and not through it, so that the guard compares
two independent accounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, assert_never

from rekindle_core.content.model.pack import Pack
from rekindle_core.document.ids import part_id, rating_id, session_id
from rekindle_core.planning.plan import Plan
from rekindle_core.planning.reading_order import ALTERNATIVES as ALTERNATIVES
from rekindle_core.planning.reading_order import CLOSING as CLOSING
from rekindle_core.planning.reading_order import OPENING as OPENING
from rekindle_core.planning.reading_order import SELF_CHECKS as SELF_CHECKS
from rekindle_core.planning.reading_order import Node, Stretch, stretches

HELP = "help"
HELP_LINES = "help-lines"


Contract: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""For each part of a Document its id, and the ids of what it holds, all in reading order."""


def contract(pack: Pack, plan: Plan) -> Contract:
    """Return what the Document of a plan holds."""
    parts = []
    for stretch in stretches(plan):
        name = session_id(stretch.session.number) if stretch.session else stretch.name
        ids = tuple(inner for node in stretch.nodes for inner in _ids(pack, stretch, node))
        parts.append((name, ids))
    return (*parts, (HELP, (HELP_LINES,)))


def _ids(pack: Pack, stretch: Stretch, node: Node) -> Iterator[str]:
    """Yield the ids of what stands in a Document for a node of a plan."""
    session = stretch.session
    match node.kind:
        case "program":
            # The part is it.
            if pack.units[node.id].why:
                yield f"{node.id}-why"
        case "page":
            yield node.id
            if pack.units[node.id].why:
                yield f"{node.id}-why"
        case "unit":
            if session and len(session.parts) > 1:
                yield part_id(session.number, node.id)
        case "lead":
            brief = session is not None and session.brief and node.id in pack.steps
            if pack.units[node.id].why and not brief:
                yield f"{node.id}-why"
        case "rating":
            yield rating_id(session.number if session else 0, node.id)
        case "variant" | "line":
            # The words of a prompt or a text and the lines of a checklist are within it.
            pass
        case "check" | "passage" | "sample" | "prompt" | "exercise" | "checklist" | "moment":
            yield node.id
        case _ as never:
            assert_never(never)
