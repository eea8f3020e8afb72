"""Files that nothing reads: told by `check`, with the name that was meant, and no reason not to build."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import GARDEN, ROOT, copy_pack, faults_of

from rekindle_core import load_pack
from rekindle_core.content.reading.file_names import BESIDE, OPTIONAL, REQUIRED
from rekindle_core.content.reading.raw import read_pack
from rekindle_core.content.reading.strays import find_strays

STOPS = 'stops: [{ id: words, facts: [dream], words: [gun], says: "Look." }]\n'
KNOWN = (*REQUIRED, *OPTIONAL, *BESIDE)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("stop.yaml", "did you mean “stops.yaml”?"),
        ("stops.yml", "did you mean “stops.yaml”?"),
        ("Stops.YAML", "did you mean “stops.yaml”?"),
        ("stops.yaml.txt", "did you mean “stops.yaml”?"),
        ("copy_rules.yaml", "did you mean “copy-rules.yaml”?"),
        ("counsellor.yaml", "did you mean “counselor.yaml”?"),
        ("notes.yml", "a pack has pack.yaml, "),
        ("steps/04-rest.yml", "rename it to “04-rest.yaml”."),
        ("steps/04-rest.YAML", "rename it to “04-rest.yaml”."),
        ("alternatives/quiet.yaml.txt", "rename it to “quiet.yaml”."),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_what_was_meant(name: str, hint: str, tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, {name: STOPS})
    (fault,) = faults_of(folder)
    assert fault.startswith(f"{name}:1:1: unknown-file: ")
    assert f"Hint: {hint}" in fault
    assert load_pack(folder).digest == load_pack(GARDEN).digest


@pytest.mark.parametrize(
    ("name", "told", "hint"),
    [
        ("alternative/quiet.yaml", "alternative", "did you mean “alternatives/”?"),
        ("Alternatives/quiet.yaml", "Alternatives", "did you mean “alternatives/”?"),
        ("steps/more/04-rest.yaml", "steps/more", "move them to steps/."),
    ],
)
def test_a_folder_that_nothing_reads_is_told(name: str, told: str, hint: str, tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    (folder / name).parent.mkdir()
    (folder / name).write_text("id: a\n", encoding="utf-8")
    (fault,) = faults_of(folder)
    assert fault.startswith(f"{told}:1:1: unknown-file: ")
    assert fault.endswith(f"Hint: {hint}")


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "LICENSE",
        ".pre-commit-config.yaml",
        "steps/README.md",
        "schema/step.schema.json",
        "gates.yaml.bak",
        "old-steps/01-look.yaml",
        "drafts/stops.yaml",
        "steps/pictures/sun.png",
    ],
)
def test_what_is_no_mistake_is_not_told(name: str, tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x", encoding="utf-8")
    assert faults_of(folder) == []


@pytest.mark.parametrize("known", KNOWN)
def test_a_name_that_is_taken_is_never_what_was_meant(known: str, tmp_path: Path) -> None:
    """Who has both needs no other name for the second, but to know that it does not count."""
    for name in KNOWN:
        (tmp_path / name).touch()
    (tmp_path / f"my-{known}").touch()
    (fault,) = find_strays(tmp_path)
    assert fault.hint.startswith("a pack has ")


def test_other_faults_are_told_beside_them(tmp_path: Path) -> None:
    """Nor is anything left unsaid of what files say of one another."""
    text = (GARDEN / "pack.yaml").read_text(encoding="utf-8").replace("steps: [look,", "steps: [lock,")
    faults = faults_of(copy_pack(tmp_path, {"stop.yaml": STOPS, "pack.yaml": text}))
    assert {fault.split(": ")[1] for fault in faults} >= {"unknown-file", "unknown-step", "unused-step"}


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert find_strays(tmp_path / "nowhere") == ()


def test_no_start_looks_for_them(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, {"stop.yaml": STOPS})
    assert read_pack(folder).strays == ()
    assert read_pack(folder, beside=True).strays


@pytest.mark.parametrize("pack", ["content", "examples/packs/first-strokes"])
def test_our_own_packs_have_none(pack: str) -> None:
    assert find_strays(ROOT / pack) == ()
