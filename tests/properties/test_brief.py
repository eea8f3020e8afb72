"""Brief sessions: one prompt and a small action, what safety needs, and a reason for all that is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from tests.gardens import Case, case, cases
from tests.support import (
    CONFIRMED,
    PROFILES,
    QUICK,
    bundled_pack,
    faults_with,
    garden_pack,
    in_words,
    shortfalls,
)

from rekindle_core import (
    Section,
    SelfCheck,
    Task,
    document_to_json,
    load_profile,
    make_plan,
    plain_blocks,
    realise,
    render,
    walk,
)
from rekindle_core.content.model.template import words_of
from rekindle_core.explanation.status import standings
from rekindle_core.explanation.written import unit_title
from rekindle_core.frozen import replace

BRIEF = {"moved_away": "no", "program.minutes": 1}
LINES_OF_A_PAGE = 54


@pytest.mark.slow
@QUICK
@given(cases(BRIEF))
def test_a_brief_session_has_one_prompt_and_an_action_and_nothing_else(case: Case) -> None:
    for session in case.plan.sessions:
        assert session.brief
        assert sum(len(part.picks) for part in session.parts) <= 1
        assert not session.settle
        assert not session.close
        assert not session.ratings
        for part in session.parts:
            assert (part.passages, part.samples, part.exercises, part.checklists) == ((), (), (), ())


@QUICK
@given(cases(BRIEF))
def test_a_brief_session_has_no_prompt_of_level_three_and_none_that_takes_too_long(case: Case) -> None:
    assert all(prompt.level < 3 and prompt.minutes <= 5 for prompt in case.prompts())


@QUICK
@given(cases(BRIEF))
def test_checks_and_notes_stay(case: Case) -> None:
    """A note stands in a brief program as in a long one; whatever is asked about stays behind its check."""
    whole = make_plan(case.pack, load_profile(case.pack, {**case.raw, "program.minutes": 30}), seed=case.seed)
    notes = [note for session in case.plan.sessions for part in session.parts for note in part.notes]
    long_notes = [note for session in whole.sessions for part in session.parts for note in part.notes]
    assert sorted([*notes, *case.plan.front_notes]) == sorted([*long_notes, *whole.front_notes])
    assert (case.plan.front_check is None) == (whole.front_check is None)
    gates = {gate.id: gate for gate in case.pack.gates}
    asking = {verdict.gate for verdict in case.plan.gates if verdict.answer.value == "asks"}
    for session in case.plan.sessions:
        for part in session.parts:
            asked = {gate for check in part.checks for gate, _ in check.statements}
            assert {name for name in asking if part.unit in gates[name].effect.replaces_steps} <= asked


@QUICK
@given(cases(BRIEF))
def test_every_piece_that_is_left_out_has_its_reason(case: Case) -> None:
    for decision in standings(case.pack, case.plan).values():
        assert in_words(decision.reason)
        if decision.kind in ("exercise", "checklist", "sample", "rating"):
            assert not decision.included


@QUICK
@given(cases(BRIEF))
def test_a_brief_document_leaves_out_the_opening_of_a_step(case: Case) -> None:
    """The realiser is not asked what the contract is; the guard has compared the two."""
    for section in case.document.parts:
        if section.role == "session":
            held = {block.id for block in walk(section) if isinstance(block, Section | Task)}
            assert not any(f"{unit}-why" in held for unit in case.pack.steps)


def test_where_steps_share_a_brief_session_the_one_without_a_prompt_leaves_no_bare_heading() -> None:
    pack = garden_pack()
    profile = load_profile(pack, {**BRIEF, "program.sessions": 1, "soil": "sand", "hours": 5})
    plan = make_plan(pack, profile)
    (session,) = plan.sessions
    assert [len(part.picks) for part in session.parts if not part.notes] == [1]
    (said,) = [line for line in shortfalls(plan) if "no room" in line]
    out = [one for one in plan.decisions if one.kind == "step" and not one.included]
    assert out
    assert all(unit_title(pack, one.item) in said for one in out)
    assert all("too few and too short" in in_words(one.reason) for one in out)


@QUICK
@given(cases({**BRIEF, "allergy": "yes"}))
def test_what_stands_in_a_steps_place_keeps_its_place_and_its_words(case: Case) -> None:
    """However few the sessions: it is what a gate asked for."""
    assert "alt-bees" in [part.unit for session in case.plan.sessions for part in session.parts]
    opening = case.pack.units["alt-bees"].opening
    chosen = case.plan.wordings("unit", "alt-bees")
    (said,) = (one for one in opening if len(opening) == 1 or one.id in chosen)
    assert " ".join(words_of(said.text)) in document_to_json(case.document)


@QUICK
@given(cases(BRIEF))
def test_steps_stand_in_their_order_and_are_in_or_out_as_is_said(case: Case) -> None:
    units = [unit.id for unit in case.units() if unit.id in case.pack.steps]
    order = ["dig", "look", "sow"] if case.raw.get("soil") == "clay" else ["look", "dig", "sow"]
    assert units == [step for step in order if step in units]
    steps = {one.item: one.included for one in case.plan.decisions if one.kind == "step"}
    assert {step for step, included in steps.items() if included} == set(units)


def test_a_session_of_more_minutes_is_whole_again() -> None:
    pack = garden_pack()
    plan = make_plan(pack, load_profile(pack, {**BRIEF, "program.minutes": 6}))
    assert not any(session.brief for session in plan.sessions)
    assert all(session.settle for session in plan.sessions[:3])


def test_a_pack_whose_every_session_is_brief_has_no_limit_but_the_session() -> None:
    dose = garden_pack().dose
    brief = replace(dose, table=tuple(replace(row, brief=True) for row in dose.table))
    assert brief.brief_minutes(30) == 30
    assert dose.brief_minutes(1) == 5
    assert dose.brief_minutes(6) is None


def test_brief_is_yes_or_no(tmp_path: Path) -> None:
    (fault,) = faults_with(tmp_path, "pack.yaml", "brief: yes", "brief: often")
    assert "bad-value" in fault


@pytest.mark.parametrize("minutes", [1, 2, 5])
@pytest.mark.parametrize(
    "path", [None, *sorted(PROFILES.glob("*.yaml"))], ids=lambda path: path and path.stem
)
def test_a_session_of_the_bundled_pack_is_two_pages_at_the_most(path: Path | None, minutes: int) -> None:
    pack = bundled_pack()
    profile = load_profile(pack, path, settings=[f"program.minutes={minutes}"])
    plan = make_plan(pack, profile)
    document = realise(pack, plan, confirmed=CONFIRMED)
    if plan.replaced_by:
        assert not any(section.role == "session" for section in document.parts)
        return
    (text,) = render(document, "text")
    parts = text.data.decode().split("\n\n\n\n")
    sessions = [part for part in parts if part.startswith("Session ")]
    assert len(sessions) == len(plan.sessions) > 0
    for session in sessions:
        assert len(session.splitlines()) <= 2 * LINES_OF_A_PAGE, session
    for section in document.parts:
        if section.role == "session":
            tasks = [block for block in walk(section) if isinstance(block, Task)]
            assert [task.kind for task in tasks] == ["prompt", "action"]
            assert plain_blocks(section.children)
    front = [block for part in document.parts for block in walk(part) if isinstance(block, SelfCheck)]
    assert bool(plan.front_check) == any(check.id == "check-program" for check in front)
    assert document.parts[-1].id == "help"


def test_the_case_at_hand_is_not_empty() -> None:
    assert sum(len(case(number, BRIEF).plan.sessions) for number in range(20)) > 40
