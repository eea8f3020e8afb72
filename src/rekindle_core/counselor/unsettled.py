"""Unknown facts that decide something, and so are worth asking about."""

from __future__ import annotations

from rekindle_core.content.model.condition import Truth, evaluate, facts_of
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Plan


class Unsettled(Frozen):
    """A fact that is unknown or declined, and the gates that depend on it."""

    fact: Fact
    declined: bool
    gates: tuple[str, ...]


def unsettled(pack: Pack, plan: Plan) -> tuple[Unsettled, ...]:
    """Return the facts that are missing from a plan's profile and that gates test, in the pack's order.

    Questions that an earlier answer has settled are left out.
    """
    found = []
    for fact in pack.facts.values():
        value = plan.profile[fact.name]
        gates = tuple(gate.id for gate in pack.gates if fact.name in facts_of(gate.when))
        passed_over = (
            fact.asked_when is not None and evaluate(fact.asked_when, plan.profile.__getitem__) is Truth.FALSE
        )
        if isinstance(value, Missing) and gates and not passed_over:
            found.append(Unsettled(fact, value is Missing.DECLINED, gates))
    return tuple(found)
