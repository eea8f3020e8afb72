"""Why something is out, and what would let it in: true when tried, and never at a gate's cost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.gardens import Case, cases
from tests.support import QUICK, garden_pack

from rekindle_core import Pack, Plan, Profile, load_profile, make_plan
from rekindle_core.content.model.condition import Any as AnyOf
from rekindle_core.content.model.condition import AtLeast, Condition, Has, Is
from rekindle_core.content.model.values import Missing
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.status import standings
from rekindle_core.explanation.variations import neighbours
from rekindle_core.explanation.what_if import WhyNot, why_not
from rekindle_core.frozen import replace
from rekindle_core.planning.plan import Answer

PACK = garden_pack()
STRICTNESS = {Answer.PASSES: 0, Answer.ASKS: 1, Answer.HOLDS: 2}
FREE = {"moved_away": "no", "allergy": "no", "pond": "no", "pests": [], "hours": 4, "soil": "sand"}


def plan_for(pack: Pack = PACK, **facts: Any) -> Plan:
    return make_plan(pack, load_profile(pack, facts))


def why(name: str, pack: Pack = PACK, **facts: Any) -> WhyNot:
    return why_not(pack, plan_for(pack, **facts), name)


def with_prompt(name: str, when: Condition) -> Pack:
    """Return the pack with a condition on a prompt of `look`."""
    look = PACK.steps["look"]
    prompts = tuple(
        replace(one, offer=replace(one.offer, when=when)) if one.id == name else one for one in look.prompts
    )
    return replace(PACK, steps={**PACK.steps, "look": replace(look, prompts=prompts)})


def test_the_shape_of_a_program_that_was_declined_is_never_proposed() -> None:
    """More minutes would let the map in; who declined to name any is not told to."""
    pack = garden_pack()
    short = make_plan(pack, load_profile(pack, {"program.minutes": 5, "moved_away": "no"}))
    assert {one.fact for one in why_not(pack, short, "look-map").proposals} == {"program.minutes"}
    declined = make_plan(pack, load_profile(pack, {"program.minutes": "declined", "moved_away": "no"}))
    assert not why_not(pack, declined, "look-map").proposals


# --------------------------------------------------------------------------- any reader


@settings(QUICK, max_examples=60)
@given(cases(), st.data())
def test_a_proposal_does_what_it_says_and_no_gate_that_holds_lets_go(case: Case, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(catalogue(case.pack))))
    found = why_not(case.pack, case.plan, name)
    holding = {one.gate for one in case.plan.gates if one.answer is Answer.HOLDS}
    for proposal in found.proposals:
        assert not case.pack.facts[proposal.fact].declined_holds
        assert case.profile[proposal.fact] is not Missing.DECLINED
        changed = Profile({**case.profile.values, proposal.fact: proposal.after})
        plan = make_plan(case.pack, changed, seed=case.seed)
        assert standings(case.pack, plan)[name] == proposal.outcome
        assert proposal.outcome.included or proposal.outcome.place
        assert holding <= {one.gate for one in plan.gates if one.answer is Answer.HOLDS}
        if proposal.before is not Missing.UNKNOWN:
            for old, new in zip(case.plan.gates, plan.gates, strict=True):
                assert STRICTNESS[new.answer] >= STRICTNESS[old.answer]
    if found.seed is not None:
        plan = make_plan(case.pack, case.profile, seed=found.seed)
        assert standings(case.pack, plan)[name].included


@settings(QUICK, max_examples=60)
@given(cases(), st.data())
def test_where_a_gate_stands_in_the_way_or_all_is_well_nothing_is_proposed(
    case: Case, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(catalogue(case.pack))))
    found = why_not(case.pack, case.plan, name)
    if found.account.decision.included or found.in_the_way or found.bringing:
        assert not found.proposals
        assert found.seed is None
    for note in found.in_the_way:
        assert note.verdict.answer is Answer.HOLDS


# --------------------------------------------------------------------------- what is proposed


def test_what_is_in_needs_no_change() -> None:
    found = why("look-sun", **FREE)
    assert found == WhyNot(found.account)


def test_an_unknown_fact_is_filled_in() -> None:
    (proposal,) = why("look-dream", **FREE).proposals
    assert (proposal.fact, proposal.before) == ("dream", Missing.UNKNOWN)
    assert proposal.outcome.included


def test_an_answer_that_was_declined_is_left_alone() -> None:
    found = why("look-dream", **FREE, dream="declined")
    assert not found.proposals
    assert found.never_tried == ("dream",)


def test_a_fact_about_safety_is_left_alone_known_or_not() -> None:
    pack = with_prompt("look-sun", Is("pond", ("yes",)))
    for facts in (FREE, {**FREE, "pond": "unknown"}):
        found = why("look-sun", pack, **facts)
        assert not found.proposals
        assert found.never_tried == ("pond",)


def test_a_gate_that_holds_is_named_and_nothing_is_tried() -> None:
    found = why("look-water", **{**FREE, "pond": "yes"})
    assert [note.verdict.gate for note in found.in_the_way] == ["pond"]
    assert not found.proposals


def test_of_a_replaced_step_every_gate_that_holds_is_named() -> None:
    found = why("sow-bees", **{**FREE, "allergy": "declined"})
    assert [(one.verdict.gate, one.does) for one in found.in_the_way] == [
        ("bees", "replaces the step sow and removes the tag bees")
    ]


def test_an_alternative_waits_for_its_gate_which_is_never_set_to_hold() -> None:
    found = why("alt-bees-fern", **FREE)
    assert [note.verdict.gate for note in found.bringing] == ["bees"]
    assert not found.proposals


def test_a_change_for_which_a_gate_would_let_go_is_not_proposed_but_the_gate_is_named() -> None:
    """The hours are not known, so digging is out; and a prompt for those who have hours is, too."""
    pack = with_prompt("look-sun", AtLeast("hours", 2))
    found = why("look-sun", pack, **{**FREE, "hours": "unknown"})
    assert not found.proposals
    assert found.kept_gates == ("hours-unknown",)


def test_a_gate_that_asks_may_be_answered_but_never_by_another_answer_to_what_is_known() -> None:
    asks = replace(PACK.gates[1], when=AnyOf((Is("allergy", ("yes",)), Is("soil", ("clay",)))))
    pack = replace(with_prompt("look-sun", Is("soil", ("sand",))), gates=(asks,))
    facts = {**FREE, "allergy": "no", "soil": "unknown"}
    (proposal,) = why("look-sun", pack, **facts).proposals
    assert (proposal.fact, proposal.after) == ("soil", "sand")
    assert [(one.gate, one.answer) for one in proposal.turned] == [("bees", Answer.PASSES)]
    assert not why("look-sun", pack, **{**facts, "soil": "clay"}).proposals


def test_what_fits_and_has_no_room_is_given_more_sessions_longer_ones_or_another_seed() -> None:
    facts = {**FREE, "dream": "a tree", "program.sessions": 3, "program.minutes": 15}
    plan = plan_for(**facts)
    out = [one for one in plan.decisions if one.kind == "prompt" and one.place and not one.included]
    assert out
    for one in out:
        found = why_not(PACK, plan, one.item)
        assert {proposal.fact for proposal in found.proposals} <= {"program.sessions", "program.minutes"}
        assert found.proposals or found.seed is not None
        for proposal in found.proposals:
            assert isinstance(proposal.after, int)
            assert proposal.outcome.included


def test_what_is_too_deep_for_a_gentle_time_comes_in_with_more_hours() -> None:
    found = why("look-wall", **{**FREE, "hours": 1})
    assert [(one.fact, one.after) for one in found.proposals] == [("hours", 2)]


def test_a_list_keeps_what_it_holds_and_gains_one() -> None:
    pack = with_prompt("look-sun", Has("pests", ("slugs",)))
    pack = replace(pack, facts={**pack.facts, "pests": replace(pack.facts["pests"], declined_holds=False)})
    (proposal,) = why("look-sun", pack, **{**FREE, "pests": ["pigeons"]}).proposals
    assert proposal.after == ("slugs", "pigeons")


# --------------------------------------------------------------------------- other values


@pytest.mark.parametrize(
    ("condition", "facts", "values"),
    [
        (Is("soil", ("clay",)), {}, ["clay", "sand"]),
        (Is("soil", ("clay",)), {"soil": "sand"}, ["clay"]),
        (AtLeast("hours", 5), {"hours": 1}, [4, 5]),
        (AtLeast("hours", 60), {"hours": 60}, [59]),
        (Is("hours", ("unknown",)), {"hours": 3}, []),
        (Is("country", ("GB", "unknown")), {}, ["GB"]),
        (Is("dream", ("unknown",)), {"dream": "x"}, []),
        (Has("pests", ("moles",)), {"pests": ["slugs"]}, [("slugs", "moles"), ()]),
        (Has("pests", ("moles",)), {}, [("moles",), ()]),
    ],
)
def test_the_values_that_are_tried_are_those_that_a_condition_tells_apart(
    condition: Condition, facts: dict[str, Any], values: list[Any]
) -> None:
    found = neighbours(load_profile(PACK, facts), PACK.facts, [condition])
    assert [value for _, value in found] == values
