"""Looking back: on the first marked plan of the session before, never on one that a gate withholds or asks about."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from tests.gardens import Case, case, cases
from tests.support import CONFIRMED, QUICK, copy_pack, garden_pack, garden_text, in_words

from rekindle_core import (
    IfThen,
    Lines,
    Pack,
    Plan,
    Task,
    answer_places,
    document_to_json,
    load_pack,
    load_profile,
    make_plan,
    plain,
    plain_blocks,
    realise,
    walk,
)
from rekindle_core.content.model.step import Prompt, Unit
from rekindle_core.document.nodes import Document
from rekindle_core.frozen import replace
from rekindle_core.planning.looking_back.reasons import LookBackAsked, LookBackLast, LookBackTaken, LooksBack
from rekindle_core.planning.plan import Answer, LookBack, PlannedSession
from rekindle_core.planning.reasons import NotBrief

KNOWN = {"pond": "no", "allergy": "no", "moved_away": "no", "pests": [], "hours": 5, "soil": "sand"}
"""A reader of whom no gate asks anything."""
PRIVATE = {"device": "yes", "paper": "yes"}


def looks_back(plan: Plan) -> dict[int, LookBack]:
    return {session.number: session.look_back for session in plan.sessions if session.look_back}


def plan_for(pack: Pack, **facts: Any) -> Plan:
    return make_plan(pack, load_profile(pack, {**KNOWN, "program.sessions": 6, **facts}))


def tasks_of(document: Document) -> list[Task]:
    return [block for block in walk(document) if isinstance(block, Task) and block.kind == "look-back"]


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Return the garden with facts that tell whether device and paper are the reader's alone."""
    named = "private_device: device\nprivate_paper: paper\nfacts:\n"
    asked = '  device: { kind: yes-no, ask: "Yours?" }\n  paper: { kind: yes-no, ask: "Yours?" }\n  dream: {'
    text = garden_text("pack.yaml").replace("facts:\n", named).replace("  dream: {", asked)
    return load_pack(copy_pack(tmp_path_factory.mktemp("private"), {"pack.yaml": text}))


# --------------------------------------------------------------------------- which


def wanted(case: Case, before: PlannedSession, session: PlannedSession) -> str:
    """Return the prompt that a session should look back on, worked out from the gates by themselves."""
    asking = [
        gate
        for gate, verdict in zip(case.pack.gates, case.plan.gates, strict=True)
        if verdict.answer is Answer.ASKS and not gate.effect.replaces_program
    ]
    for part in before.parts:
        for pick in part.picks:
            prompt = case.pack.item(pick.prompt, Prompt)
            tags = {tag for one in (prompt, *prompt.variants) for tag in one.offer.tags}
            asked = any(
                part.unit in gate.effect.replaces_steps or tags & set(gate.effect.removes_tags)
                for gate in asking
            )
            if prompt.look_back is not None and not asked and not session.brief:
                return prompt.id
    return ""


@QUICK
@given(cases())
def test_a_session_looks_back_on_the_first_marked_plan_of_the_one_before(case: Case) -> None:
    sessions = case.plan.sessions
    assert not any(session.look_back for session in sessions[:1])
    for before, session in itertools.pairwise(sessions):
        found = session.look_back
        assert (found.prompt if found else "") == wanted(case, before, session)


@QUICK
@given(cases())
def test_nothing_is_looked_back_on_that_a_gate_withholds_or_asks_about(case: Case) -> None:
    verdicts = {verdict.gate: verdict.answer for verdict in case.plan.gates}
    for number, back in looks_back(case.plan).items():
        prompt = case.pack.item(back.prompt, Prompt)
        before = case.plan.sessions[number - 2]
        assert before.number == number - 1
        assert back.prompt in [
            pick.prompt for part in before.parts if part.unit == back.unit for pick in part.picks
        ]
        for gate in case.pack.gates:
            if verdicts[gate.id] is Answer.PASSES or gate.effect.replaces_program:
                continue
            assert back.unit not in gate.effect.replaces_steps
            assert not prompt.offer.tags & set(gate.effect.removes_tags)


@QUICK
@given(cases())
def test_it_takes_nothing_away_from_any_session(case: Case) -> None:
    def unmarked(unit: Unit) -> Unit:
        return replace(unit, prompts=tuple(replace(one, look_back=None) for one in unit.prompts))

    gates = tuple(
        replace(gate, alternatives=tuple(replace(one, unit=unmarked(one.unit)) for one in gate.alternatives))
        for gate in case.pack.gates
    )
    steps = {name: unmarked(step) for name, step in case.pack.steps.items()}
    without = make_plan(replace(case.pack, steps=steps, gates=gates), case.profile, seed=case.seed)
    assert without.sessions == tuple(replace(one, look_back=None) for one in case.plan.sessions)


def test_the_random_cases_have_looks_back_and_gates_that_stand_in_their_way() -> None:
    plans = [case(number).plan for number in range(60)]
    reasons = {type(one.reason) for plan in plans for one in plan.decisions if one.kind == "look-back"}
    assert reasons == {LooksBack, LookBackAsked, LookBackLast, LookBackTaken, NotBrief}


def test_every_marked_plan_that_is_dealt_has_a_reason() -> None:
    pack = garden_pack()

    def reasons(**facts: Any) -> dict[str, str]:
        plan = plan_for(pack, **facts)
        return {one.item: in_words(one.reason) for one in plan.decisions if one.kind == "look-back"}

    corner, when = "look-corner-look-back", "dig-when-look-back"
    assert reasons() == {corner: "session 3 looks back on it", when: "session 5 looks back on it"}
    assert reasons(**{"program.minutes": 2}) == dict.fromkeys(
        reasons(**{"program.minutes": 2}), "a brief session has only prompts and a small action"
    )
    # Bees may keep a reader from the step `sow` alone.
    assert reasons(allergy="unknown") == reasons()


# --------------------------------------------------------------------------- how it is worded, and what it repeats


def test_the_pack_or_the_prompt_words_it_and_it_says_which_prompt(private: Pack) -> None:
    document = realise(private, plan_for(private, **PRIVATE), confirmed=CONFIRMED)
    corner, when = tasks_of(document)
    assert plain_blocks(corner.body) == "You chose a spot last time. Has its day come?"
    assert plain_blocks(when.body) == "You made a plan for the rain. Has it rained on you and your helper?"
    numbers = {task.id: task.number for task in walk(document) if isinstance(task, Task)}
    assert [plain(one.help) for one in (corner, when)] == [
        f"Prompt {numbers['look-corner']}",
        f"Prompt {numbers['dig-when']}",
    ]
    assert (corner.item, when.item) == ("look-corner", "dig-when")
    assert when.response
    assert when.response.answer_ids == ("s5_dig_dig-when-look-back",)


def test_the_plan_is_there_only_for_private_readers_of_whom_the_pack_says_so(private: Pack) -> None:
    def earlier(**facts: Any) -> list[type]:
        plan = plan_for(private, **{**PRIVATE, **facts})
        return [type(one.earlier) for one in tasks_of(realise(private, plan, confirmed=CONFIRMED))]

    assert earlier() == [Lines, IfThen]
    nothing = [type(None)] * 2
    for fact in PRIVATE:
        for answer in ("no", "unknown", "declined"):
            assert earlier(**{fact: answer}) == nothing
    # `quoted_when: { soil: sand }`
    assert set(earlier(soil="clay")) | set(earlier(soil="unknown")) == {type(None)}
    # A pack that doesn't ask what is private never repeats a plan.
    plan = plan_for(garden_pack())
    assert '"earlier": {' not in document_to_json(realise(garden_pack(), plan, confirmed=CONFIRMED))


def test_the_answer_is_kept_when_sessions_move(private: Pack) -> None:
    def places(sessions: int) -> set[str]:
        plan = plan_for(private, **{"program.sessions": sessions})
        document = realise(private, plan, confirmed=CONFIRMED)
        return {str(one.id.key) for one in answer_places(document) if one.id.item.endswith("-look-back")}

    assert places(6)
    assert places(6) == places(7)
