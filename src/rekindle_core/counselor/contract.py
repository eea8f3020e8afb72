"""What the counselor's Document must contain for a Plan: the ids of its nodes, in order.

Computed independently of the pages, so that the guard compares two separate results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Exercise, Prompt
from rekindle_core.counselor.unsettled import unsettled
from rekindle_core.document.ids import session_id
from rekindle_core.planning.checks import asked_gates
from rekindle_core.planning.contract import Contract
from rekindle_core.planning.plan import Answer, GateVerdict, Plan
from rekindle_core.profile.overrides import Override

ABOUT, BEFORE, GATES, REVIEW, APPENDIX = (
    f"counselor-{name}" for name in ("about", "before", "gates", "review", "appendix")
)
CONSENT, CONFIDENTIALITY, AFTER = "counselor-consent", "counselor-confidentiality", "counselor-signature"
LINES = "counselor-lines"
RATINGS, OVERRIDES, CONFLICTS = "counselor-ratings", "counselor-overrides", "counselor-conflicts"
SHORTFALLS = "counselor-shortfalls"
UNKNOWN, TECHNIQUES = "counselor-unknown", "counselor-techniques"


def gate_id(gate: str) -> str:
    """Return the id of the section of a gate that holds or asks."""
    return f"gate-{gate}"


def over_weeks_id(rating: str) -> str:
    """Return the id of the line for a rating's numbers."""
    return f"{rating}-over-weeks"


def technique_id(technique: str) -> str:
    """Return the id of the section of a technique."""
    return f"technique-{technique}"


def counselor_contract(pack: Pack, plan: Plan, overrides: Sequence[Override] = ()) -> Contract:
    """Return the contents of the counselor's Document; `overrides` are the facts that override the profile."""
    words = pack.counselor
    # Agreements have a place in either case: the practice's words, or space to write.
    before = [LINES, *(question.id for question in words.before.questions), CONSENT, CONFIDENTIALITY]
    ratings = [over_weeks_id(rating.id) for rating in pack.frame.ratings]
    review = [
        *(question.id for question in words.review.questions),
        *([RATINGS, *ratings] if ratings else ()),
        *(question.id for question in words.after_ratings),
        AFTER,
    ]
    return (
        (ABOUT, tuple(_about(plan, overrides))),
        (BEFORE, tuple(before)),
        (GATES, tuple(_gates(pack, plan))),
        (REVIEW, tuple(review)),
        (APPENDIX, tuple(_appendix(pack, plan))),
    )


def speaking_gates(plan: Plan) -> tuple[GateVerdict, ...]:
    """Return the gates that are described in full: those that hold, ask the reader, or are not asked."""
    asked = asked_gates(plan)
    holds = [one for one in plan.gates if one.answer is Answer.HOLDS]
    asks = [one for one in plan.gates if one.answer is Answer.ASKS]
    return (*holds, *sorted(asks, key=lambda one: one.gate not in asked))


def used_techniques(pack: Pack, names: Iterable[str]) -> tuple[str, ...]:
    """Return the techniques of some prompts and exercises, each once, in the pack's order."""
    used = {item.technique for name in names if isinstance(item := pack.items[name], Prompt | Exercise)}
    return tuple(name for name in pack.techniques if name in used)


def _about(plan: Plan, overrides: Sequence[Override]) -> Iterator[str]:
    if plan.reading.conflicts:
        yield CONFLICTS
    if overrides:
        yield OVERRIDES
    if plan.shortfalls:
        yield SHORTFALLS


def _gates(pack: Pack, plan: Plan) -> Iterator[str]:
    yield from (gate_id(one.gate) for one in speaking_gates(plan))
    if unsettled(pack, plan):
        yield UNKNOWN


def _appendix(pack: Pack, plan: Plan) -> Iterator[str]:
    used: list[str] = []
    for session in plan.sessions:
        names = [
            name
            for part in session.parts
            for name in (*(pick.prompt for pick in part.picks), *part.exercises)
        ]
        if names:
            yield session_id(session.number)
            yield from names
            used += names
    techniques = used_techniques(pack, used)
    if techniques:
        yield TECHNIQUES
        yield from map(technique_id, techniques)
