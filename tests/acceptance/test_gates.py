"""The bundled pack's gates, each from both sides: each file in gates/ says when one holds and what then stands.

    about: the situation
    holds: [{ facts }, …]       each of these alone, in a reader of whom all else is known and well
    passes: [{ facts }, …]      near to it, and it does not hold
    unknown: asks               what it says of a reader of whom nothing is known
    declined: [facts]           declining one of these counts as holding
    replaces: program           or the steps that it takes away
    instead: [alternatives]     what stands there
    adds: [alternatives]        what is added
    removes: [tags]             content that nobody gets then
    first: [steps]              what comes first then

gates/together/ has readers for whom several hold at once. To add a case, add a file.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support import CONFIRMED, FORMATS, bundled_pack, in_words, readable

from rekindle_core import (
    Document,
    Plan,
    Section,
    SelfCheck,
    load_profile,
    make_plan,
    plain,
    realise,
    render,
    walk,
)
from rekindle_core.content.model.step import Checklist, Prompt
from rekindle_core.engine import REPLACED_PROGRAM
from rekindle_core.planning.plan import Answer
from rekindle_core.realisation.spelling import speller

GATES = Path(__file__).parent / "gates"
CASES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(GATES.glob("*.yaml"))}
TOGETHER = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((GATES / "together").glob("*.yaml"))
}
PACK = bundled_pack()
WELL: dict[str, Any] = {
    "filled_by": "client",
    "age_band": "adult",
    "partner.age_band": "adult",
    "partner_died": "no",
    "ended_by": "partner",
    "weeks_since": 20,
    "breakups_before": 0,
    "causes": ["communication"],
    "trust_broken_by": "client",
    "contact": "open",
    "boundary": "none",
    "unanswered_attempts": 0,
    "their_answer": "none-yet",
    "new_partner": "none",
    **dict.fromkeys(("children", "shared_home", "shared_work", "legal_case"), "no"),
    "authority": "none",
    **dict.fromkeys(("rumination", "low_mood", "child_at_risk"), "no"),
    **dict.fromkeys(("safety.afraid", "safety.abused", "safety.partner_afraid"), "no"),
    **dict.fromkeys(("safety.self_harm", "safety.harm_others"), "no"),
    "safety.threat_of_suicide_by_partner": "no",
    "safety.conduct": "none",
    "country": "GB",
    # Long, so that whatever may be given is given.
    "program.sessions": 52,
    "program.minutes": 60,
}
DATE = dt.date(2027, 1, 4)


def planned(facts: dict[str, Any], seed: int = 1) -> Plan:
    return make_plan(PACK, load_profile(PACK, facts), seed=seed, date=DATE)


def answer(plan: Plan, gate: str) -> Answer:
    return next(verdict.answer for verdict in plan.gates if verdict.gate == gate)


def units(plan: Plan) -> set[str]:
    return {part.unit for session in plan.sessions for part in session.parts}


def sections(document: Document) -> set[str]:
    return {block.id for block in walk(document) if isinstance(block, Section)}


def given_tags(plan: Plan) -> dict[str, set[str]]:
    """Return the tags of what a plan gives, with the ids that have them."""
    given: set[str] = {*plan.opening, *plan.closing}
    for session in plan.sessions:
        given |= {session.settle, session.action, session.close, *session.ratings}
        for part in session.parts:
            given |= {*part.passages, *part.samples, *part.exercises}
            given |= {name for pick in part.picks for name in (pick.prompt, pick.variant)}
            given |= {name for one in part.checklists for name in (one.checklist, *one.items)}
    found: dict[str, set[str]] = {}
    for item in PACK.items.values():
        inner = (
            item.variants if isinstance(item, Prompt) else item.items if isinstance(item, Checklist) else ()
        )
        for name, tags in ((item.id, item.offer.tags), *((one.id, one.offer.tags) for one in inner)):
            if name in given:
                for tag in tags:
                    found.setdefault(tag, set()).add(name)
    return found


def sides(key: str) -> list[Any]:
    return [
        pytest.param(gate, facts, id=f"{gate}-{number}")
        for gate, case in CASES.items()
        for number, facts in enumerate(case.get(key, ()), 1)
    ]


def test_every_gate_has_a_case_and_every_case_a_gate() -> None:
    assert set(CASES) == {gate.id for gate in PACK.gates}


def test_no_gate_holds_or_asks_for_a_reader_of_whom_all_is_known_and_well() -> None:
    assert {verdict.answer for verdict in planned(WELL).gates} == {Answer.PASSES}


@pytest.mark.parametrize(("gate", "facts"), sides("holds"))
def test_it_holds_and_what_it_says_is_done(gate: str, facts: dict[str, Any]) -> None:
    case, plan = CASES[gate], planned({**WELL, **facts})
    assert answer(plan, gate) is Answer.HOLDS
    document = realise(PACK, plan, confirmed=CONFIRMED)
    if case.get("replaces") == "program":
        (page,) = case["instead"]
        assert [part.id for part in document.parts] == [page, "help"]
        assert (plan.sessions, plan.opening, plan.closing, plan.appendix) == ((), (), (), ())
        return
    assert not units(plan) & set(case.get("replaces", ()))
    stood_for = {alternative for item in PACK.gates for alternative in _ids(item)} & units(plan)
    # Another gate that holds with it may be stricter; then its alternative stands there, and is one of a gate's.
    if len(_holding(plan)) == 1:
        assert stood_for == set(case.get("instead", ()))
    shown = sections(document) | units(plan)
    assert set(case.get("adds", ())) <= shown
    for tag in case.get("removes", ()):
        assert given_tags(plan).get(tag, set()) == set()
    if first := case.get("first"):
        assert [part.unit for part in (session.parts[0] for session in plan.sessions)][:1] == first[:1]


def _ids(gate: Any) -> list[str]:
    return [item.unit.id for item in gate.alternatives]


def _holding(plan: Plan) -> list[str]:
    return [verdict.gate for verdict in plan.gates if verdict.answer is Answer.HOLDS]


@pytest.mark.parametrize(
    ("gate", "facts"), [pytest.param(gate, {}, id=gate) for gate in CASES] + sides("passes")
)
def test_it_passes_and_nothing_of_it_is_seen(gate: str, facts: dict[str, Any]) -> None:
    case, plan = CASES[gate], planned({**WELL, **facts})
    assert answer(plan, gate) is Answer.PASSES
    assert not plan.replaced_by
    shown = sections(realise(PACK, plan, confirmed=CONFIRMED)) | units(plan)
    assert not shown & {*case.get("instead", ()), *case.get("adds", ())}
    if not facts:
        assert set(PACK.steps) == units(plan)
        removed = [
            one
            for one in plan.decisions
            for words in (in_words(one.reason),)
            if f"gate {gate}" in words or f"gates {gate}" in words
        ]
        assert removed == []


@pytest.mark.parametrize("gate", CASES)
def test_what_is_not_known_is_asked_on_the_page_or_taken_as_the_pack_says(gate: str) -> None:
    case = CASES[gate]
    wanted, plan = (
        Answer(case["unknown"]),
        planned({"country": "GB", "program.sessions": 52, "program.minutes": 60}),
    )
    assert answer(plan, gate) is wanted
    if wanted is not Answer.ASKS:
        return
    document = realise(PACK, plan, confirmed=CONFIRMED)
    checks = [block for block in walk(document) if isinstance(block, SelfCheck)]
    asked = {statement.target for check in checks for statement in check.statements}
    targets = {*case.get("instead", ()), *case.get("adds", ())} & asked
    # What a gate would remove may not be there in the first place; then there is nothing to ask about.
    effect = next(one.effect for one in PACK.gates if one.id == gate)
    assert set(case.get("removes", ())) <= set(effect.removes_tags)
    touched = "replaces" in case or any(tag in given_tags(plan) for tag in effect.removes_tags)
    assert bool(targets) == touched
    assert targets <= sections(document)
    # The statement says what is so; the gate's own name is nowhere.
    assert all(gate not in plain(statement.text) for check in checks for statement in check.statements)


@pytest.mark.parametrize(
    ("gate", "fact"), [(gate, fact) for gate, case in CASES.items() for fact in case.get("declined", ())]
)
def test_declining_a_question_about_safety_counts_as_holding(gate: str, fact: str) -> None:
    assert answer(planned({**WELL, fact: "declined"}), gate) is Answer.HOLDS


# --------------------------------------------------------------------------- several at once


@pytest.mark.parametrize("name", TOGETHER)
def test_of_several_the_strictest_wins_and_the_reason_names_each(name: str) -> None:
    case, plan = TOGETHER[name], planned({**WELL, **TOGETHER[name]["facts"]})
    assert set(_holding(plan)) == set(case["holds"])
    reasons = {verdict.gate: in_words(verdict.reason) for verdict in plan.gates}
    gates = {gate.id: gate for gate in PACK.gates}
    for gate in case["holds"]:
        assert gates[gate].reason in reasons[gate] or "declined" in reasons[gate]
    instead = case["instead"]
    if "program" in instead:
        assert plan.replaced_by == (instead["program"],)
        return
    for step, alternative in instead.items():
        assert step not in units(plan)
        assert alternative in units(plan)
        (said,) = (in_words(one.reason) for one in plan.decisions if one.kind == "step" and one.item == step)
        assert said.startswith(f"replaced by {alternative}")
        named = [gate for gate in case["holds"] if step in gates[gate].effect.replaces_steps]
        assert named
        assert all(f"{gate}: " in said for gate in named)
    for gate in case["holds"]:
        for tag in gates[gate].effect.removes_tags:
            assert given_tags(plan).get(tag, set()) == set()
        if not gates[gate].effect.replaces_steps:
            shown = sections(realise(PACK, plan, confirmed=CONFIRMED)) | units(plan)
            assert set(_ids(gates[gate])) <= shown


# --------------------------------------------------------------------------- a program that is replaced

REPLACED = [gate for gate, case in CASES.items() if case.get("replaces") == "program"]


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("gate", REPLACED)
def test_nothing_of_a_replaced_program_is_produced_in_any_format(gate: str, format_name: str) -> None:
    """Neither its name, nor a step, nor a line of it; nor a word for why, nor the gate's own name."""
    plan = planned({**WELL, **CASES[gate]["holds"][0]})
    made = render(realise(PACK, plan, confirmed=CONFIRMED), format_name, confirmed=[REPLACED_PROGRAM])
    text = " ".join(readable(f"x{artifact.suffix}", artifact.data) for artifact in made)
    here = speller(PACK.language.spelling_for(plan.profile.text("country")))
    page = PACK.units[plan.replaced_by[0]]
    assert here(_words(page.title)) in text
    assert here(PACK.title) not in text
    for step in PACK.steps.values():
        assert here(_words(step.title)) not in text
    said = re.sub(r"[^a-z]", "", text.casefold())
    for item in PACK.items.values():
        if isinstance(item, Prompt):
            for variant in item.variants:
                opening = re.sub(r"[^a-z]", "", here(_words(variant.text[0].children)).casefold())[:40]
                assert len(opening) < 25 or opening not in said
    own = next(one for one in PACK.gates if one.id == gate)
    assert here(own.reason) not in text
    assert "-" not in gate or gate not in text


def _words(spans: Any) -> str:
    return "".join(getattr(span, "text", "") for span in spans)
