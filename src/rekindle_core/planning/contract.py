"""What a Document must contain for a Plan: the ids of its nodes, in order.

It is computed from the Plan alone, independently of the realiser, so that the guard compares two separate
results.

It also checks the assumptions of the plan's content again. The rules for choosing don't: conditions and gates
withhold content, and the audit proves for all readers that this is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from rekindle_core.content.model.assumption import Assumed
from rekindle_core.content.model.pack import Pack
from rekindle_core.document.ids import over_sessions_id, part_id, rating_id, ratings_id, session_id
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
REVIEW, CHART, HELPED, HINDERED = "review", "ratings-chart", "review-helped", "review-hindered"


LEAST_RATED = 2
"""The number of sessions with ratings from which there is a page that collects them."""
REVIEW_WORDS = (
    "review",
    "review_by_hand",
    "review_helped",
    "review_hindered",
    "review_lead",
    "review_rating",
    "review_session",
)
"""A language without these words has no such page."""


class DeniedContentError(RekindleError):
    """A plan contains content whose assumption is denied for its reader; the pack's author must act."""

    code = "denied-content"
    exit_code = 1


Contract: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""For each part of a Document, its id and the ids of its contents, all in reading order."""


def contract(pack: Pack, plan: Plan) -> Contract:
    """Return the contents of a plan's Document.

    Raises:
        DeniedContentError: The plan contains something whose assumption is denied for its reader.
    """
    see_assumptions(pack, plan)
    parts = []
    for stretch in stretches(plan):
        name = session_id(stretch.session.number) if stretch.session else stretch.name
        ids = tuple(inner for node in stretch.nodes for inner in _ids(pack, stretch, node))
        parts.append((name, ids))
        if stretch.name == CLOSING and (over := _over_sessions(pack, plan)):
            parts.append((REVIEW, (CHART, *over, HELPED, HINDERED)))
    return (*parts, (HELP, (HELP_LINES,)))


def _ids(pack: Pack, stretch: Stretch, node: Node) -> Iterator[str]:
    """Yield the ids of the nodes in a Document for a node of a plan."""
    session = stretch.session
    match node.kind:
        case "program":
            # It is the part itself.
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
            yield from _rating(session.number, node.id, session.ratings) if session else ()
        case "variant" | "line":
            # The words of a prompt or a text and the lines of a checklist are inside it.
            pass
        case "check" | "passage" | "sample" | "prompt" | "exercise" | "checklist" | "moment" | "look-back":
            yield node.id
        case _ as never:
            assert_never(never)


def _rating(session: int, rating: str, ratings: tuple[str, ...]) -> Iterator[str]:
    """Yield the id of a row of a session's grid, after the id of the grid for its first row."""
    if rating == ratings[0]:
        yield ratings_id(session)
    yield rating_id(session, rating)


def _over_sessions(pack: Pack, plan: Plan) -> tuple[str, ...]:
    """Return the ids on the page of ratings; empty if fewer than two sessions ask for any."""
    rated = [session.ratings for session in plan.sessions if session.ratings]
    if len(rated) < LEAST_RATED or not all(word in pack.language.words for word in REVIEW_WORDS):
        return ()
    return tuple(dict.fromkeys(over_sessions_id(rating) for ratings in rated for rating in ratings))


def see_assumptions(pack: Pack, plan: Plan) -> None:
    """Check that a plan contains nothing whose assumption is denied for its reader.

    Raises:
        DeniedContentError: It does. The message names the content, the assumption and what denies it.
    """
    see_assumed(pack, plan, _held(pack, plan))


def see_assumed(pack: Pack, plan: Plan, held: Iterable[tuple[str, Assumed]]) -> None:
    """Check the same for content by id, each with its assumptions."""
    denied = denials(pack, plan.profile, plan.gates) if pack.assumptions else {}
    for name, assumed in held if denied else ():
        for one in sorted(assumed & denied.keys()):
            raise DeniedContentError(
                f"“{name}” assumes that {pack.assumptions[one].title} ({one}), and {_denier(denied[one])} that for "
                "this reader.",
                hint=(
                    "correct its condition, its tags or the gate; `rekindle audit` finds every such "
                    "place, with a profile that shows it."
                ),
            )


def _held(pack: Pack, plan: Plan) -> Iterator[tuple[str, Assumed]]:
    """Yield the contents of a plan in reading order, each with its assumptions."""
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
            # A reader who is sent to a page in the appendix has said that its assumption is true.
            if stretch.name == ALTERNATIVES and node.kind == "page":
                asked = gates[node.id].assumes
            yield node.id, pack.assumed.get(node.id, asked) - asked


def _denier(gates: tuple[str, ...]) -> str:
    if not gates:
        return "the answers deny"
    return f"the gate {gates[0]} denies" if len(gates) == 1 else f"the gates {', '.join(gates)} deny"
