"""What differs between two plans: nothing that is the same, everything that is not, with both reasons."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.gardens import Case, case, cases
from tests.support import QUICK, garden_pack, in_words

from rekindle_core import Pack, Plan, load_profile, make_plan
from rekindle_core.content.model.step import Unit
from rekindle_core.content.model.template import Para, Words
from rekindle_core.explanation.diff import PlanDifference, difference
from rekindle_core.explanation.status import standings
from rekindle_core.frozen import replace
from rekindle_core.planning.plan import Answer

PACK = garden_pack()


def plan_for(**facts: object) -> Plan:
    return make_plan(PACK, load_profile(PACK, facts))


def between(before: Plan, after: Plan) -> PlanDifference:
    return difference((PACK, before), (PACK, after))


def with_step(name: str, unit: Unit) -> Pack:
    return replace(PACK, digest="0" * 64, steps={**PACK.steps, name: unit})


@QUICK
@given(cases())
def test_a_plan_does_not_differ_from_itself(case: Case) -> None:
    assert difference((case.pack, case.plan), (case.pack, case.plan)).is_empty


@QUICK
@given(cases(), st.integers(0, 2**32 - 1))
def test_what_is_in_one_and_out_of_the_other_is_always_named(first: Case, number: int) -> None:
    profile = case(number).profile
    other = make_plan(first.pack, profile, seed=first.seed)
    found = difference((first.pack, first.plan), (first.pack, other))
    changed = {change.item: change for change in (*found.units, *found.content)}
    old, new = standings(first.pack, first.plan), standings(first.pack, other)
    for name in old:
        if old[name].included != new[name].included and old[name].kind not in (
            "variant",
            "line",
            "look-back",
        ):
            change = changed[name]
            assert change.how == ("came-in" if new[name].included else "went-out")
            assert (change.before, change.after) == (old[name], new[name])
    assert found.is_empty <= (first.plan.sessions == other.sessions)


def test_facts_gates_and_content_are_told_with_the_reasons_before_and_after() -> None:
    found = between(plan_for(pond="yes"), plan_for(pond="no"))
    assert [(one.fact, one.before, one.after) for one in found.facts] == [("pond", "yes", "no")]
    (gate,) = found.gates
    assert (gate.gate, gate.turned) == ("pond", True)
    assert gate.before
    assert gate.after
    assert (gate.before.answer, gate.after.answer) == (Answer.HOLDS, Answer.PASSES)
    water = next(one for one in found.content if one.item == "look-water")
    assert water.before
    assert in_words(water.before.reason) == "removed by the gate pond (tag water)"


def test_what_somebody_typed_is_not_repeated() -> None:
    found = between(plan_for(dream="a pear tree"), plan_for(dream="an apple tree"))
    assert [(one.before, one.after) for one in found.facts] == [("given", "given, and something else")]
    assert "tree" not in repr((found.facts, found.gates, found.units, found.content))


def test_a_gate_with_the_same_answer_for_another_reason_has_not_turned() -> None:
    found = between(plan_for(pests=["moles"]), plan_for(pests=["moles", "slugs"]))
    assert [(one.gate, one.turned) for one in found.gates] == [("moles", False)]


def test_sessions_stand_side_by_side_also_where_there_are_more_of_one() -> None:
    found = between(plan_for(**{"program.sessions": 2}), plan_for(**{"program.sessions": 3}))
    assert [(bool(old), bool(new)) for old, new in found.sessions] == [(True, True)] * 2 + [(False, True)]
    moved = {one.item for one in found.units if one.how == "moved"}
    assert moved == {"sow"}


def test_a_pack_that_has_lost_gained_and_reworded_prompts_says_so() -> None:
    sow = PACK.steps["sow"]
    row, *others = sow.prompts
    new = replace(others[0], id="sow-new", variants=(replace(others[0].variants[0], id="sow-new"),))
    words = (Para((Words("Draw two rows."),)),)
    reworded = replace(row, variants=(replace(row.variants[0], text=words),))
    pack = with_step("sow", replace(sow, prompts=(reworded, *others[1:], new)))
    profile = load_profile(PACK, {"allergy": "no"})
    found = difference((PACK, make_plan(PACK, profile)), (pack, make_plan(pack, profile)))
    how = {one.item: (one.how, one.before is None, one.after is None) for one in found.content}
    assert how["sow-new"] == ("added", True, False)
    assert how["sow-bees"] == ("removed", False, True)
    assert how["sow-row"] == ("rewritten", False, False)


def test_what_was_out_and_now_belongs_to_what_is_out_is_not_said_twice() -> None:
    found = between(plan_for(allergy="no", pond="yes"), plan_for(moved_away="yes"))
    assert not [one for one in found.content if one.how == "other-reason"]
    assert {one.item for one in found.units if one.how == "went-out"} >= {"look", "dig", "sow"}
