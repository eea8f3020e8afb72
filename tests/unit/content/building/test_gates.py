"""Alternatives with a file of their own: they count as those in gates.yaml do, and their faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import GARDEN, copy_pack, faults_of, filed_alternative, garden_text, places_of

from rekindle_core import load_pack

FILE = "alternatives/alt-bees.yaml"


def faults_with_files(tmp_path: Path, changes: dict[str, str | None]) -> list[str]:
    """Return what is wrong with the garden pack, with alt-bees in a file, once files change or go (None)."""
    files = {**filed_alternative(), **changes}
    return faults_of(copy_pack(tmp_path, {name: text for name, text in files.items() if text is not None}))


def test_a_pack_is_the_same_wherever_its_alternatives_are_written(tmp_path: Path) -> None:
    filed, inline = load_pack(copy_pack(tmp_path, filed_alternative())), load_pack(GARDEN)
    assert filed == inline
    assert filed.digest == inline.digest


def test_the_digest_counts_what_a_file_says(tmp_path: Path) -> None:
    text = filed_alternative()[FILE].replace("world of their own", "world of their won")
    changed = load_pack(copy_pack(tmp_path, {**filed_alternative(), FILE: text}))
    assert changed.digest != load_pack(GARDEN).digest


def test_an_alternative_that_is_nowhere_is_told_at_its_gate_alone(tmp_path: Path) -> None:
    """What stands for which step cannot be told of it, so nothing is said of that."""
    assert faults_with_files(tmp_path, {FILE: None}) == [
        "gates.yaml:14:20: unknown-alternative: There is no alternative “alt-bees” in alternatives/. "
        "Hint: write it in alternatives/alt-bees.yaml."
    ]


def test_a_misspelt_alternative_is_told_where_it_is_named_and_where_it_is(tmp_path: Path) -> None:
    gates = filed_alternative()["gates.yaml"].replace("[alt-bees]", "[alt-bee]")
    assert faults_with_files(tmp_path, {"gates.yaml": gates}) == [
        (
            "alternatives/alt-bees.yaml:1:5: unused-alternative: No gate names the alternative "
            "“alt-bees”. Hint: list it in gates.yaml, under the alternatives: of a gate: alternatives: "
            "[alt-bees]."
        ),
        "gates.yaml:14:20: unknown-alternative: There is no alternative “alt-bee” in alternatives/. "
        "Hint: did you mean “alt-bees”?",
    ]


def test_a_file_that_is_not_called_by_its_id_is_told_once(tmp_path: Path) -> None:
    """Whether or not a gate names it by its id."""
    text = filed_alternative()[FILE]
    assert faults_with_files(tmp_path, {FILE: None, "alternatives/ferns.yaml": text}) == [
        (
            "alternatives/ferns.yaml:1:5: misnamed-file: This file contains the alternative “alt-bees”, "
            "but isn't named alt-bees.yaml. Hint: rename it to alternatives/alt-bees.yaml, or correct the "
            "id."
        )
    ]


def test_two_places_of_one_id_are_both_told(tmp_path: Path) -> None:
    """In gates.yaml and in a file: neither wins."""
    faults = faults_with_files(tmp_path, {"gates.yaml": garden_text("gates.yaml")})
    assert [fault for fault in faults if "duplicate-id: The id “alt-bees”" in fault] == [
        (
            "gates.yaml:15:13: duplicate-id: The id “alt-bees” is already used at "
            "alternatives/alt-bees.yaml:1:5. Hint: choose another id; each id is unique in the pack."
        )
    ]


def test_no_two_gates_share_an_alternative(tmp_path: Path) -> None:
    gates = filed_alternative()["gates.yaml"]
    gates = gates.replace(
        '{ id: alt-gone, title: "Without a plot", text: "A window sill is enough for a start." }', "alt-bees"
    )
    assert faults_with_files(tmp_path, {"gates.yaml": gates}) == [
        (
            "gates.yaml:14:20: duplicate-id: The alternative “alt-bees” is already listed at "
            "gates.yaml:8:9. Hint: an alternative belongs to one gate: write another for this one."
        )
    ]


def test_every_fault_of_every_alternative_is_told_in_one_run(tmp_path: Path) -> None:
    """Also where gates.yaml cannot be read, and where an alternative itself has not the right shape."""
    text = filed_alternative()[FILE].replace('"Ferns are', "Ferns are").replace('own."', "own.")
    assert places_of(faults_with_files(tmp_path, {FILE: text, "gates.yaml": "gates: ["})) == [
        "alternatives/alt-bees.yaml:3:7: unquoted-prose",
        "gates.yaml:1:8: yaml-syntax",
    ]


def test_of_an_alternative_with_faults_nothing_is_said_at_its_gate(tmp_path: Path) -> None:
    text = filed_alternative()[FILE].replace("why:", "wy:").replace("minutes: 5", "minutes: 999", 1)
    assert places_of(faults_with_files(tmp_path, {FILE: text})) == [
        "alternatives/alt-bees.yaml:4:1: unknown-key",
        "alternatives/alt-bees.yaml:6:45: bad-value",
    ]


@pytest.mark.parametrize(
    ("put", "faults"),
    [
        ("- 5", ["gates.yaml:15:9: wrong-shape"]),
        ("- Alt Bees", ["gates.yaml:15:9: bad-value"]),
        ("- []", ["gates.yaml:15:9: wrong-shape"]),
        (
            "- { id: a, text: 7, heading: x }",
            [
                "gates.yaml:15:9: missing-key",
                "gates.yaml:15:24: unquoted-prose",
                "gates.yaml:15:27: unknown-key",
            ],
        ),
    ],
)
def test_what_is_neither_an_id_nor_an_alternative_is_told_with_all_its_faults(
    tmp_path: Path, put: str, faults: list[str]
) -> None:
    gates = filed_alternative()["gates.yaml"].replace(" [alt-bees]", f"\n      {put}")
    assert places_of(faults_with_files(tmp_path, {"gates.yaml": gates, FILE: None})) == faults


@pytest.mark.parametrize("place", ["gates", "alternatives", "prompts", "replacement"])
@pytest.mark.parametrize("effect", ["replace-program", "{ replace-steps: [sow], remove-tags: [bees] }"])
def test_rules_of_wording_see_an_alternative_where_its_gate_is(
    tmp_path: Path, place: str, effect: str
) -> None:
    rules = (
        f'rules:\n  - {{ id: no-moss, words: [moss], within: [{place}], reason: "Dull.", '
        'catches: ["Moss."], leaves: ["Ferns."] }\n'
    )
    was = "{ replace-steps: [sow], remove-tags: [bees] }"
    inline = {"gates.yaml": garden_text("gates.yaml", was, effect), "copy-rules.yaml": rules}
    filed = {**filed_alternative(), "copy-rules.yaml": rules}
    filed["gates.yaml"] = filed["gates.yaml"].replace(was, effect)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    found = [faults_of(copy_pack(tmp_path / name, files)) for name, files in (("a", inline), ("b", filed))]
    assert [fault.split(": ", 1)[1] for fault in found[0]] == [fault.split(": ", 1)[1] for fault in found[1]]
    assert len(found[1]) == (0 if place == "replacement" and effect == was else 1)
