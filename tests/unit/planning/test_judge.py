"""Gates: the three answers, what a missing fact means, and which of several wins."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.gardens import cases
from tests.support import QUICK, garden_pack, in_words

from rekindle_core import Pack, load_profile, make_plan
from rekindle_core.content.model.condition import All, AtLeast, Condition, Has, Is, Not
from rekindle_core.content.model.condition import Any as AnyOf
from rekindle_core.content.model.gate import Alternative, Effect, Gate, WhenUnknown
from rekindle_core.content.model.step import Offer, Unit, Variant
from rekindle_core.content.model.template import Para, Words
from rekindle_core.frozen import replace
from rekindle_core.planning.judge import Ruling, judge, judge_gate
from rekindle_core.planning.plan import Answer, GateVerdict
from rekindle_core.profile.conflicts import Reading, safer_reading

PACK = garden_pack()
POND, SOIL = Is("pond", ("yes",)), Is("soil", ("clay",))


def gate(
    name: str,
    when: Condition = SOIL,
    unknown: WhenUnknown = WhenUnknown.ASKS,
    steps: tuple[str, ...] = (),
    **effect: Any,
) -> Gate:
    """Return a gate with an alternative of its own, which stands at some steps."""
    unit = Unit(
        f"alt-{name}",
        (Words(name),),
        (Variant(f"alt-{name}", (Para((Words(f"Instead: {name}."),)),), Offer()),),
    )
    shown = Effect(**effect)
    at = steps or shown.replaces_steps
    return Gate(name, when, unknown, shown, f"{name} is so", (Alternative(unit, at),), ask=(Words("So."),))


def pack_with(*gates: Gate) -> Pack:
    return replace(PACK, gates=gates)


def reading(pack: Pack, facts: dict[str, Any]) -> Reading:
    return safer_reading(pack, load_profile(pack, facts))


def verdict(when: Condition, unknown: WhenUnknown = WhenUnknown.ASKS, **facts: Any) -> GateVerdict:
    return judge_gate(PACK, gate("x", when, unknown), reading(PACK, facts))


def rule(*gates: Gate, **facts: Any) -> Ruling:
    pack = pack_with(*gates)
    return judge(pack, reading(pack, facts or {"soil": "clay"}))


# --------------------------------------------------------------------------- one gate


@pytest.mark.parametrize("unknown", WhenUnknown)
def test_a_gate_whose_condition_is_true_holds_and_one_that_is_false_passes(unknown: WhenUnknown) -> None:
    assert verdict(POND, unknown, pond="yes").answer is Answer.HOLDS
    assert verdict(POND, unknown, pond="no").answer is Answer.PASSES


@pytest.mark.parametrize(
    ("unknown", "answer", "words"),
    [
        (WhenUnknown.ASKS, Answer.ASKS, "soil is unknown, so the reader is asked where it matters"),
        (WhenUnknown.HOLDS, Answer.HOLDS, "soil is unknown, so the gate holds"),
        (WhenUnknown.PASSES, Answer.PASSES, "soil is unknown, so the gate passes"),
    ],
)
def test_an_unknown_fact_asks_holds_or_passes_as_the_gate_says(
    unknown: WhenUnknown, answer: Answer, words: str
) -> None:
    found = verdict(SOIL, unknown)
    assert (found.gate, found.answer, in_words(found.reason)) == ("x", answer, words)


@pytest.mark.parametrize("unknown", WhenUnknown)
@pytest.mark.parametrize("when", [POND, Not(Is("pond", ("no",))), All((POND, SOIL)), AnyOf((POND, SOIL))])
def test_a_declined_safety_fact_holds_whatever_the_gate_says_of_unknown_ones(
    unknown: WhenUnknown, when: Condition
) -> None:
    found = verdict(when, unknown, pond="declined")
    assert found.answer is Answer.HOLDS
    assert in_words(found.reason) == "pond was declined, so the gate holds"


def test_a_declined_safety_fact_that_cannot_matter_does_not_hold() -> None:
    assert verdict(All((POND, SOIL)), pond="declined", soil="sand").answer is Answer.PASSES


def test_a_declined_fact_of_another_kind_is_as_good_as_unknown() -> None:
    assert verdict(SOIL, WhenUnknown.ASKS, soil="declined").answer is Answer.ASKS
    assert verdict(SOIL, WhenUnknown.PASSES, soil="declined").answer is Answer.PASSES


def test_a_gate_can_name_unknown_and_declined_as_values() -> None:
    missing = Is("hours", ("unknown", "declined"))
    assert verdict(missing).answer is Answer.HOLDS
    assert verdict(missing, hours="declined").answer is Answer.HOLDS
    assert verdict(missing, hours=5).answer is Answer.PASSES
    assert verdict(Is("hours", ("declined",))).answer is Answer.PASSES


# --------------------------------------------------------------------------- several gates

PROGRAM = {"replaces_program": True}
LOOK = {"replaces_steps": ("look",)}
WATER = {"removes_tags": ("water",)}


def test_the_first_gate_of_the_file_replaces_the_program_whatever_else_holds() -> None:
    ruling = rule(gate("step", **LOOK), gate("first", **PROGRAM), gate("second", **PROGRAM), gate("note"))
    assert ruling.replaced_by == ("alt-first",)
    assert [one.answer for one in ruling.verdicts] == [Answer.HOLDS] * 4


def test_of_two_gates_that_replace_a_step_the_first_of_the_file_wins() -> None:
    ruling = rule(gate("first", **LOOK), gate("second", **LOOK))
    assert ruling.replacements == {"look": "alt-first"}
    assert not ruling.notes


def test_a_gate_that_replaces_goes_before_one_that_only_removes_or_notes() -> None:
    ruling = rule(gate("note"), gate("tags", **WATER), gate("step", **LOOK))
    assert ruling.replacements == {"look": "alt-step"}
    assert [name for name, _ in ruling.notes] == ["alt-tags", "alt-note"]


def test_a_gate_does_all_that_its_effect_says() -> None:
    ruling = rule(gate("both", replaces_steps=("look", "dig"), removes_tags=("water", "bees")))
    assert ruling.replacements == {"look": "alt-both", "dig": "alt-both"}
    assert ruling.removed_tags == {"water": ("both",), "bees": ("both",)}


def test_a_removed_tag_names_every_gate_that_removes_it_strictest_first() -> None:
    ruling = rule(gate("tags", **WATER), gate("step", **LOOK, **WATER), gate("more", **WATER))
    assert ruling.removed_tags == {"water": ("step", "tags", "more")}


def test_a_gate_that_passes_or_asks_changes_nothing() -> None:
    asks = gate("asks", POND, **LOOK)
    passes = gate("passes", Is("soil", ("sand",)), **LOOK)
    ruling = rule(asks, passes, soil="clay")
    assert not ruling.replacements
    assert not ruling.removed_tags
    assert not ruling.replaced_by
    assert ruling.asking == (asks,)


def test_gates_that_ask_stand_strictest_first_and_then_as_in_the_file() -> None:
    named = [gate("note", POND), gate("tags", POND, **WATER), gate("step", POND, **LOOK)]
    named += [gate("program", POND, **PROGRAM), gate("later", POND, **PROGRAM)]
    ruling = rule(*named, soil="clay")
    assert [one.id for one in ruling.asking] == ["program", "later", "step", "tags", "note"]


def test_an_alternative_that_stands_for_no_replaced_step_is_added_as_a_note() -> None:
    ruling = rule(gate("tags", steps=("dig", "look"), **WATER))
    assert ruling.notes == (("alt-tags", ("dig", "look")),)


@pytest.mark.parametrize(("facts", "at"), [({"soil": "clay"}, "dig"), ({"soil": "sand"}, "look")])
def test_a_note_stands_at_the_first_of_its_steps_that_is_there(facts: dict[str, Any], at: str) -> None:
    always = All(())
    note = gate("note", always, steps=("dig", "look"))
    replaced = gate("gone", Is("soil", ("sand",)), replaces_steps=("dig",))
    pack = pack_with(note, replaced)
    plan = make_plan(pack, load_profile(pack, facts))
    home = {name: part.unit for session in plan.sessions for part in session.parts for name in part.notes}
    assert home == {"alt-note": at}
    assert not plan.front_notes


def test_a_note_without_a_step_stands_in_front() -> None:
    pack = pack_with(gate("note", All(())))
    assert make_plan(pack, load_profile(pack)).front_notes == ("alt-note",)


def test_the_reason_for_a_replaced_step_names_every_gate_that_holds_for_it() -> None:
    """Also those that came second: a counselor has to see all of them."""
    first, second = gate("first", **LOOK), gate("second", POND, **LOOK)
    other = gate("other", **WATER)
    pack = pack_with(first, second, other)
    plan = make_plan(pack, load_profile(pack, {"soil": "clay", "pond": "declined"}))
    (decision,) = (one for one in plan.decisions if one.kind == "step" and one.item == "look")
    assert in_words(decision.reason) == (
        "replaced by alt-first: first: because first is so (soil is clay); second: pond was declined, "
        "so the gate holds"
    )


def test_the_reason_for_removed_content_names_every_gate_that_removes_it() -> None:
    pack = pack_with(gate("first", **WATER), gate("second", POND, **WATER))
    plan = make_plan(pack, load_profile(pack, {"soil": "clay", "pond": "yes"}))
    (decision,) = (one for one in plan.decisions if one.item == "look-water")
    assert in_words(decision.reason) == "removed by the gates first, second (tag water)"


# --------------------------------------------------------------------------- any reader

FACTS = st.fixed_dictionaries(
    {},
    optional={
        "soil": st.sampled_from(["clay", "sand", "unknown", "declined"]),
        "pond": st.sampled_from(["yes", "no", "unknown", "declined"]),
        "hours": st.sampled_from([0, 1, 2, "unknown", "declined"]),
        "pests": st.sampled_from([[], ["moles"], ["slugs", "moles"], "unknown", "declined"]),
    },
)
TESTS: st.SearchStrategy[Condition] = st.sampled_from(
    [SOIL, POND, AtLeast("hours", 1), Has("pests", ("moles",)), Is("hours", ("unknown", 1))]
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)


@QUICK
@given(CONDITIONS, FACTS)
def test_filling_in_what_is_missing_never_turns_a_settled_answer(
    when: Condition, facts: dict[str, Any]
) -> None:
    """Nothing is declined here, and no test names unknown as a value."""
    assume("unknown" not in repr(when))
    told = {name: value for name, value in facts.items() if value not in ("unknown", "declined")}
    before = judge_gate(PACK, gate("x", when), reading(PACK, told)).answer
    full = {"soil": "sand", "pond": "no", "hours": 2, "pests": [], **told}
    after = judge_gate(PACK, gate("x", when), reading(PACK, full)).answer
    assert after is not Answer.ASKS
    assert before in (Answer.ASKS, after)


@QUICK
@given(CONDITIONS, FACTS)
def test_of_a_gate_and_its_opposite_one_holds_and_one_passes_or_both_ask(
    when: Condition, facts: dict[str, Any]
) -> None:
    known = {name: value for name, value in facts.items() if value != "declined"}
    profile = reading(PACK, known)
    answers = {judge_gate(PACK, gate("x", one), profile).answer for one in (when, Not(when))}
    assert answers in ({Answer.HOLDS, Answer.PASSES}, {Answer.ASKS})


@QUICK
@given(cases())
def test_every_gate_of_the_pack_has_one_verdict_in_order_with_a_reason(case: Any) -> None:
    assert [one.gate for one in case.plan.gates] == [one.id for one in case.pack.gates]
    assert all(one.reason for one in case.plan.gates)
