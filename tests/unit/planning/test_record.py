"""What fits and is in no session has, for each session that could have taken it, the exact reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from tests.gardens import Case, cases
from tests.support import EXAMPLES, QUICK, bundled_pack, example_plan, garden_pack

from rekindle_core import Pack, Plan, Profile, load_profile, make_plan
from rekindle_core.content.model.condition import Any, Condition
from rekindle_core.content.model.step import Exercise, Prompt
from rekindle_core.content.model.template import FactSlot, slots_of
from rekindle_core.frozen import replace
from rekindle_core.planning.plan import Decision, PlannedSession
from rekindle_core.planning.reasons import (
    CoreFirst,
    CoreTaken,
    DeepTaken,
    DeepTooEarly,
    DeepTooShort,
    ExerciseTaken,
    GentleFirst,
    MotifTaken,
    NoExercises,
    NoRoom,
    NoSessions,
    NotDealt,
    QuotedAlready,
    RankedOut,
    Refusal,
    Refused,
    SharedOut,
    TooLong,
)

SHAPES: tuple[dict[str, int], ...] = (
    {},
    {"program.sessions": 3, "program.minutes": 30},
    {"program.sessions": 12, "program.minutes": 60},
    {"program.minutes": 2},
    {"program.minutes": 10},
)


def check(pack: Pack, plan: Plan) -> None:
    """See that every refusal of a plan is so, by what the plan holds."""
    ranked = {
        (one.unit, one.kind, one.place): one.item
        for one in plan.decisions
        if one.place and one.kind != "moment"
    }
    for decision in plan.decisions:
        if not isinstance(decision.reason, NotDealt):
            # Whatever has a place is either in, or out with the reason of each session.
            assert not decision.place or decision.included
            continue
        said = [number for one in decision.reason.refused for number in one.sessions]
        assert sorted(said) == sorted(set(said))
        assert (decision.place, decision.included) == (decision.reason.place, False)
        if decision.kind == "moment":
            assert set(said) == {session.number for session in plan.sessions}
            continue
        above = {
            name
            for (unit, kind, place), name in ranked.items()
            if (unit, kind) == (decision.unit, decision.kind) and place < decision.place
        }
        holding = {s.number for s in plan.sessions if any(part.unit == decision.unit for part in s.parts)}
        if decision.reason.refused == (Refused((), NoRoom()),):
            assert not holding
            continue
        # A brief session leaves the parts out for which it has no prompt.
        assert said
        assert holding <= set(said)
        for one in decision.reason.refused:
            for number in one.sessions:
                assert_so(pack, plan, plan.sessions[number - 1], decision, above, one.refusal)


def assert_so(  # noqa: C901 -- one case each
    pack: Pack, plan: Plan, session: PlannedSession, decision: Decision, above: set[str], refusal: Refusal
) -> None:
    """See that one session could not take something, for the reason that is given."""
    item, dose = pack.items[decision.item], pack.dose
    picks = list(prompts(pack, session))
    own = {
        name
        for part in session.parts
        if part.unit == decision.unit
        for name in (*(pick.prompt for pick in part.picks), *part.exercises)
    }
    own = {name for name in own if isinstance(pack.items[name], type(item))}
    match refusal:
        case RankedOut():
            assert own
            assert own <= above
        case GentleFirst():
            assert refusal.item in own - above
            assert pack.item(refusal.item, Prompt).level == 1
            assert len(own) > 1
        case CoreFirst():
            assert refusal.item in own - above
            assert refusal.item in {pick.prompt for pick in plan.picks() if pick.core}
        case CoreTaken():
            assert isinstance(item, Prompt)
            assert refusal.number == item.core > 0
            assert item.core in {pack.item(name, Prompt).core for name in own}
        case SharedOut():
            assert not own
            assert len(picks) == refusal.prompts
        case DeepTooEarly():
            assert isinstance(item, Prompt)
            assert item.level == 3
            assert session.number < refusal.session == dose.deep_from_session
        case DeepTooShort():
            assert isinstance(item, Prompt)
            assert item.level == 3
            assert session.minutes < refusal.minutes == dose.deep_from_minutes
        case DeepTaken():
            assert isinstance(item, Prompt)
            assert item.level == 3
            assert sum(one.level == 3 for one in picks) == refusal.most == dose.deep_most
        case MotifTaken():
            assert isinstance(item, Prompt)
            assert refusal.motif == item.motif
            assert refusal.motif in {one.motif for one in picks}
        case QuotedAlready():
            assert set(refusal.facts) <= quoted(pack, plan, session.number)
        case ExerciseTaken():
            assert isinstance(item, Exercise)
            assert not own
            taken = sum(len(part.exercises) for part in session.parts)
            assert taken == dose.row(session.minutes).exercises > 0
        case TooLong():
            assert isinstance(item, Exercise)
            assert item.minutes == refusal.minutes > refusal.most
            left = dose.left_for_exercises(session.minutes, (one.minutes for one in picks))
            given = (pack.item(name, Exercise).minutes for part in session.parts for name in part.exercises)
            assert left - sum(given) <= refusal.most <= left
        case NoExercises():
            assert isinstance(item, Exercise)
            assert not own
            assert dose.row(refusal.minutes).exercises == 0
        case _:
            raise AssertionError(f"no session of a plan says {refusal}")


def prompts(pack: Pack, session: PlannedSession) -> Iterator[Prompt]:
    return (pack.item(pick.prompt, Prompt) for part in session.parts for pick in part.picks)


def quoted(pack: Pack, plan: Plan, last: int) -> set[str]:
    """Return the facts whose words the sessions up to one repeat."""
    found = set()
    for session in plan.sessions[:last]:
        for part in session.parts:
            for pick in part.picks:
                variant = next(v for v in pack.item(pick.prompt, Prompt).variants if v.id == pick.variant)
                found |= {slot.fact for slot in slots_of(variant.text) if isinstance(slot, FactSlot)}
    return found


@QUICK
@given(cases())
def test_each_refusal_of_a_random_plan_is_so(case: Case) -> None:
    check(case.pack, case.plan)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("name", EXAMPLES)
def test_each_refusal_of_an_example_is_so_in_programs_of_any_shape(name: str, shape: dict[str, int]) -> None:
    check(bundled_pack(), shaped(name, shape))


def shaped(name: str, shape: dict[str, int]) -> Plan:
    """Return the plan of an example, in a program of another shape."""
    plan = example_plan(name)
    return make_plan(bundled_pack(), Profile({**plan.profile.values, **shape}), date=plan.date)


def test_a_prompt_of_level_3_that_ranks_first_is_not_told_that_others_came_first() -> None:
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, {"partner.name": "Alex", "contact": "none"}))
    (decision,) = (one for one in plan.decisions if one.item == "yourself-ache")
    assert isinstance(decision.reason, NotDealt)
    assert decision.place == 1
    assert [one.refusal for one in decision.reason.refused] == [DeepTooEarly(pack.dose.deep_from_session)]


def test_sessions_that_do_not_agree_each_have_their_reason() -> None:
    several = [
        decision.reason
        for name in EXAMPLES
        for decision in shaped(name, {"program.sessions": 12, "program.minutes": 60}).decisions
        if isinstance(decision.reason, NotDealt) and len(decision.reason.refused) > 1
    ]
    assert several
    assert all(len({one.refusal for one in reason.refused}) == len(reason.refused) for reason in several)


def test_without_a_session_nothing_is_said_to_rank_higher() -> None:
    garden = garden_pack()
    nobody = {name: replace(unit, when=_never()) for name, unit in garden.steps.items()}
    plan = make_plan(
        replace(garden, steps=nobody), load_profile(garden, {"moved_away": "no", "allergy": "no"})
    )
    assert not plan.sessions
    refusals = [
        one.refusal
        for decision in plan.decisions
        if isinstance(decision.reason, NotDealt)
        for one in decision.reason.refused
    ]
    assert set(refusals) == {NoSessions()}


def _never() -> Condition:

    return Any(())
