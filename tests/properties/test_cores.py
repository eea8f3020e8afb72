"""Core prompts: asked first in each step, in one version, never against dose and gates, and not again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from tests.gardens import Case, cases
from tests.support import EXAMPLES, PROFILES, QUICK, bundled_pack, garden_pack, in_words

from rekindle_core import Pack, Plan, load_profile, make_plan
from rekindle_core.content.model.step import Prompt
from rekindle_core.explanation.wording import shortfall_words
from rekindle_core.frozen import replace
from rekindle_core.planning.plan import Part
from rekindle_core.planning.reasons import Chosen, UsedBefore
from rekindle_core.planning.shortfalls import CoresLeftOut

PROGRAM = {"moved_away": "no"}


def first_parts(plan: Plan) -> dict[str, Part]:
    """Return for each unit of a plan its first part."""
    found: dict[str, Part] = {}
    for part in (part for session in plan.sessions for part in session.parts):
        found.setdefault(part.unit, part)
    return found


def fitting(pack: Pack, plan: Plan, unit: str) -> list[Prompt]:
    """Return the core prompts of a unit that fit the reader."""
    ranked = {one.item for one in plan.decisions if one.kind == "prompt" and one.place}
    return [prompt for prompt in pack.units[unit].prompts if prompt.core and prompt.id in ranked]


@QUICK
@given(cases(PROGRAM))
def test_each_step_asks_a_core_prompt_that_fits_or_the_plan_says_that_it_does_not(case: Case) -> None:
    (left_out,) = [one.steps for one in case.plan.shortfalls if isinstance(one, CoresLeftOut)] or [()]
    asked = {
        part.unit
        for session in case.plan.sessions
        for part in session.parts
        if any(pick.core for pick in part.picks)
    }
    for unit in first_parts(case.plan):
        fits = bool(fitting(case.pack, case.plan, unit))
        assert (unit in left_out) == (fits and unit not in asked)


@QUICK
@given(cases(PROGRAM))
def test_what_is_asked_as_a_core_prompt_is_one_and_is_told_as_one(case: Case) -> None:
    reasons = {one.item: one.reason for one in case.plan.decisions if one.kind == "prompt"}
    for pick in case.plan.picks():
        reason = reasons[pick.prompt]
        assert isinstance(reason, Chosen)
        assert reason.core == pick.core
        assert in_words(reason).startswith("core prompt of its step") == pick.core
        assert not pick.core or case.pack.item(pick.prompt, Prompt).core


@pytest.mark.parametrize("minutes", [15, 30])
@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_is_asked_the_core_prompt_of_each_step_that_it_gets(example: str, minutes: int) -> None:
    pack = bundled_pack()
    settings = [f"program.minutes={minutes}"]
    plan = make_plan(
        pack, load_profile(pack, PROFILES / f"{example}.yaml", settings=settings), date=date(2026, 11, 30)
    )
    # An alternative can be the third of a session with two prompts; the plan then says so.
    left_out = {step for one in plan.shortfalls if isinstance(one, CoresLeftOut) for step in one.steps}
    assert not left_out & set(pack.steps)
    for unit, part in first_parts(plan).items():
        assert unit not in pack.steps or any(pick.core for pick in part.picks), unit


def cored(core: dict[str, int]) -> Pack:
    """Return the garden with the numbers of some core prompts."""
    pack = garden_pack()
    steps = {
        name: replace(step, prompts=tuple(replace(one, core=core.get(one.id, 0)) for one in step.prompts))
        for name, step in pack.steps.items()
    }
    return replace(pack, steps=steps)


def test_what_an_earlier_program_asked_is_not_asked_again_in_another_version() -> None:
    pack = cored({"look-sun": 1, "look-water": 1, "look-slugs": 2})
    profile = load_profile(pack, PROGRAM)
    first = make_plan(pack, profile)
    assert [pick.prompt for pick in first_parts(first)["look"].picks if pick.core] == ["look-sun"]
    again = make_plan(pack, profile, avoid=["look-sun"])
    cores = {pick.prompt for pick in again.picks() if pick.core}
    assert "look-water" not in cores
    assert next(one.reason for one in again.decisions if one.item == "look-sun") == UsedBefore()


def test_steps_whose_core_prompt_finds_no_room_are_named() -> None:
    pack = cored({})
    assert shortfall_words(pack, CoresLeftOut(("look", "dig"))).startswith(
        "There is no room for a core prompt of "
    )
    assert "Dig a little" in shortfall_words(pack, CoresLeftOut(("look", "dig")))
