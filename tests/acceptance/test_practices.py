"""Practices by example: each file in practices/ is a practice.yaml, and says what comes of it.

    about: what the case shows
    file: the text of practice.yaml
    logo: the name of the file beside it      # with its text as `picture`
    expect:                                   # in negative/
      - "file:line:column: code: the message begins so … and holds this … and this"
    expect: { name: "…", warned: "…" }        # in positive/

To add a case, add a file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.acceptance.test_packs import agrees, read
from tests.support import rekindle

from rekindle_core import PracticeError, PracticeFile, load_practice

CASES = Path(__file__).parent / "practices"
NEGATIVE = sorted((CASES / "negative").glob("*.yaml"))
POSITIVE = sorted((CASES / "positive").glob("*.yaml"))


def make(case: dict[str, Any], folder: Path) -> Path:
    """Return the path of a practice.yaml as a case says, with its logo beside it."""
    if "logo" in case:
        (folder / case["logo"]).write_text(case["picture"].rstrip("\n"), encoding="utf-8")
    path = folder / "practice.yaml"
    path.write_text(case["file"], encoding="utf-8")
    return path


def said_of(loaded: PracticeFile, warned: list[str]) -> dict[str, Any]:
    """Return what a practice says, as a case expects it."""
    practice, logo = loaded.practice, loaded.practice.logo
    said = {key: getattr(practice, key) for key in ("name", "phone", "web", "accent")}
    said["warned"] = " ".join(warned)
    if logo:
        said |= {"aspect": logo.aspect, "media_type": logo.media_type, "picture": logo.data.decode()}
    return said


@pytest.mark.parametrize("path", NEGATIVE, ids=lambda path: path.stem)
def test_a_practice_at_fault_is_refused_with_these_faults_and_no_others(path: Path, tmp_path: Path) -> None:
    case = read(path)
    with pytest.raises(PracticeError) as caught:
        load_practice(make(case, tmp_path))
    found = [str(fault).replace(f"{tmp_path.as_posix()}/", "") for fault in caught.value.diagnostics]
    shown = [
        wanted if agrees(fault, wanted) else fault
        for fault, wanted in zip(found, case["expect"], strict=False)
    ]
    assert shown + found[len(shown) :] == case["expect"]
    assert {fault.position.file for fault in caught.value.diagnostics} <= set(caught.value.texts)


@pytest.mark.parametrize("path", POSITIVE, ids=lambda path: path.stem)
def test_a_practice_in_order_is_read_as_it_is_meant(path: Path, tmp_path: Path) -> None:
    case = read(path)
    warned: list[str] = []
    said = said_of(load_practice(make(case, tmp_path), warn=warned.append), warned)
    assert {key: said[key] for key in case["expect"]} == case["expect"]
    assert bool(warned) == ("warned" in case["expect"])


def test_nothing_is_written_for_a_practice_at_fault_and_the_line_is_shown(tmp_path: Path) -> None:
    case = read(CASES / "negative/svg-script.yaml")
    make(case, tmp_path)
    done = rekindle("build", "--practice", "practice.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert "logo.svg:2:1: unsafe-logo: The SVG contains a script." in done.stderr
    assert "  2 | <script>alert(1)</script>" in done.stderr
    assert "hint: export it as a plain SVG" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"logo.svg", "practice.yaml"}


def test_a_practice_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    done = rekindle("build", "--practice", "none.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert "none.yaml:1:1: unreadable:" in done.stderr
    assert not list(tmp_path.iterdir())
