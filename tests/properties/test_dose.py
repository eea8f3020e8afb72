"""Few and short sessions: a program fits the minutes that were asked for, and says what it leaves out."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.gardens import Case, cases
from tests.support import EXAMPLES, PROFILES, QUICK, bundled_pack, in_words

from rekindle_core import Plan, load_profile, make_plan, plain, plain_blocks, realise_for_counselor
from rekindle_core.content.model.step import Exercise, Prompt
from rekindle_core.explanation.written import quoted_title, unit_title
from rekindle_core.planning.shortfalls import StepsLeftOut
from rekindle_core.realisation.realise import realise

PROGRAM = {"moved_away": "no"}


@QUICK
@given(cases(PROGRAM))
def test_a_session_that_joins_steps_has_no_more_than_one_that_does_not(case: Case) -> None:
    for session in case.plan.sessions:
        row = case.pack.dose.row(session.minutes)
        assert sum(len(part.picks) for part in session.parts) <= row.prompts
        assert sum(len(part.exercises) for part in session.parts) <= row.exercises
        share = case.pack.dose.row(session.minutes // len(session.parts))
        assert all(len(part.exercises) <= share.exercises for part in session.parts)


@pytest.mark.parametrize("minutes", [30, 60])
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_exercise_takes_a_session_more_than_a_tenth_past_its_minutes(name: str, minutes: int) -> None:
    pack = bundled_pack()
    settings = [f"program.minutes={minutes}", "program.sessions=12"]
    plan = make_plan(pack, load_profile(pack, PROFILES / f"{name}.yaml", settings=settings))
    overhead = pack.dose.overhead
    assert overhead
    exercises = 0
    for session in plan.sessions:
        prompts = [pack.item(pick.prompt, Prompt).minutes for part in session.parts for pick in part.picks]
        given = [pack.item(one, Exercise).minutes for part in session.parts for one in part.exercises]
        assert not given or sum(prompts) + sum(given) + overhead <= minutes * 1.1
        exercises += len(given)
    assert exercises or not plan.sessions


@QUICK
@given(cases(PROGRAM))
def test_no_session_joins_more_steps_than_it_has_prompts(case: Case) -> None:
    """What stands in a step's place comes on top: it is what a gate asked for."""
    for session in case.plan.sessions:
        steps = [part.unit for part in session.parts if part.unit in case.pack.steps]
        standing = len(session.parts) - len(steps)
        assert len(steps) <= max(case.pack.dose.row(session.minutes).prompts, 0 if standing else 1)


@pytest.mark.parametrize(
    ("sessions", "minutes", "held"), [(1, 5, 1), (1, 10, 1), (1, 30, 3), (2, 30, 6), (1, 60, 4), (4, 15, 8)]
)
def test_a_program_goes_as_far_as_its_minutes_and_says_where_it_ends(
    sessions: int, minutes: int, held: int
) -> None:
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, {"program.sessions": sessions, "program.minutes": minutes}))
    steps = list(pack.steps)
    assert [part.unit for session in plan.sessions for part in session.parts] == steps[:held]
    assert sum(1 for _ in plan.picks()) == held
    assert [one for one in plan.shortfalls if isinstance(one, StepsLeftOut)] == [
        StepsLeftOut(tuple(steps[held:]), sessions, minutes)
    ]
    out = {one.item: one for one in plan.decisions if one.kind == "step" and not one.included}
    assert list(out) == steps[held:]
    assert all("too few and too short" in in_words(one.reason) for one in out.values())


def test_one_short_session_has_one_title() -> None:
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, {"program.sessions": 1, "program.minutes": 10}))
    (session,) = [part for part in realise(pack, plan, on_screen=True).parts if part.role == "session"]
    assert plain(session.title) == unit_title(pack, "understand")
    assert not session.joined


def test_the_counselors_pages_say_what_was_left_out() -> None:
    pack = bundled_pack()
    facts = {"program.sessions": 1, "program.minutes": 10}
    plan = make_plan(pack, load_profile(pack, facts))
    said = plain_blocks(realise_for_counselor(pack, plan).parts)
    assert "Requests that could not be met" not in plain_blocks(
        realise_for_counselor(pack, make_plan(pack, load_profile(pack, {}))).parts
    )
    for step in list(pack.steps)[1:]:
        assert quoted_title(pack, step) in said
    assert "1 session of about 10 minutes; 1 prompt in all" in said


def test_what_stands_in_a_steps_place_is_kept_however_short_the_program() -> None:
    pack = bundled_pack()
    facts = {"boundary": ["told-to-stop"]}
    short = make_plan(pack, load_profile(pack, {**facts, "program.sessions": 1, "program.minutes": 10}))
    whole = make_plan(pack, load_profile(pack, facts))

    def instead(plan: Plan) -> list[str]:
        units = dict.fromkeys(part.unit for session in plan.sessions for part in session.parts)
        return [unit for unit in units if unit not in pack.steps]

    assert instead(short) == instead(whole) != []
