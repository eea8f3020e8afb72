"""What is read at a place of a file: conditions, slots and names, each checked against what is declared."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import copy_pack, faults_of, faults_with, garden_text, places_of

from rekindle_core import load_pack
from rekindle_core.content.model.condition import All, AtLeast, AtMost, Condition, Has, Is, Not
from rekindle_core.content.model.condition import Any as AnyOf
from rekindle_core.content.model.step import (
    Passage,
)

LOOK = "steps/01-look.yaml"


# ------------------------------------------------------------------ conditions


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{ soil: clay }", Is("soil", ("clay",))),
        ("{ soil: [clay, unknown] }", Is("soil", ("clay", "unknown"))),
        ("{ pond: no }", Is("pond", ("no",))),
        ("{ hours: 3 }", Is("hours", (3,))),
        ("{ hours: { at_least: 1, at_most: 3 } }", All((AtLeast("hours", 1), AtMost("hours", 3)))),
        ("{ pests: none }", Is("pests", ("none",))),
        ("{ pests: { has: [slugs, moles] } }", Has("pests", ("slugs", "moles"))),
        ("{ pests: { lacks: slugs } }", Not(Has("pests", ("slugs",)))),
        ("{ soil: clay, pond: yes }", All((Is("soil", ("clay",)), Is("pond", ("yes",))))),
        (
            "{ any: [ { soil: clay }, { not: { pond: yes } } ] }",
            AnyOf((Is("soil", ("clay",)), Not(Is("pond", ("yes",))))),
        ),
        ("{ all: [ { soil: clay } ] }", All((Is("soil", ("clay",)),))),
        ("{ dream: [unknown, declined] }", Is("dream", ("unknown", "declined"))),
        ("{ country: GB }", Is("country", ("GB",))),
        ("{ program.sessions: { at_least: 52 } }", AtLeast("program.sessions", 52)),
    ],
)
def test_a_condition_says_what_is_written(tmp_path: Path, written: str, condition: Condition) -> None:
    changed = garden_text(LOOK, "when: { soil: clay }", f"when: {written}")
    assert load_pack(copy_pack(tmp_path, {LOOK: changed})).item("look-clay", Passage).offer.when == condition


@pytest.mark.parametrize(
    ("written", "code", "part"),
    [
        ("{ siol: clay }", "unknown-fact", "did you mean “soil”?"),
        ("{ zzz: clay }", "unknown-fact", "facts are declared in pack.yaml"),
        ("{ soil: caly }", "unknown-value", "did you mean “clay”?"),
        ("{ soil: peat }", "unknown-value", "use clay, sand."),
        ("{ pests: slugs }", "bad-condition", "write { has: slugs }, or none."),
        ("{ pests: { has: slgs } }", "unknown-value", "did you mean “slugs”?"),
        ("{ soil: { has: clay } }", "bad-condition", "soil is a choice fact. Hint: write soil: clay"),
        ("{ soil: { has: [clay, sand] } }", "bad-condition", "Hint: write soil: [clay, sand]"),
        ("{ soil: { lacks: sand } }", "bad-condition", "Hint: write not: { soil: sand }"),
        ("{ pond: { has: maybe } }", "bad-condition", "Hint: write pond: yes"),
        ("{ hours: { has: [slugs] } }", "bad-condition", "Hint: write hours: { at_least: 1 }"),
        ("{ pests: { at_least: 1 } }", "bad-condition", "Hint: write pests: { has: slugs }"),
        (
            "{ dream: { has: roses } }",
            "bad-condition",
            "Hint: write dream: unknown, or not: { dream: unknown }",
        ),
        ("{ country: { has: GB } }", "bad-condition", "Hint: write country: GB"),
        ("{ pests: slgs }", "bad-condition", "did you mean “slugs”?"),
        (
            "{ hours: 61 }",
            "bad-condition",
            "hours goes from 0 to 60. Hint: write hours: 60, or hours: { at_least: 1 }",
        ),
        ("{ hours: some }", "bad-condition", "hours goes from 0 to 60"),
        ("{ hours: { at_most: 61 } }", "bad-condition", "61 is outside that range"),
        ("{ dream: roses }", "bad-condition", "compare it with unknown or declined"),
        ("{ country: gb }", "bad-condition", "country"),
        ("{ country: ÄÖ }", "bad-condition", "country"),
        ("{ country: A1 }", "bad-condition", "country"),
        ("{ program.sessions: 0 }", "bad-condition", "program.sessions goes from 1 to 52"),
    ],
)
def test_a_condition_that_can_never_be_meant_is_refused(
    tmp_path: Path, written: str, code: str, part: str
) -> None:
    (fault,) = faults_with(tmp_path, LOOK, "when: { soil: clay }", f"when: {written}")
    assert fault.startswith(f"{LOOK}:6:")
    assert f": {code}: " in fault
    assert part in fault


@pytest.mark.parametrize(
    "written",
    ["{ hours: true }", "{ hours: { at_least: true } }", "{ hours: { at_least: x } }", "{ hours: { foo: 3 } }",
     "{ hours: { at_least: [1] } }", "{ soil: [[clay]] }", "{ soil: [{ a: b }] }", "{ soil: {} }", "{ soil: [] }",
     "{ pests: { has: [] } }"],
)  # fmt: skip
def test_a_condition_of_the_wrong_shape_is_a_fault_and_no_crash(tmp_path: Path, written: str) -> None:
    (fault,) = faults_with(tmp_path, LOOK, "when: { soil: clay }", f"when: {written}")
    assert fault.startswith(f"{LOOK}:6:")


def test_a_list_is_never_asked_whether_it_has_nothing(tmp_path: Path) -> None:
    """`{ has: none }` could never be true; what is meant is `none`."""
    (fault,) = faults_with(tmp_path, LOOK, "when: { soil: clay }", "when: { pests: { has: none } }")
    assert fault.startswith(f"{LOOK}:6:")


# ------------------------------------------------------------------ names and slots


@pytest.mark.parametrize(
    ("file", "find", "put", "fault"),
    [
        (
            LOOK,
            "technique: looking, about: them",
            "technique: loking, about: them",
            "10:55: unknown-technique: There is no technique “loking”. Hint: did you mean “looking”?",
        ),
        (
            LOOK,
            "tags: [water]",
            "tags: [wather]",
            "12:85: unknown-tag: There is no tag “wather”. Hint: did you mean “water”?",
        ),
        (
            LOOK,
            "tags: [water]",
            "tags: [fire]",
            "12:85: unknown-tag: There is no tag “fire”. Hint: available: bees, digging, water; "
            'or declare it in pack.yaml: tags: { fire: "…" }',
        ),
        (
            LOOK,
            "{helper} can",
            "{helpar} can",
            "3:31: unknown-slot: There is no person or text “helpar”. Hint: did you mean “helper”?",
        ),
        (
            LOOK,
            "{helper's}",
            "{helpar's}",
            "16:105: unknown-slot: There is no person “helpar”. Hint: did you mean “helper”?",
        ),
        (
            LOOK,
            "{helper.them}",
            "{helper.thm}",
            "10:200: unknown-slot: There is no case “thm”. Hint: did you mean “them”?",
        ),
        (
            LOOK,
            "{helper.them}",
            "{helper.name}",
            "10:200: unknown-slot: There is no case “name”. Hint: write {helper} for the name.",
        ),
        (
            LOOK,
            "{helper.they: is | are}",
            "{helper.they: is | are | be}",
            "3:64: bad-agreement: A choice needs one form for each of singular | plural; this one has 3 forms."
            " Hint: write {helper.they: is | are}: is for singular, are for plural.",
        ),
        (
            LOOK,
            "{@spot}",
            "{@spt}",
            "8:91: unknown-slot: There is no phrase list “spt”. Hint: did you mean “{@spot}”?",
        ),
        (
            LOOK,
            "{dream}",
            "{draem}",
            "14:98: unknown-slot: There is no person or text “draem”. Hint: did you mean “dream”?",
        ),
        (
            LOOK,
            '"It holds water."',
            '"It holds {pond}."',
            (
                "6:56: unknown-slot: pond is a yes-no fact, which can't be printed in "
                "text. Hint: remove it; to limit text to some readers, use when: { pond: yes }"
            ),
        ),
        (
            "pack.yaml",
            "name: helper.name",
            "name: helper.nama",
            "9:11: unknown-fact: There is no name fact called “helper.nama”."
            " Hint: did you mean “helper.name”?",
        ),
        (
            "pack.yaml",
            "reader: gardener",
            "reader: gardner",
            "16:9: unknown-person: There is no person “gardner”. Hint: did you mean “gardener”?",
        ),
        (
            "pack.yaml",
            "language: en",
            "language: eng",
            "5:11: unknown-language: “eng” is not a known language. Hint: did you mean “en”?",
        ),
        (
            "pack.yaml",
            "language: en",
            "language: xx",
            (
                "5:11: unknown-language: “xx” is not a known language. Hint: available: en, es; a pack can "
                "have its own language.yaml."
            ),
        ),
        (
            "pack.yaml",
            '"your helper" }',
            '"your helper", number: plurel }',
            "11:46: unknown-value: There is no class “plurel”. Hint: did you mean “plural”?",
        ),
        (
            "pack.yaml",
            '"your helper" }',
            '"your helper", pronouns: they }',
            "11:48: unknown-value: There is no pronoun set “they”. Hint: did you mean “they/them”?",
        ),
        (
            "gates.yaml",
            "replace-steps: [sow]",
            "replace-steps: [sew]",
            "11:31: unknown-step: There is no step “sew”. Hint: did you mean “sow”?",
        ),
        (
            "helplines.yaml",
            "kind: rescue",
            "kind: resque",
            "14:30: unknown-kind: There is no kind of help line “resque”. Hint: did you mean “rescue”?",
        ),
        (
            "sources.yaml",
            "[almanac]",
            "[almanack]",
            "2:72: unknown-source: There is no source “almanack”. Hint: did you mean “almanac”?",
        ),
    ],
)
def test_a_name_that_is_not_declared_is_pointed_at_with_the_nearest_that_is(
    tmp_path: Path, file: str, find: str, put: str, fault: str
) -> None:
    found = faults_with(tmp_path, file, find, put)
    assert len(found) == 1
    assert found[0].startswith(f"{file}:{fault}"), found[0]


def test_a_step_that_is_misspelt_in_the_order_is_said_at_both_ends(tmp_path: Path) -> None:
    found = faults_with(tmp_path, "pack.yaml", "steps: [look, dig, sow]", "steps: [look, dig, sew]")
    assert found == [
        "gates.yaml:11:31: unknown-step: There is no step “sow”. Hint: did you mean “sew”?",
        "pack.yaml:37:20: unknown-step: There is no step “sew”. Hint: did you mean “sow”?",
        "steps/03-sow.yaml:1:5: unused-step: The step “sow” is not in the order of steps."
        " Hint: did you mean “sew”?",
    ]


def test_a_second_id_is_refused_and_the_first_is_named(tmp_path: Path) -> None:
    (fault,) = faults_with(tmp_path, "program.yaml", "id: settle-sky", "id: look-sun")
    assert fault == (
        "program.yaml:16:11: duplicate-id: The id “look-sun” is already used at steps/01-look.yaml:9:11. "
        "Hint: choose another id; each id is unique in the pack."
    )


@pytest.mark.parametrize(
    ("title", "places_"),
    [
        ("{helper} {help} {help}", ["2:18", "2:25"]),
        ("{helper} {helper: a}", ["2:18 bad-agreement"]),
        ("{helper.they} {helper.the}", ["2:23"]),
        ("{ helpar }", ["2:9"]),
        ("{@spot} {@spo}", ["2:17"]),
    ],
)
def test_a_slot_is_pointed_at_also_where_one_like_it_stands_before(
    tmp_path: Path, title: str, places_: list[str]
) -> None:
    found = faults_with(tmp_path, LOOK, '"Look at the plot"', f'"{title}"')
    expected = [(*place.split(), "unknown-slot")[:2] for place in places_]
    assert places_of(found) == [f"{LOOK}:{place}: {code}" for place, code in expected]


def test_a_pack_without_people_is_told_how_one_is_declared(tmp_path: Path) -> None:
    text = garden_text("pack.yaml")
    before, _, rest = text.partition("people:\n")
    found = faults_of(copy_pack(tmp_path, {"pack.yaml": before + rest[rest.index("reader:") :]}))
    hint = (
        "Hint: pack.yaml declares no people; declare this one: people: { helper: { name: helper.name, "
        'pronouns: helper.pronouns, stand_in: { text: "…" } } }.'
    )
    assert any(line.endswith(f"unknown-slot: There is no person “helper”. {hint}") for line in found)
