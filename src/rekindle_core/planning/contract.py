"""What a Document must hold for a Plan: the ids of its nodes, in order.

It is worked out from the Plan alone, beside the realiser and not through it, so that the guard compares
two independent accounts.

It also looks once more at what the plan's content assumes. No rule of choosing does: conditions and gates keep
content from readers, and the audit proves for all of them that it is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, assert_never

from rekindle_core.content.model.assumption import Assumed
from rekindle_core.content.model.pack import Pack
from rekindle_core.document.ids import part_id, rating_id, session_id
from rekindle_core.errors import RekindleError
from rekindle_core.planning.judge import denials
from rekindle_core.planning.plan import Plan
from rekindle_core.planning.reading_order import ALTERNATIVES as ALTERNATIVES
from rekindle_core.planning.reading_order import CLOSING as CLOSING
from rekindle_core.planning.reading_order import OPENING as OPENING
from rekindle_core.planning.reading_order import SELF_CHECKS as SELF_CHECKS
from rekindle_core.planning.reading_order import Node, Stretch, stretches

HELP = "help"
HELP_LINES = "help-lines"


class DeniedContentError(RekindleError):
    """A plan gives a reader what assumes something that is denied for them; the pack's author must act."""

    code = "denied-content"
    exit_code = 1


Contract: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""For each part of a Document its id, and the ids of what it holds, all in reading order."""


def contract(pack: Pack, plan: Plan) -> Contract:
    """Return what the Document of a plan holds.

    Raises:
        DeniedContentError: The plan holds something that assumes what is denied for its reader.
    """
    see_assumptions(pack, plan)
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


def see_assumptions(pack: Pack, plan: Plan) -> None:
    """See that a plan holds nothing that assumes what is denied for its reader.

    Raises:
        DeniedContentError: It does. The message names the content, the assumption and what denies it.
    """
    denied = denials(pack, plan.profile, plan.gates) if pack.assumptions else {}
    for name, assumed in _held(pack, plan) if denied else ():
        for one in sorted(assumed & denied.keys()):
            raise DeniedContentError(
                f"“{name}” assumes that {pack.assumptions[one].title} ({one}), and {_denier(denied[one])} that for "
                "this reader.",
                hint="correct its condition, its tags or the gate; `rekindle audit` finds every such place, each with "
                "a profile that shows it.",
            )


def _held(pack: Pack, plan: Plan) -> Iterator[tuple[str, Assumed]]:
    """Yield what a plan holds, in the order of reading, each with what it assumes."""
    if not plan.replaced_by:
        frame = pack.frame
        parts = {"opening": frame.opening, "closing": frame.closing}
        yield from ((name, part.assumes) for name, part in parts.items())
        if plan.appendix:
            yield "alternatives", frame.alternatives.assumes
    gates = {item.unit.id: gate for gate in pack.gates for item in gate.alternatives}
    for stretch in stretches(plan):
        asked: Assumed = frozenset()
        for node in stretch.nodes:
            # Who is sent to a page of the appendix has said that it is so.
            if stretch.name == ALTERNATIVES and node.kind == "page":
                asked = gates[node.id].assumes
            yield node.id, pack.assumed.get(node.id, asked) - asked


def _denier(gates: tuple[str, ...]) -> str:
    if not gates:
        return "the answers deny"
    return f"the gate {gates[0]} denies" if len(gates) == 1 else f"the gates {', '.join(gates)} deny"
