"""One file of a pack as an editor has it: which it is, and how it takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import GARDEN, ROOT, copy_pack, filed_alternative, garden_text

from rekindle_core.content.authoring.unsaved import guess_name, name_in_pack, shown_name, with_unsaved
from rekindle_core.content.building.compile import compile_pack
from rekindle_core.content.reading.file_names import OPTIONAL, REQUIRED
from rekindle_core.content.reading.raw import read_pack
from rekindle_core.content.reading.source import MOST_BYTES
from rekindle_core.errors import ContentError, UsageError

RAW = read_pack(GARDEN)


@pytest.mark.parametrize("root", [GARDEN, ROOT / "content"], ids=["garden", "bundled"])
def test_every_file_of_a_pack_is_known_by_its_keys(root: Path) -> None:
    raw = read_pack(root)
    assert {name: guess_name(raw, file.data) for name, file in raw.files.items()} == {
        name: name for name in raw.files
    }


def test_a_language_is_known_by_its_keys() -> None:
    data = (ROOT / "src/rekindle_core/content/languages/en.yaml").read_bytes()
    assert guess_name(RAW, data) == "language.yaml"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gates:\n  - id: [", "gates.yaml"),
        ("\ufeff# a note\r\nphrases:\r\n  a: {", "phrases.yaml"),
        ("id: dig\nprompts:\n", "steps/02-dig.yaml"),
        ("why: x\nid: 'dig' # here\n", "steps/02-dig.yaml"),
    ],
)
def test_it_need_not_be_yaml_yet(text: str, name: str) -> None:
    assert guess_name(RAW, text.encode()) == name


def test_a_step_that_is_not_on_disk_is_a_new_one() -> None:
    name = guess_name(RAW, b"id: hoe\nprompts: []\n")
    assert name not in RAW.files
    assert shown_name(GARDEN, name) == "-"


@pytest.mark.parametrize("text", ["id: quiet\ntext: x\n", "prompts: []\ntitle: x\nid: quiet\ntext: |\n  x\n"])
def test_an_alternative_is_known_by_its_text_and_called_by_its_id(text: str) -> None:
    assert guess_name(RAW, text.encode()) == "alternatives/quiet.yaml"


def test_an_alternative_on_disk_is_known_by_its_id_alone(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, filed_alternative())
    assert guess_name(read_pack(folder), b"id: alt-bees\nwhy: x\n") == "alternatives/alt-bees.yaml"


def test_an_alternative_that_is_not_saved_is_checked_in_its_place(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, filed_alternative())
    data = (folder / "alternatives/alt-bees.yaml").read_bytes().replace(b"level: 2", b"level: 9")
    raw = with_unsaved(read_pack(folder), folder, "alternatives/alt-bees.yaml", data)
    with pytest.raises(ContentError) as caught:
        compile_pack(raw)
    (fault,) = caught.value.diagnostics
    assert fault.code == "bad-value"
    assert fault.position.file.endswith("alternatives/alt-bees.yaml")


@pytest.mark.parametrize("text", ["", "x: 1\n", "title: a\nid: look\n", "label: |\n  gates: 1\n", "\xff"])
def test_what_could_be_any_file_has_to_be_named(text: str) -> None:
    with pytest.raises(UsageError, match=r"--as steps/01-look\.yaml"):
        guess_name(RAW, text.encode("latin-1"))


@pytest.mark.parametrize(
    "name",
    [*REQUIRED, *OPTIONAL, "steps/01-look.yaml", "steps/not there yet.yaml", "alternatives/quiet.yaml"],
)
def test_a_file_is_named_by_its_path_in_the_pack_or_from_anywhere(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert name_in_pack(GARDEN, name) == name
    assert name_in_pack(GARDEN, str(GARDEN / name)) == name
    monkeypatch.chdir(GARDEN.parent)
    assert name_in_pack(Path("garden"), f"garden/{name}") == name
    assert name_in_pack(Path("garden"), f"../packs/garden/{name}") == name
    monkeypatch.chdir(GARDEN / "steps")
    assert name_in_pack(Path(".."), f"../{name}") == name


@pytest.mark.parametrize(
    "name",
    [
        "gate.yaml",
        "steps/a/b.yaml",
        "steps/a.yml",
        "alternative/a.yaml",
        "schema/a.yaml",
        "/etc/passwd",
        "",
        ".",
        "../pack.yaml",
    ],
)
def test_what_is_no_file_of_a_pack_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"Hint: "):
        name_in_pack(GARDEN, name)


def test_the_bytes_take_the_place_of_the_file() -> None:
    data = garden_text("gates.yaml", "- id: gone", "- id: gone-for-good").encode()
    raw = with_unsaved(RAW, GARDEN, "gates.yaml", data)
    assert set(raw.files) == set(RAW.files)
    assert compile_pack(raw).gates[0].id == "gone-for-good"


def test_a_file_that_is_missing_on_disk_is_there_then() -> None:
    nowhere = ROOT / "tests/packs"
    raw = with_unsaved(read_pack(nowhere), nowhere, "gates.yaml", b"gates: []\n")
    assert sorted(Path(fault.position.file).name for fault in raw.faults) == sorted(
        name for name in REQUIRED if name != "gates.yaml"
    )


def test_an_id_that_another_file_has_is_a_fault_of_the_one_that_is_written() -> None:
    text = garden_text("steps/01-look.yaml", "id: look-sun", "id: sow-row")
    with pytest.raises(ContentError) as caught:
        compile_pack(with_unsaved(RAW, GARDEN, "steps/01-look.yaml", text.encode()))
    (fault,) = caught.value.diagnostics
    assert fault.code == "duplicate-id"
    assert fault.position.file.endswith("01-look.yaml")


def test_what_is_larger_than_any_file_of_a_pack_is_refused() -> None:
    raw = with_unsaved(RAW, GARDEN, "gates.yaml", b" " * (MOST_BYTES + 1))
    assert [fault.code for fault in raw.faults] == ["yaml-size"]
