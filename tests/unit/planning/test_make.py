"""Plans: what every plan keeps to, whoever the reader is, however long the program, whatever the pools."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.gardens import Case, cases, random_pool
from tests.support import CONFIRMED, QUICK, ROOT, copy_pack, garden_pack, garden_text, in_words, shortfalls

from rekindle_core import (
    Pack,
    Plan,
    Ratings,
    Task,
    UsageError,
    document_to_json,
    load_pack,
    load_profile,
    make_plan,
    realise,
)
from rekindle_core.content.model.step import Checklist, Exercise, Moment, Passage, Prompt, Rating, Variant
from rekindle_core.document.ids import look_back_id
from rekindle_core.document.walk import walk
from rekindle_core.explanation.written import unit_title
from rekindle_core.frozen import replace
from rekindle_core.planning.plan import Answer, Part
from rekindle_core.planning.reasons import NotDealt
from rekindle_core.planning.shortfalls import StepsLeftOut

PROGRAM = {"moved_away": "no"}


def parts(plan: Plan) -> list[tuple[int, Part]]:
    return [(session.number, part) for session in plan.sessions for part in session.parts]


def tags_by_id(pack: Pack) -> dict[str, frozenset[str]]:
    """Return the tags of everything in a pack that has an id and can be left out."""
    tags: dict[str, frozenset[str]] = {}
    for item in pack.items.values():
        tags[item.id] = item.offer.tags
        match item:
            case Prompt():
                inner: tuple[Variant, ...] = tuple(v for v in item.variants if v.id != item.id)
                tags.update({variant.id: variant.offer.tags for variant in inner})
            case Checklist():
                tags.update({line.id: line.offer.tags for line in item.items})
    return tags


def removed_tags(case: Case) -> set[str]:
    """Return the tags that the garden's gates remove for a reader, read off gates.yaml by hand."""
    removed = set()
    if case.raw.get("allergy") in ("yes", "declined"):
        removed.add("bees")
    if case.raw.get("pond") in ("yes", "declined"):
        removed.add("water")
    if case.raw.get("hours", "unknown") in ("unknown", "declined"):
        removed.add("digging")
    return removed


def ids_in(plan: Plan) -> set[str]:
    """Return everything that a plan takes from a pack."""
    ids = {*plan.opening, *plan.closing, *plan.appendix, *plan.front_notes, *plan.replaced_by}
    ids |= {name for one in plan.worded for name in one.variants}
    for session in plan.sessions:
        ids |= {session.settle, session.action, session.close, *session.ratings}
        ids |= {look_back_id(session.look_back.prompt)} if session.look_back else set()
        for part in session.parts:
            ids |= {*part.notes, *part.passages, *part.samples, *part.exercises}
            ids |= {name for pick in part.picks for name in (pick.prompt, pick.variant)}
            for picked in part.checklists:
                ids |= {picked.checklist, *picked.items}
    return ids - {""}


def left_out(plan: Plan) -> tuple[str, ...]:
    """Return the steps for which the sessions have no room."""
    return next((one.steps for one in plan.shortfalls if isinstance(one, StepsLeftOut)), ())


def is_brief(case: Case) -> bool:
    """Return whether a case has brief sessions, which tests/properties/test_brief.py has: a step may have no room."""
    return any(session.brief for session in case.plan.sessions)


# --------------------------------------------------------------------------- prompts


@QUICK
@given(cases())
def test_no_prompt_comes_twice(case: Case) -> None:
    names = [pick.prompt for pick in case.plan.picks()]
    assert len(names) == len(set(names))


@QUICK
@given(cases())
def test_a_motif_comes_at_most_once_a_session(case: Case) -> None:
    for session in case.plan.sessions:
        picked = [case.pack.item(pick.prompt, Prompt) for part in session.parts for pick in part.picks]
        motifs = [prompt.motif for prompt in picked if prompt.motif]
        assert len(motifs) == len(set(motifs))


@QUICK
@given(cases())
def test_level_three_comes_once_a_session_and_neither_at_first_nor_in_haste(case: Case) -> None:
    for session in case.plan.sessions:
        picked = [case.pack.item(pick.prompt, Prompt) for part in session.parts for pick in part.picks]
        deep = [prompt for prompt in picked if prompt.level == 3]
        assert len(deep) <= (1 if session.number >= 2 and session.minutes >= 15 else 0)


@QUICK
@given(cases())
def test_levels_rise_within_a_part(case: Case) -> None:
    for _, part in parts(case.plan):
        levels = [case.pack.item(pick.prompt, Prompt).level for pick in part.picks]
        assert levels == sorted(levels)


@QUICK
@given(cases({"hours": 1}))
def test_a_reader_to_be_treated_gently_gets_the_first_level_alone(case: Case) -> None:
    assert all(prompt.level == 1 for prompt in case.prompts())


@QUICK
@given(cases({**PROGRAM, "hours": 1}))
def test_what_is_too_deep_for_a_reader_is_refused_for_that_reason_and_not_for_want_of_room(
    case: Case,
) -> None:
    assume(not is_brief(case))
    levels = {prompt.id: prompt.level for unit in case.pack.units.values() for prompt in unit.prompts}
    for one in case.plan.decisions:
        if one.kind == "prompt" and levels[one.item] > 1:
            assert not one.included
            assert not isinstance(one.reason, NotDealt)


@QUICK
@given(cases())
def test_a_picked_wording_belongs_to_its_prompt(case: Case) -> None:
    for pick in case.plan.picks():
        assert pick.variant in {variant.id for variant in case.pack.item(pick.prompt, Prompt).variants}


@QUICK
@given(cases(), st.data())
def test_what_an_earlier_program_used_is_avoided_and_the_reason_given(
    case: Case, data: st.DataObject
) -> None:
    used = [pick.prompt for pick in case.plan.picks()]
    avoid = data.draw(st.sets(st.sampled_from(used))) if used else set()
    plan = make_plan(case.pack, case.profile, seed=case.seed, avoid=avoid)
    assert not avoid & {pick.prompt for pick in plan.picks()}
    for decision in plan.decisions:
        if decision.kind == "prompt" and decision.item in avoid:
            assert in_words(decision.reason) == "an earlier program used it"


# --------------------------------------------------------------------------- gates


def test_a_gate_that_asks_and_has_no_page_of_its_own_sends_nobody_anywhere(tmp_path: Path) -> None:
    quiet = (
        'gates:\n  - { id: quiet, when: { soil: clay }, effect: { remove-tags: [digging] }, ask: "Clay.", '
        'reason: "so" }\n'
    )
    pack = load_pack(copy_pack(tmp_path, {"gates.yaml": garden_text("gates.yaml", "gates:\n", quiet)}))
    plan = make_plan(pack, load_profile(pack, {"hours": 5, "program.sessions": 12}))
    asked = [pair for _, part in parts(plan) for check in part.checks for pair in check.statements]
    assert ("quiet", "") in asked
    assert "" not in plan.appendix
    realise(pack, plan)


def test_a_checklist_of_which_no_line_fits_is_out_and_says_so(tmp_path: Path) -> None:
    text = garden_text(
        "steps/01-look.yaml",
        'look-bag-string, text: "String"',
        'look-bag-string, text: "S", when: { pond: no }',
    )
    pack = load_pack(copy_pack(tmp_path, {"steps/01-look.yaml": text}))
    plan = make_plan(pack, load_profile(pack))
    (decision,) = (one for one in plan.decisions if one.item == "look-bag")
    assert (decision.included, in_words(decision.reason)) == (False, "none of its lines fits")
    assert not [picked for _, part in parts(plan) for picked in part.checklists]


@QUICK
@given(cases())
def test_what_no_self_check_can_stand_before_is_left_out_where_a_gate_asks(case: Case) -> None:
    """Moments, ratings and passages on pages: their session may have no part whose check they would be behind."""
    plan = case.plan
    asked = {
        tag
        for verdict, gate in zip(plan.gates, case.pack.gates, strict=True)
        if verdict.answer is Answer.ASKS
        for tag in gate.effect.removes_tags
    }
    tags = tags_by_id(case.pack)
    beside = [*plan.opening, *plan.closing, *(name for _, shown in plan.pages for name in shown)]
    for session in plan.sessions:
        beside += [*session.ratings, *filter(None, (session.settle, session.action, session.close))]
    assert not [name for name in beside if tags[name] & asked]


@QUICK
@given(cases())
def test_removed_tags_appear_nowhere_in_plan_or_document(case: Case) -> None:
    removed = removed_tags(case)
    banned = {name for name, tags in tags_by_id(case.pack).items() if tags & removed}
    assert not banned & ids_in(case.plan)
    # Prompts of random pools say their own id, so that their words would be found as well.
    assert not banned & set(re.findall(r"[a-z0-9-]+", document_to_json(case.document)))


@QUICK
@given(cases({**PROGRAM, "allergy": "yes"}))
def test_a_replaced_step_gives_nothing_and_its_alternative_stands_there(case: Case) -> None:
    units = [unit.id for unit in case.units()]
    assert "sow" not in units
    assert "alt-bees" in units
    own = {item.id for item in case.pack.steps["sow"].items()}
    assert not own & ids_in(case.plan)
    (decision,) = (one for one in case.plan.decisions if one.kind == "step" and one.item == "sow")
    assert not decision.included
    assert "replaced by alt-bees: bees: because bees make the reader ill" in in_words(decision.reason)


@QUICK
@given(cases({"moved_away": "yes"}))
def test_a_replaced_program_leaves_nothing_of_the_program(case: Case) -> None:
    assert case.plan.replaced_by == ("alt-gone",)
    assert ids_in(case.plan) == {"alt-gone"}
    assert not case.plan.sessions
    assert [part.id for part in case.document.parts] == ["alt-gone", "help"]


@QUICK
@given(cases())
def test_content_that_a_gate_asks_about_stays_behind_its_self_check(case: Case) -> None:
    """Of parts: a step that may be replaced has a check in front, and so has content whose tags may go."""
    gates = {gate.id: gate for gate in case.pack.gates}
    tags = tags_by_id(case.pack)
    asking = [verdict.gate for verdict in case.plan.gates if verdict.answer is Answer.ASKS]
    for _, part in parts(case.plan):
        checked = {gate for check in part.checks for gate, _ in check.statements}
        held = {name for pick in part.picks for name in (pick.prompt, pick.variant)}
        held |= {*part.passages, *part.samples, *part.exercises}
        for name in asking:
            effect = gates[name].effect
            touched = part.unit in effect.replaces_steps or any(
                tags.get(item, frozenset()) & set(effect.removes_tags) for item in held
            )
            if touched and not effect.replaces_program:
                assert name in checked
    if not case.plan.replaced_by:
        front = case.plan.front_check.statements if case.plan.front_check else ()
        assert [gate for gate, _ in front] == [name for name in asking if name == "gone"]


@QUICK
@given(cases())
def test_every_page_that_a_self_check_points_to_is_in_the_appendix_once(case: Case) -> None:
    checks = [case.plan.front_check] if case.plan.front_check else []
    checks += [check for _, part in parts(case.plan) for check in part.checks]
    targets = [target for check in checks for _, target in check.statements]
    assert all(target in case.pack.alternatives for target in targets)
    assert Counter(case.plan.appendix) == Counter(set(targets))


def test_a_gate_that_only_adds_a_note_asks_the_reader_too(tmp_path: Path) -> None:
    """Its verdict says that the reader is asked on the page; so a self-check has to name it."""
    asking = garden_text("gates.yaml", "unknown: passes", 'ask: "I have moles."')
    pack = load_pack(copy_pack(tmp_path, {"gates.yaml": asking}))
    plan = make_plan(pack, load_profile(pack, PROGRAM))
    (verdict,) = (one for one in plan.gates if one.gate == "moles")
    assert verdict.answer is Answer.ASKS
    assert "so the reader is asked where it matters" in in_words(verdict.reason)
    checks = [*([plan.front_check] if plan.front_check else ())]
    checks += [check for _, part in parts(plan) for check in part.checks]
    assert ("moles", "alt-moles") in {statement for check in checks for statement in check.statements}
    assert "alt-moles" in plan.appendix


@pytest.mark.parametrize("pool", ["action-water", "settle-breathe", "close-tea", "opening-dream"])
def test_what_frames_the_sessions_stays_out_while_a_gate_asks_about_it(pool: str, tmp_path: Path) -> None:
    """A self-check stands at a part of a session; there is none for a small action."""
    text = garden_text("program.yaml", f"{{ id: {pool}, t", f"{{ id: {pool}, tags: [water], t")
    pack = load_pack(copy_pack(tmp_path, {"program.yaml": text}))
    told = {**PROGRAM, "dream": "a pear tree", "program.sessions": 3}
    asking, passing = (
        make_plan(pack, load_profile(pack, {**told, "pond": pond})) for pond in ("unknown", "no")
    )
    assert pool in ids_in(passing)
    assert pool not in ids_in(asking)
    (decision,) = (one for one in asking.decisions if one.item == pool)
    assert not decision.included
    assert (
        in_words(decision.reason)
        == "the gate pond may remove it, and no self-check comes before it (tag water)"
    )


@pytest.mark.parametrize(
    "passage",
    [
        '{ id: pond-new, title: "New", text: "On clay, line it.", when: { soil: clay } }',
        '{ id: pond-new, title: "New", text: "Sit with the bees.", tags: [bees] }',
        '{ id: pond-new, title: "New", text: "You dream of {dream}." }',
    ],
    ids=["condition", "tag", "text"],
)
def test_a_passage_of_an_added_page_is_shown_to_those_whom_it_fits_alone(
    tmp_path: Path, passage: str
) -> None:
    text = garden_text(
        "gates.yaml",
        'text: "Go there with company." }',
        f'text: "Go there with company.", passages: [ {passage} ] }}',
    )
    pack = load_pack(copy_pack(tmp_path, {"gates.yaml": text}))
    profile = load_profile(pack, {**PROGRAM, "pond": "yes", "soil": "sand", "allergy": "yes"})
    document = document_to_json(realise(pack, make_plan(pack, profile), confirmed=CONFIRMED))
    assert "alt-pond" in document
    assert "pond-new" not in document
    assert "Missing" not in document


# --------------------------------------------------------------------------- reasons


@QUICK
@given(cases())
def test_every_prompt_of_a_standing_unit_has_one_decision_with_a_reason(case: Case) -> None:
    assume(not is_brief(case))
    noted = [(one.unit, one.item) for one in case.plan.decisions if one.kind == "prompt"]
    standing = [*case.units(), *(case.pack.units[name] for name in left_out(case.plan))]
    # Of steps that the sessions have no room for each prompt has its reason as well.
    assert sorted(noted) == sorted((unit.id, prompt.id) for unit in standing for prompt in unit.prompts)
    assert len(noted) == len(set(noted))
    assert all(in_words(one.reason).strip() for one in case.plan.decisions)


@QUICK
@given(cases())
def test_decisions_say_what_is_in_the_plan_and_what_is_not(case: Case) -> None:
    held = ids_in(case.plan) | {unit.id for unit in case.units()}
    for one in case.plan.decisions:
        assert one.included == (one.item in held)


@QUICK
@given(cases(PROGRAM))
def test_every_step_has_one_decision(case: Case) -> None:
    noted = [one.item for one in case.plan.decisions if one.kind == "step"]
    assert sorted(noted) == sorted(case.pack.steps)


@pytest.mark.slow
@QUICK
@given(cases())
def test_no_reason_reaches_the_document(case: Case) -> None:
    text = document_to_json(case.document)
    for gate in case.pack.gates:
        assert gate.reason not in text
    for one in case.plan.decisions:
        assert in_words(one.reason) not in text


# --------------------------------------------------------------------------- the same input, and what is local


@QUICK
@given(cases())
def test_the_same_input_gives_equal_plans(case: Case) -> None:
    backwards = load_profile(case.pack, dict(reversed(case.raw.items())))
    again = make_plan(case.pack, backwards, seed=case.seed, avoid=[])
    assert again == case.plan
    assert realise(case.pack, again, confirmed=CONFIRMED) == case.document


@pytest.mark.slow
def test_the_same_input_gives_the_same_document_in_any_process() -> None:
    script = (
        "from rekindle_core import *; from tests.gardens import case; import hashlib;"
        "text = ''.join(document_to_json(c.document) + repr(c.plan.decisions) for c in map(case, range(12)));"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@QUICK
@given(cases({**PROGRAM, "program.sessions": "unknown"}), st.integers(0, 2**32 - 1), st.data())
def test_changing_one_pool_leaves_the_other_steps_as_they_were(
    case: Case, number: int, data: st.DataObject
) -> None:
    """With one session for each step."""
    name = data.draw(st.sampled_from(sorted(case.pack.steps)))
    step = case.pack.steps[name]
    other = replace(
        case.pack, steps={**case.pack.steps, name: replace(step, prompts=random_pool(Random(number), name))}
    )
    plan = make_plan(other, case.profile, seed=case.seed)
    assert len(plan.sessions) == len(case.plan.sessions)
    before, after = (
        {part.unit: part for _, part in parts(one) if part.unit != name} for one in (case.plan, plan)
    )
    assert before == after


@QUICK
@given(cases())
def test_the_date_is_printed_and_changes_nothing_else(case: Case) -> None:
    later = make_plan(case.pack, case.profile, seed=case.seed, date=dt.date(2031, 5, 6))
    assert later.program_id == case.plan.program_id
    assert replace(later, date=case.plan.date, code=case.plan.code) == case.plan


def test_the_seed_varies_the_choice() -> None:
    pack = garden_pack()
    profile = load_profile(pack, PROGRAM)
    seen = {tuple(make_plan(pack, profile, seed=seed).picks()) for seed in range(20)}
    assert len(seen) > 5


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    pack = garden_pack()
    with pytest.raises(UsageError) as refused:
        make_plan(pack, load_profile(pack), seed=seed)
    assert refused.value.code == "bad-seed"


@pytest.mark.parametrize("seed", [0, 2**32 - 1])
def test_the_first_and_the_last_seed_are_taken(seed: int) -> None:
    pack = garden_pack()
    assert make_plan(pack, load_profile(pack), seed=seed).sessions


# --------------------------------------------------------------------------- sessions


@QUICK
@given(cases(PROGRAM))
def test_every_standing_unit_begins_once_and_in_order(case: Case) -> None:
    assume(not is_brief(case))
    order = ["dig", "look", "sow"] if case.raw.get("soil") == "clay" else ["look", "dig", "sow"]
    bees = case.raw.get("allergy") in ("yes", "declined")
    standing = ["alt-bees" if bees and step == "sow" else step for step in order]
    held = [unit.id for unit in case.units()]
    assert held == [unit for unit in standing if unit not in left_out(case.plan)]
    seen: list[str] = []
    for _, part in parts(case.plan):
        assert part.continued == (part.unit in seen)
        assert not part.continued or seen[-1] == part.unit
        seen.append(part.unit)


@QUICK
@given(cases(PROGRAM))
def test_sessions_are_numbered_and_last_as_long_as_was_asked(case: Case) -> None:
    minutes = case.raw.get("program.minutes")
    assert [session.number for session in case.plan.sessions] == [*range(1, len(case.plan.sessions) + 1)]
    for session in case.plan.sessions:
        assert session.minutes == (minutes if isinstance(minutes, int) else 30)
        assert session.parts


@QUICK
@given(cases(PROGRAM))
def test_what_was_asked_for_is_held_or_the_shortfall_is_said(case: Case) -> None:
    sessions = case.raw.get("program.sessions")
    wanted = sessions if isinstance(sessions, int) else 3
    held = len(case.plan.sessions)
    said = [line for line in shortfalls(case.plan) if "only enough content for" in line]
    assert held <= wanted
    if held == wanted:
        assert not said
    else:
        assert said == [
            f"You asked for {wanted} sessions, but without repeats there is only enough content for {held}."
        ]


@QUICK
@given(cases({**PROGRAM, "program.sessions": 30}))
def test_no_session_is_held_for_nothing_but_the_rest_of_an_empty_pool(case: Case) -> None:
    for _, part in parts(case.plan):
        assert part.picks or not part.continued


@QUICK
@given(cases(PROGRAM))
def test_sessions_have_the_days_that_were_asked_for(case: Case) -> None:
    start, every = case.raw.get("program.start"), case.raw.get("program.every_days")
    days = every if isinstance(every, int) else 7
    for session in case.plan.sessions:
        if start in (None, "unknown", "declined"):
            assert session.date is None
        else:
            assert session.date == dt.date.fromisoformat(start) + dt.timedelta(days * (session.number - 1))


@QUICK
@given(cases(PROGRAM))
def test_no_moment_comes_twice_and_it_is_said_when_they_are_spent(case: Case) -> None:
    for name, kind in (
        ("ways to begin", "settle"),
        ("small actions", "action"),
        ("ways to close", "close"),
    ):
        if kind != "action" and case.brief:
            assert not any(getattr(session, kind) for session in case.plan.sessions)
            assert not any(name in line for line in shortfalls(case.plan))
            continue
        given_ = [getattr(session, kind) for session in case.plan.sessions]
        used = [moment for moment in given_ if moment]
        assert len(used) == len(set(used))
        assert given_[: len(used)] == used
        spent = len(used) < len(given_) and bool(getattr(case.pack.frame, f"{kind}s"))
        assert any(name in line for line in shortfalls(case.plan)) == spent


@QUICK
@given(cases(PROGRAM))
def test_three_alike_in_a_row_are_reported(case: Case) -> None:
    """Every prompt of a random pool opens with two words out of a few; what cannot be varied is said."""
    for session in case.plan.sessions:
        for part in session.parts:
            openings = []
            for pick in part.picks:
                prompt = case.pack.item(pick.prompt, Prompt)
                variant = next(one for one in prompt.variants if one.id == pick.variant)
                words = " ".join(
                    span.text for piece in variant.text for span in piece.children if hasattr(span, "text")
                )
                openings.append(" ".join(words.casefold().split()[:2]))
            alike = any(len(set(openings[at : at + 3])) == 1 for at in range(len(openings) - 2))
            line = (
                f"Session {session.number}: three prompts in a row begin the same way "
                f"({unit_title(case.pack, part.unit)})."
            )
            assert (line in shortfalls(case.plan)) == alike


# --------------------------------------------------------------------------- what becomes of a plan


@QUICK
@given(cases())
def test_a_document_holds_what_its_plan_holds(case: Case) -> None:
    document = case.document
    blocks = list(walk(document))
    ids = [block.id for block in blocks if hasattr(block, "id")]
    grids = [block.response for block in blocks if isinstance(block, Task)]
    rows = [row.id for grid in grids if isinstance(grid, Ratings) for row in grid.rows]
    ids += rows
    assert len(ids) == len(set(ids))
    items = {
        name
        for name in ids_in(case.plan)
        if isinstance(case.pack.items.get(name), Prompt | Exercise | Passage | Moment | Checklist)
    }
    assert items <= set(ids)
    ratings = [name for session in case.plan.sessions for name in session.ratings]
    assert all(isinstance(case.pack.items[name], Rating) for name in ratings)
    assert sum(name.startswith("rating-back-s") for name in rows) == len(ratings)
    prompts = [block for block in blocks if getattr(block, "kind", "") == "prompt"]
    assert [block.number for block in prompts] == [*range(1, len(prompts) + 1)]
    assert [block.id for block in prompts] == [pick.prompt for pick in case.plan.picks()]
    assert json.loads(document_to_json(document))["code"] == case.plan.code
