"""What may be given to anyone, and what to ask before a sheet is given.

Input: a Pack, and a Handout of nobody in particular. Output: ids of items, and facts in the order of asking.
Must not know: where questions are asked.
"""

from __future__ import annotations

from rekindle_core.content.model.condition import facts_of
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.handout.examine import Examined, ItemExaminer
from rekindle_core.handout.offered import offered
from rekindle_core.handout.value import Handout
from rekindle_core.planning.deal import highest_level
from rekindle_core.planning.eligibility import Examiner
from rekindle_core.planning.judge import denials, judge
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.profile import Profile


def givable(pack: Pack) -> frozenset[str]:
    """Return the ids of the items that are given to a reader of whom nothing is known, on a sheet with its check."""
    reading = safer_reading(pack, Profile())
    ruling = judge(pack, reading)
    denied = frozenset(denials(pack, reading.given, ruling.verdicts))
    examiner = ItemExaminer(
        Examiner(pack, reading, ruling), 1, highest_level(pack, reading), general=True, denied=denied
    )
    return frozenset(
        name for name, one in offered(pack).items() if isinstance(examiner.examine(one), Examined)
    )


def facts_behind(pack: Pack, handout: Handout) -> tuple[Fact, ...]:
    """Return the facts that a handout depends on: the questions whose answers its gates and its items need.

    Args:
        pack: The pack.
        handout: The handout, of a reader of whom nothing is known.

    Returns:
        The facts, in the order in which the pack asks for them.
    """
    check = handout.plan.front_check
    asked = {gate for gate, _ in check.statements} if check else set()
    conditions = [gate.when for gate in pack.gates if gate.id in asked]
    # As soon as anything is known, an item for some readers only is given to them alone.
    conditions += (needs for _, needs in handout.waived)
    names = {fact for condition in conditions for fact in facts_of(condition)}
    return tuple(fact for section in pack.sections.values() for fact in section if fact.name in names)
