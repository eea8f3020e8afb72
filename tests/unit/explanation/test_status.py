"""Where everything of a pack stands in a plan: complete, true to the plan, and with a reason for each."""

from __future__ import annotations

from hypothesis import given
from tests.gardens import Case, cases
from tests.support import QUICK, garden_pack, in_words

from rekindle_core import Plan, load_profile, make_plan
from rekindle_core.content.model.condition import known
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.detail import account
from rekindle_core.explanation.outline import outlines
from rekindle_core.explanation.status import reading_order, standings
from rekindle_core.planning.plan import Answer
from rekindle_core.planning.reasons import FitsBut, NoAppendix, RankedOut, Refused

PACK = garden_pack()


def plan_for(**facts: object) -> Plan:
    return make_plan(PACK, load_profile(PACK, facts))


@QUICK
@given(cases())
def test_everything_of_a_pack_stands_somewhere_and_has_a_reason(case: Case) -> None:
    found = standings(case.pack, case.plan)
    assert list(found) == list(catalogue(case.pack))
    assert all(in_words(decision.reason).strip() for decision in found.values())


@QUICK
@given(cases())
def test_what_a_plan_holds_is_in_and_in_its_first_session(case: Case) -> None:
    found, order = standings(case.pack, case.plan), reading_order(case.plan)
    for name, session in order.items():
        assert found[name].included, name
        assert found[name].session == session
    for name, decision in found.items():
        assert decision.included == (name in order), name
        assert decision.included or decision.session == 0


@QUICK
@given(cases())
def test_what_a_plan_decided_is_told_as_it_decided(case: Case) -> None:
    found = standings(case.pack, case.plan)
    for decision in case.plan.decisions:
        told = found[decision.item]
        if told.reason == NoAppendix():
            continue
        assert (told.included, told.reason, told.place) == (
            decision.included,
            decision.reason,
            decision.place,
        )


@QUICK
@given(cases())
def test_an_outline_holds_every_piece_of_its_unit_once(case: Case) -> None:
    entries, found = catalogue(case.pack), standings(case.pack, case.plan)
    for outline in outlines(case.pack, case.plan):
        inside = [one.item for one in outline.inside]
        outside = [one.item for _, decisions in outline.outside for one in decisions]
        assert len({*inside, *outside}) == len(inside) + len(outside)
        own = {
            name
            for name, entry in entries.items()
            if entry.unit == outline.unit and name != outline.unit and not entry.parent
        }
        if outline.unit:
            # Added alternatives are read there and belong to themselves.
            own |= {name for name in inside if found[name].kind == "alternative"}
        assert own <= {*inside, *outside}
        assert all(found[name].included for name in inside)
        assert not any(found[name].included for name in outside)


def test_what_is_in_stands_in_the_order_of_reading() -> None:
    plan = plan_for(**{"program.sessions": 6})
    order = list(reading_order(plan))
    for outline in outlines(PACK, plan):
        places = [order.index(one.item) for one in outline.inside]
        assert places == sorted(places)


def test_what_others_came_before_is_one_group_whatever_its_place() -> None:
    outline = outlines(PACK, plan_for(**{"program.minutes": 15}))[0]
    group = dict(outline.outside)[FitsBut((Refused((1,), RankedOut()),))]
    assert len(group) > 1
    places = [one.place for one in group]
    assert places == sorted(places)


def test_what_belongs_to_a_replaced_step_is_out_with_it() -> None:
    found = standings(PACK, plan_for(allergy="yes"))
    assert in_words(found["sow"].reason).startswith("replaced by alt-bees")
    assert in_words(found["sow-row"].reason) == "its step sow is out: replaced by alt-bees"
    assert in_words(found["alt-bees"].reason).startswith("it replaces sow: bees: because bees make")


def test_of_a_replaced_program_nothing_was_looked_at_and_the_page_stands() -> None:
    found = standings(PACK, plan_for(moved_away="declined"))
    assert found["alt-gone"].included
    assert in_words(found["alt-gone"].reason).startswith("it replaces the whole program: gone: moved_away")
    assert {name for name, one in found.items() if one.included} == {"alt-gone"}
    assert in_words(found["look-sun"].reason).startswith("the whole program is replaced by alt-gone")


def test_an_alternative_says_whether_it_is_added_in_the_appendix_or_waits_for_its_gate() -> None:
    found = standings(PACK, plan_for(pests=["moles"]))
    assert in_words(found["alt-moles"].reason).startswith(
        "it is added at dig: moles: because moles dig along"
    )
    assert in_words(found["alt-pond"].reason).startswith("it is in the appendix, after a self-check: pond")
    assert in_words(standings(PACK, plan_for(pond="no"))["alt-pond"].reason) == (
        "it is used only where its gate holds: pond: pond is no"
    )


def test_a_wording_that_was_not_chosen_says_why() -> None:
    found = standings(PACK, plan_for(hours=1))
    assert in_words(found["look-wall-b"].reason) == "needs hours is at least 5; hours is 1"
    assert in_words(found["look-bag-net"].reason) == "needs pests includes pigeons; pests is unknown"


# --------------------------------------------------------------------------- one piece


def test_an_account_has_all_there_is_to_say_of_a_prompt() -> None:
    plan = plan_for(dream="a pear tree", hours=5, pond="no", **{"program.sessions": 6})
    found = account(PACK, plan, "look-dream")
    assert (found.needs, in_words(found.told), found.fits) == (known("dream"), "dream is given", True)
    assert (found.matched, found.decision.place, found.ranked) == (1, 1, 6)
    assert found.sessions == (found.decision.session,) != (0,)
    assert [note.verdict.gate for note in found.gates] == ["gone"]


def test_an_account_names_the_gates_that_can_take_it_out_and_what_they_do() -> None:
    plan = plan_for(pond="yes")
    notes = {note.verdict.gate: note for note in account(PACK, plan, "look-water").gates}
    assert notes["pond"].verdict.answer is Answer.HOLDS
    assert notes["pond"].does == "removes the tag water"
    assert notes["gone"].does == "replaces the program"
    assert {note.verdict.gate for note in account(PACK, plan, "sow-row").gates} == {"gone", "bees"}


def test_an_account_names_the_gate_that_brings_an_alternative_in() -> None:
    notes = account(PACK, plan_for(), "alt-bees-fern").gates
    assert [(note.verdict.gate, note.brings_in) for note in notes] == [("gone", False), ("bees", True)]


def test_an_account_never_holds_what_somebody_typed() -> None:
    plan = plan_for(dream="a pear tree")
    assert "pear" not in repr(account(PACK, plan, "look-dream"))


def test_ratings_come_in_every_session() -> None:
    plan = plan_for(**{"program.sessions": 3})
    assert account(PACK, plan, "rating-back").sessions == (1, 2, 3)
