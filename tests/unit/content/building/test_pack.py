"""What the files of a pack say of one another, and the digest of them all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support import GARDEN, ROOT, copy_pack, faults_of, faults_with, garden_text, places_of

from rekindle_core import Pack, load_pack
from rekindle_core.content.reading.yaml_reader import read_yaml

LOOK = "steps/01-look.yaml"
ENGLISH = (ROOT / "src/rekindle_core/content/languages/en.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return the garden pack."""
    return load_pack(GARDEN)


# ------------------------------------------------------------------ what does not fit together


@pytest.mark.parametrize(
    ("file", "find", "put", "place", "code"),
    [
        ("gates.yaml", '    ask: "Bees make me ill."\n', "", "9:5", "gate-without-question"),
        (
            "steps/01-look.yaml",
            'why: "What is seen is half done."',
            'why: { variants: [{ id: w-a, text: "A." }, { id: w-b, text: "B.", when: { soil: clay } }] }',
            "4:73",
            "no-wording-for-all",
        ),
        (
            "steps/01-look.yaml",
            'text: "It holds water.", key: [ "Clay", "holds water" ]',
            'variants: [{ id: c-a, text: "A.", when: { hours: 1 } }, { id: c-b, text: "B.", tags: [water] }]',
            "6:125",
            "no-wording-for-all",
        ),
        # Everybody reads the last wording, so it holds nothing that may be missing.
        (
            "steps/01-look.yaml",
            'why: "What is seen is half done."',
            'why: { variants: [{ id: w-a, text: "A.", when: { soil: clay } }, { id: w-b, text: "{dream}." }] }',
            "4:84",
            "unknown-slot",
        ),
        (
            "program.yaml",
            'text: "It was a year."',
            'variants: [{ id: look, text: "A.", when: { soil: clay } }, { id: y-b, text: "B." }]',
            "39:20",
            "duplicate-id",
        ),
        (
            "gates.yaml",
            "    alternatives:\n"
            '      - { id: alt-gone, title: "Without a plot", text: "A window sill is enough for a start." }\n',
            "",
            "2:5",
            "gate-without-alternative",
        ),
        (
            "gates.yaml",
            "    alternatives:\n"
            '      - { id: alt-moles, title: "Moles", steps: [dig, look], text: "They were there first." }\n',
            "",
            "29:5",
            "gate-without-alternative",
        ),
        (
            "gates.yaml",
            '        title: "A plot without',
            '        steps: [dig]\n        title: "A plot without',
            "15:7",
            "gate-without-alternative",
        ),
        (
            "pack.yaml",
            "{ minutes: 1, prompts: 1, brief: yes }",
            "{ minutes: 16, prompts: 1 }",
            "44:5",
            "bad-dose",
        ),
        (
            "pack.yaml",
            "{ minutes: 1, prompts: 1, brief: yes }",
            "{ minutes: 15, prompts: 1 }",
            "44:5",
            "bad-dose",
        ),
        (
            "pack.yaml",
            "  soil: {",
            '  country: { kind: yes-no, ask: "?" }\n  soil: {',
            "22:3",
            "reserved-fact",
        ),
        (
            "pack.yaml",
            "  soil: {",
            '  program.soil: { kind: yes-no, ask: "?" }\n  soil: {',
            "22:3",
            "reserved-fact",
        ),
        ("helplines.yaml", '01-02" }\ncountries', '02-30" }\ncountries', "8:139", "bad-date"),
        ("helplines.yaml", '"2026-01-02" }\ncountries', '"2926-01-02" }\ncountries', "8:139", "bad-date"),
        (LOOK, "id: west, text", "id: east, text", "9:174", "duplicate-id"),
        (
            "gates.yaml",
            'reason: "bees make the reader ill"',
            "reason: bees make the reader ill",
            "13:13",
            "unquoted-prose",
        ),
        ("phrases.yaml", '"a dry corner"', '"{@pest-note}"', "3:16", "unknown-slot"),
        ("phrases.yaml", '"a dry corner"', '"{dream}"', "3:16", "unknown-slot"),
        (LOOK, '"Look at the plot"', '"Look at {dream}"', "2:17", "unknown-slot"),
        (LOOK, '"Look at the plot"', '"Look for {@pest-note}"', "2:18", "unknown-slot"),
        (LOOK, '"East"', '"{dream}"', "9:159", "unknown-slot"),
        ("program.yaml", '"It was a year."', '"{dream} for a year."', "39:10", "unknown-slot"),
        ("gates.yaml", '"Ferns are a world of their own."', '"Ferns for {dream}."', "17:26", "unknown-slot"),
    ],
)
def test_what_does_not_fit_together_is_a_fault_where_it_stands(
    tmp_path: Path, file: str, find: str, put: str, place: str, code: str
) -> None:
    assert places_of(faults_with(tmp_path, file, find, put)) == [f"{file}:{place}: {code}"]


@pytest.mark.parametrize("word", ["unknown", "declined"])
def test_a_value_cannot_have_the_name_of_a_way_of_missing(tmp_path: Path, word: str) -> None:
    """A condition on it would mean that the fact is missing."""
    found = faults_with(tmp_path, "pack.yaml", 'sand: "light sand"', f'{word}: "not sure"')
    assert [line for line in found if line.startswith("pack.yaml:22:")]


def test_a_person_whose_name_no_slot_can_hold_is_refused(tmp_path: Path) -> None:
    """`{co-op}` is no slot, so nobody may be called that."""
    person = 'people:\n  co-op: { name: helper.name, pronouns: helper.pronouns, stand_in: { text: "x" } }'
    (fault,) = faults_with(tmp_path, "pack.yaml", "people:", person)
    assert fault.startswith("pack.yaml:8:3: ")


def test_a_pack_may_have_no_facts_of_its_own(tmp_path: Path) -> None:
    """What needs them is then at fault; nothing crashes."""
    text = garden_text("pack.yaml")
    without = text[: text.index("facts:")] + "facts: {}\n" + text[text.index("tags:") :]
    assert {line.split(": ")[1] for line in faults_of(copy_pack(tmp_path, {"pack.yaml": without}))} == {
        "unknown-fact",
        "unknown-slot",
    }


# ------------------------------------------------------------------ the digest


def digest(tmp_path: Path, changes: dict[str, str | bytes | None]) -> str:
    """Return the digest of the garden pack with some files changed."""
    return load_pack(copy_pack(tmp_path, changes)).digest


def test_the_digest_is_sha_256_in_hex_and_the_same_in_any_folder(tmp_path: Path, pack: Pack) -> None:
    assert len(bytes.fromhex(pack.digest)) == 32
    assert digest(tmp_path, {}) == pack.digest


@pytest.mark.parametrize(
    "file", sorted(path.relative_to(GARDEN).as_posix() for path in GARDEN.rglob("*.yaml"))
)
def test_comments_line_ends_and_layout_do_not_count(tmp_path: Path, pack: Pack, file: str) -> None:
    text = garden_text(file)
    commented = "# A comment.\n\n" + text.replace("\n", "  # another\n") + "\n\n# The end.\n"
    in_json = json.dumps(read_yaml(text, file).data, ensure_ascii=False, indent=3)
    for number, content in enumerate((commented, in_json, "\ufeff" + text.replace("\n", "\r\n"))):
        (tmp_path / str(number)).mkdir()
        assert digest(tmp_path / str(number), {file: content}) == pack.digest


def test_the_order_in_which_keys_of_a_prompt_are_written_does_not_count(tmp_path: Path, pack: Pack) -> None:
    turned = garden_text(LOOK, "id: look-water, level: 2", "level: 2, id: look-water")
    assert digest(tmp_path, {LOOK: turned}) == pack.digest


@pytest.mark.parametrize(
    ("file", "find", "put"),
    [
        ("pack.yaml", "version: 1.0.0", "version: 1.0.1"),
        ("pack.yaml", "max: 60", "max: 61"),
        ("pack.yaml", "steps: [look, dig, sow]", "steps: [dig, look, sow]"),
        ("program.yaml", "It was a year.", "It was a  year."),
        ("gates.yaml", "pond: yes", "pond: no"),
        ("phrases.yaml", "weight: 3", "weight: 4"),
        ("helplines.yaml", '"999"', '"998"'),
        ("sources.yaml", "1999", "1998"),
        (LOOK, "Pace it out.", "Pace it out!"),
        # The order of these is the order in which they are shown or asked.
        ("helplines.yaml", 'advice: "When a plant is ill", rescue: "When somebody is hurt"',
         'rescue: "When somebody is hurt", advice: "When a plant is ill"'),
        ("pack.yaml", 'clay: "heavy clay", sand: "light sand"', 'sand: "light sand", clay: "heavy clay"'),
    ],
)  # fmt: skip
def test_whatever_can_change_a_page_changes_the_digest(
    tmp_path: Path, pack: Pack, file: str, find: str, put: str
) -> None:
    assert digest(tmp_path, {file: garden_text(file, find, put)}) != pack.digest


def test_the_packs_own_language_file_is_part_of_the_digest(tmp_path: Path) -> None:
    """Its words are printed: two packs that differ in them must not pass for one."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    other = ENGLISH.replace('help: "Help"', 'help: "Where to ask"')
    assert other != ENGLISH
    assert digest(tmp_path / "one", {"language.yaml": ENGLISH}) != digest(
        tmp_path / "two", {"language.yaml": other}
    )
