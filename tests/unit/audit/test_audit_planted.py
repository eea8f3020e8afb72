"""Faults planted in copies of packs: each is found, and its example profile shows it on the planner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.support import copy_pack, garden_pack, garden_text

from rekindle_core import Pack, Plan, load_pack, load_profile, make_plan
from rekindle_core.audit.audit import audit
from rekindle_core.audit.finding import Finding
from rekindle_core.content.model.condition import ALWAYS
from rekindle_core.content.model.step import Offer, Prompt, Unit
from rekindle_core.content.model.values import Missing
from rekindle_core.errors import RekindleError
from rekindle_core.explanation.status import reading_order, standings
from rekindle_core.frozen import replace
from rekindle_core.planning.eligibility import Eligibility, Examiner, eligible_phrases
from rekindle_core.planning.plan import Answer

LOOK, DIG, SOW = "steps/01-look.yaml", "steps/02-dig.yaml", "steps/03-sow.yaml"
Shows = Callable[[Pack, Plan], bool]
BASICS = "level: 1, minutes: 5, technique: looking, about: self"


@dataclass(frozen=True)
class Planted:
    """A fault: what of the garden's files is replaced, where the audit finds it, and what its example shows."""

    file: str
    find: str
    put: str
    code: str
    place: str
    shows: Shows
    words: str = ""


# --------------------------------------------------------------------------- what an example may show


def out(name: str) -> Shows:
    """It is not in the plan, and was not near it."""
    return lambda pack, plan: (
        not standings(pack, plan)[name].included and not standings(pack, plan)[name].place
    )


def given(name: str) -> Shows:
    return lambda pack, plan: name in reading_order(plan)


def eligible(unit: str, number: int) -> Shows:
    """So many of the unit's motifs are eligible, and it stands."""

    def shows(pack: Pack, plan: Plan) -> bool:
        ranked = {
            one.item for one in plan.decisions if one.kind == "prompt" and one.place and one.unit == unit
        }
        motifs = {pack.item(name, Prompt).motif or name for name in ranked}
        return given(unit)(pack, plan) and len(motifs) == number

    return shows


def holds(*gates: str) -> Shows:
    return lambda pack, plan: all(
        verdict.answer is Answer.HOLDS for verdict in plan.gates if verdict.gate in gates
    )


def spent(name: str) -> Shows:
    return lambda pack, plan: not eligible_phrases(pack, plan.reading, name)


def anything(pack: Pack, plan: Plan) -> bool:
    """Nothing more than that a plan can be made: it is so for every profile."""
    return True


def also(*all_of: Shows) -> Shows:
    return lambda pack, plan: all(shows(pack, plan) for shows in all_of)


def prompt(name: str, rest: str) -> str:
    return f"prompts:\n  - {{ id: {name}, {BASICS}, {rest} }}\n"


IN_FILES = {
    "a prompt whose readers all have a gate that removes it": Planted(
        LOOK, "prompts:\n", prompt("look-new", 'text: "New.", tags: [water], when: { pond: yes }'),
        "never-reached", "look-new", also(out("look-new"), holds("pond")),
    ),
    "a wording of an opening after one that fits whoever it fits": Planted(
        LOOK, 'why: "What is seen is half done."',
        "why: { variants: [{ id: why-known, text: 'A.', when: { soil: [clay, sand] } }, "
        "{ id: why-clay, text: 'B.', when: { soil: clay } }, { id: why-any, text: 'C.' }] }",
        "never-reached", "why-clay", also(out("why-clay"), given("why-known")), "another wording came first",
    ),
    "a wording of a passage that only its own gate lets in": Planted(
        LOOK, 'text: "It holds water.", key: [ "Clay", "holds water" ]',
        "variants: [{ id: clay-pond, text: 'A.', tags: [water], when: { pond: yes } }, { id: clay-any, text: 'B.' }]",
        "never-reached", "clay-pond", also(out("clay-pond"), holds("pond")),
    ),
    "a wording whose condition contradicts itself": Planted(
        "program.yaml", 'text: "It was a year."',
        "variants: [{ id: year-never, text: 'A.', when: { all: [{ soil: clay }, { soil: sand }] } }, "
        "{ id: year-any, text: 'B.' }]",
        "never-true", "year-never", out("year-never"), "is true for no reader",
    ),
    "a wording that is always the one, before the last": Planted(
        LOOK, 'why: "What is seen is half done."',
        "why: { variants: [{ id: why-first, text: 'A.' }, { id: why-any, text: 'C.' }] }",
        "never-reached", "why-any", also(out("why-any"), given("why-first")),
    ),
    "a prompt for readers for whom its step never stands": Planted(
        SOW, "prompts:\n", prompt("sow-new", 'text: "New.", when: { allergy: yes }'),
        "never-reached", "sow-new", out("sow-new"),
    ),
    "a prompt whose condition contradicts itself": Planted(
        LOOK, "prompts:\n", prompt("look-new", 'text: "New.", when: { all: [{ soil: clay }, { soil: sand }] }'),
        "never-true", "look-new", out("look-new"), "is true for no reader",
    ),
    "a part of a condition that is never true": Planted(
        LOOK, "prompts:\n",
        prompt("look-new", 'text: "New.", when: { any: [{ pond: yes }, { hours: { at_least: 5, at_most: 4 } }] }'),
        "never-true", "look-new", anything, "hours is at least 5 and hours is at most 4",
    ),
    "a condition that leaves nobody out": Planted(
        DIG, "prompts:\n", prompt("dig-new", 'text: "New.", when: { soil: [clay, sand, unknown, declined] }'),
        "always-true", "dig-new", also(lambda pack, plan: standings(pack, plan)["dig-new"].place > 0),
    ),
    "a text that quotes what its readers have not told": Planted(
        LOOK, "prompts:\n", prompt("look-new", 'text: "You dream of {dream}.", when: { dream: unknown }'),
        "never-true", "look-new", out("look-new"),
    ),
    "a wording that another always goes before": Planted(
        LOOK, "prompts:\n",
        "prompts:\n  - { id: look-new, " + BASICS + ", when: { soil: clay }, variants: ["
        '{ id: look-new-a, text: "A." }, { id: look-new-b, text: "B.", when: { soil: clay } }] }\n',
        "never-reached", "look-new-a",
        lambda pack, plan: standings(pack, plan)["look-new"].place > 0 and not given("look-new-a")(pack, plan),
    ),
    "a deep prompt where the dose has no room for one": Planted(
        "pack.yaml", "most: 1,", "most: 0,", "never-reached", "look-loss",
        lambda pack, plan: "look-loss" not in reading_order(plan),
    ),
    "an exercise where the dose has no room for one": Planted(
        "pack.yaml", "prompts: 3, exercises: 1", "prompts: 3", "never-reached", "look-map",
        lambda pack, plan: "look-map" not in reading_order(plan),
    ),
    "a step that is replaced for all of its readers": Planted(
        SOW, "why: \"Seeds know.\"", "why: \"Seeds know.\"\nwhen: { allergy: yes }",
        "never-stands", "sow", also(out("sow"), holds("bees")),
    ),
    "an alternative whose gate has another always before it": Planted(
        "gates.yaml", "gates:\n",
        "gates:\n  - { id: first, when: { any: [{ allergy: yes }, { soil: clay }] }, unknown: holds, reason: \"so\", "
        'effect: { replace-steps: [sow] }, alternatives: [{ id: alt-first, title: "First", text: "First." }] }\n',
        "never-stands", "alt-bees", also(holds("first"), lambda pack, plan: "alt-bees" not in reading_order(plan)),
    ),
    "an alternative whose prompt its own gate removes": Planted(
        "gates.yaml", 'text: "Draw one fern."', 'text: "Draw one fern.", tags: [bees]',
        "vetoed-alternative", "alt-bees-fern", also(given("alt-bees"), out("alt-bees-fern")),
    ),
    "an alternative of which other gates leave nothing": Planted(
        "gates.yaml", 'text: "Draw one fern." }', 'text: "Draw one fern.", tags: [water] }',
        "empty-step", "alt-bees", also(eligible("alt-bees", 0), holds("bees", "pond")),
    ),
    "a step that a tag leaves too small": Planted(
        SOW, "{ id: sow-row,", "{ id: sow-row, tags: [water],",
        "fewer-than-promised", "sow", also(eligible("sow", 1), holds("pond")),
    ),
    "a step with too little at the first level": Planted(
        DIG, "dig-when, level: 1", "dig-when, level: 2", "fewer-than-promised", "dig", eligible("dig", 1),
    ),
    "an alternative of a phrase list for nobody who reads it": Planted(
        "phrases.yaml", "the slugs\", when: { pests: { has: slugs } } }",
        "the slugs\" }\n    - { text: \"more\", when: { moved_away: yes } }",
        "never-reached", "pest-note", lambda pack, plan: bool(plan.replaced_by), "its alternative 2",
    ),
    "a phrase list that no text uses": Planted(
        "phrases.yaml", "phrases:\n", 'phrases:\n  unused:\n    - { text: "x" }\n',
        "never-reached", "unused", anything, "No text uses",
    ),
    "a phrase list without an alternative for everybody": Planted(
        "phrases.yaml",
        '    - { text: "a dry corner" }\n    - { text: "a bed that {helper} {helper: likes | like}", weight: 3 }\n',
        '    - { text: "a dry corner", when: { soil: sand } }\n',
        "phrases-may-run-out", "spot", also(spent("spot"), out("look-corner")),
    ),
    "two gates that exclude one another and are held together": Planted(
        "gates.yaml", "gates:\n",
        'gates:\n  - { id: no-pond, when: { pond: no }, unknown: holds, reason: "so", effect: note, '
        'alternatives: [{ id: alt-no-pond, title: "Dry", text: "Dry." }] }\n',
        "gates-contradict", "pond", holds("pond", "no-pond"),
    ),
    "a fact that nothing uses": Planted(
        "pack.yaml", "facts:\n", 'facts:\n  hat: { kind: yes-no, ask: "Do you wear a hat?" }\n',
        "unused-fact", "hat", anything,
    ),
    "a question that is never asked": Planted(
        "pack.yaml", "dream: {", "dream: { asked_when: { not: { soil: [clay, sand, unknown, declined] } },",
        "never-true", "dream", anything,
    ),
    "a rule that reorders for nobody": Planted(
        "pack.yaml", "{ soil: clay }, first", "{ all: [{ pond: yes }, { pond: no }] }, first",
        "never-true", "", anything, "reorder",
    ),
}  # fmt: skip


@cache
def known_findings() -> frozenset[tuple[str, str, str]]:
    """Return what is found in the garden as it is."""
    return frozenset((one.code, one.place.name, one.message) for one in audit(garden_pack()).findings)


def only(found: tuple[Finding, ...], code: str, place: str, words: str = "") -> Finding:
    """Return the one finding of a code about a place."""
    (one,) = (
        one
        for one in found
        if (one.code, one.place.name) == (code, place) and words in one.message + one.hint
    )
    return one


@pytest.mark.parametrize("planted", IN_FILES.values(), ids=IN_FILES)
def test_a_fault_planted_in_the_garden_is_found_and_its_example_shows_it(
    planted: Planted, tmp_path: Path
) -> None:
    changed = garden_text(planted.file, planted.find, planted.put)
    pack = load_pack(copy_pack(tmp_path, {planted.file: changed}))
    found = only(audit(pack).findings, planted.code, planted.place, planted.words)
    assert (found.code, found.place.name, found.message) not in known_findings()
    assert planted.shows(pack, make_plan(pack, load_profile(pack, found.example)))


# --------------------------------------------------------------------------- conflicts

WET_CLAY = """\
conflicts:
  - { id: wet-clay, when: { pond: yes, soil: clay }, read: { soil: sand }, say: "A pond, and clay." }
"""


def test_content_for_answers_that_a_conflict_always_reads_otherwise_is_found(tmp_path: Path) -> None:
    prompt = (
        f'  - {{ id: look-mud, when: {{ pond: yes, soil: clay }}, {BASICS}, text: "Look at the mud." }}\n'
    )
    changed = garden_text(LOOK, "prompts:\n", f"prompts:\n{prompt}")
    folder = copy_pack(tmp_path, {LOOK: changed, "conflicts.yaml": WET_CLAY})
    pack = load_pack(folder)
    assert only(audit(pack).findings, "never-true", "look-mud").place.name == "look-mud"
    plan = make_plan(pack, load_profile(pack, {"pond": "yes", "soil": "clay", "program.sessions": 30}))
    assert not standings(pack, plan)["look-mud"].place
    # Without the conflict somebody is given it.
    (folder / "conflicts.yaml").unlink()
    assert "look-mud" not in {one.place.name for one in audit(load_pack(folder)).findings}


def test_conflicts_that_disagree_are_found_with_a_reader_for_whom_both_hold(tmp_path: Path) -> None:
    other = '  - { id: busy, when: { hours: { at_most: 2 } }, read: { soil: unknown }, say: "Few hours." }\n'
    pack = load_pack(copy_pack(tmp_path, {"conflicts.yaml": WET_CLAY + other}))
    found = only(audit(pack).findings, "conflicts-disagree", "busy")
    plan = make_plan(pack, load_profile(pack, found.example))
    assert [one.id for one in plan.reading.conflicts] == ["wet-clay", "busy"]
    assert plan.reading["soil"] == "sand"


def test_a_conflict_that_never_holds_is_found(tmp_path: Path) -> None:
    never = WET_CLAY.replace("pond: yes,", "all: [{ pond: yes }, { pond: no }],")
    assert only(
        audit(load_pack(copy_pack(tmp_path, {"conflicts.yaml": never}))).findings, "never-true", "wet-clay"
    )


# --------------------------------------------------------------------------- faults that no file can have


def in_step(pack: Pack, step: str, change: Callable[[Prompt], Prompt]) -> Pack:
    """Return a pack with each prompt of a step changed."""
    unit = pack.steps[step]
    changed = replace(unit, prompts=tuple(map(change, unit.prompts)))
    return replace(pack, steps={**pack.steps, step: changed})


def test_a_step_of_deep_prompts_alone_has_nothing_for_a_first_session() -> None:
    pack = in_step(garden_pack(), "sow", lambda one: replace(one, level=3))
    found = only(audit(pack).findings, "no-prompt-fits", "sow")
    plan = make_plan(pack, load_profile(pack, {**found.example, "program.sessions": 1}))
    assert not any(part.picks for session in plan.sessions for part in session.parts if part.unit == "sow")


def test_prompts_that_turn_on_one_thing_are_counted_as_one() -> None:
    pack = in_step(garden_pack(), "dig", lambda one: replace(one, motif="rain"))
    found = only(audit(pack).findings, "fewer-than-promised", "dig")
    assert eligible("dig", 1)(pack, make_plan(pack, load_profile(pack, found.example)))
    assert found.example == {}


def test_a_slot_without_a_fact_behind_it_is_found() -> None:
    pack = in_step(
        garden_pack(), "look", lambda one: replace(one, offer=Offer()) if one.id == "look-dream" else one
    )
    found = only(audit(pack).findings, "slot-may-be-empty", "look-dream")
    profile = load_profile(pack, found.example)
    assert isinstance(profile["dream"], Missing)
    assert standings(pack, make_plan(pack, profile))["look-dream"].place


def test_a_person_without_a_stand_in_is_found_where_the_name_is_not_known() -> None:
    pack = garden_pack()
    helper = replace(pack.people["helper"], stand_in="")
    pack = replace(pack, people={**pack.people, "helper": helper})
    found = [one for one in audit(pack).findings if one.code == "slot-may-be-empty"]
    assert "sow" in {one.place.name for one in found}
    assert all("helper.name" not in one.example for one in found)


@pytest.mark.parametrize(("gate", "example"), [("gone", {"moved_away": "yes"}), ("bees", {"allergy": "yes"})])
def test_a_gate_with_nothing_in_place_of_what_it_takes_is_found(gate: str, example: dict[str, str]) -> None:
    pack = garden_pack()
    gates = tuple(replace(one, alternatives=()) if one.id == gate else one for one in pack.gates)
    found = only(audit(replace(pack, gates=gates)).findings, "no-alternative", gate)
    assert found.example == example


# --------------------------------------------------------------------------- the bundled pack


@pytest.mark.slow
def test_readers_of_gentle_prompts_are_found_to_have_none_in_a_step_of_the_bundled_pack() -> None:
    pack = load_pack()
    first = next(iter(pack.steps))
    pack = in_step(pack, first, lambda one: replace(one, level=max(one.level, 2)))
    found = only(audit(pack).findings, "empty-step", first)
    assert len(found.example) == 1
    assert eligible(first, 0)(pack, make_plan(pack, load_profile(pack, found.example)))


@pytest.mark.slow
def test_an_alternative_of_the_bundled_pack_that_another_shadows_is_found() -> None:
    pack = load_pack()
    at, gate = next((n, one) for n, one in enumerate(pack.gates) if one.effect.replaces_steps)
    renamed = tuple(
        replace(item, unit=Unit(f"new-{item.unit.id}", item.unit.title, item.unit.opening))
        for item in gate.alternatives
    )
    earlier = replace(gate, id="earlier", alternatives=renamed)
    pack = replace(pack, gates=(*pack.gates[:at], earlier, *pack.gates[at:]))
    lost = {one.place.name for one in audit(pack).findings if one.code in ("never-reached", "never-stands")}
    for item in gate.alternatives:
        if set(item.steps) & set(gate.effect.replaces_steps):
            # It may still be a page of the appendix; its prompts are for nobody.
            assert item.unit.id in lost or {one.id for one in item.unit.prompts} <= lost


@pytest.mark.slow
def test_a_tag_on_every_prompt_of_a_step_of_the_bundled_pack_is_found_to_empty_it() -> None:
    pack = load_pack()
    gate = next(one for one in pack.gates if one.effect.removes_tags and not one.effect.replaces_steps)
    tag = gate.effect.removes_tags[0]
    first = next(iter(pack.steps))
    pack = in_step(
        pack, first, lambda one: replace(one, offer=replace(one.offer, tags=one.offer.tags | {tag}))
    )
    found = only(audit(pack).findings, "empty-step", first)
    plan = make_plan(pack, load_profile(pack, found.example))
    assert eligible(first, 0)(pack, plan)
    assert any(verdict.answer is Answer.HOLDS for verdict in plan.gates)


@pytest.mark.slow
def test_long_prompts_alone_are_found_not_to_fit_the_shortest_session_of_the_bundled_pack() -> None:
    pack = load_pack()
    first, shortest = next(iter(pack.steps)), pack.dose.table[0].minutes
    pack = in_step(pack, first, lambda one: replace(one, minutes=shortest + 1))
    found = only(audit(pack).findings, "no-prompt-fits", first)
    assert found.example == {"program.minutes": shortest}


# --------------------------------------------------------------------------- faults of the planner's


def leaky(self: Examiner, offer: Offer, *, checked: bool = True) -> Eligibility:
    """Examine as ever, but let through whatever stands beside the parts of sessions."""
    return EXAMINE(self, offer if checked else replace(offer, tags=frozenset()), checked=checked)


EXAMINE = Examiner.examine


@pytest.mark.parametrize("pool", ["settles", "actions", "closes"])
def test_a_planner_that_gives_what_a_gate_removes_is_found_out(
    pool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = garden_pack()
    moments = getattr(pack.frame, pool)
    tagged = replace(moments[0], offer=Offer(tags=frozenset({"water"})))
    pack = replace(pack, frame=replace(pack.frame, **{pool: (tagged, *moments[1:])}))
    assert not [one for one in audit(pack).findings if one.code == "vetoed-content"]
    monkeypatch.setattr(Examiner, "examine", leaky)
    found = only(audit(pack).findings, "vetoed-content", tagged.id)
    plan = make_plan(pack, load_profile(pack, found.example))
    assert tagged.id in reading_order(plan)
    (pond,) = (verdict for verdict in plan.gates if verdict.gate == "pond")
    assert pond.answer is not Answer.PASSES


def test_a_planner_with_other_rules_than_the_audit_is_no_ground_for_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pack = in_step(garden_pack(), "sow", lambda one: replace(one, offer=Offer(tags=frozenset({"digging"}))))
    monkeypatch.setattr(Examiner, "examine", lambda self, offer, *, checked=True: Eligibility(True, "all", 0))
    with pytest.raises(RekindleError, match="the planner disagrees") as refused:
        audit(pack)
    assert refused.value.code == "audit-disagrees"
    assert pack.steps["sow"].when == ALWAYS
