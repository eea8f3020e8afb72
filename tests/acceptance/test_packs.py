"""Packs by example: each file in packs/ is a small change of the garden pack, and says what comes of it.

    about: what the case shows
    changes:
      - { file: pack.yaml, find: "characters that stand there once", put: "others" }
      - { file: phrases.yaml, content: "the whole file" }
      - { file: steps/04-new.yaml, content: "…", encoding: latin-1 }
      - { file: gates.yaml, absent: true }
    expect:                      # in negative/ alone
      - "file:line:column: code: the message begins so … and holds this … and this"

To add a case, add a file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support import ROOT, copy_pack, faults_of

from rekindle_core import load_pack
from rekindle_core.diagnostics import CODES

PACKS = Path(__file__).parent / "packs"
NEGATIVE = sorted((PACKS / "negative").glob("*.yaml"))
POSITIVE = sorted((PACKS / "positive").glob("*.yaml"))
# A file of two megabytes, one that the system will not open and whole language files are in tests/unit/content.
ELSEWHERE = {"unreadable", "yaml-size", "too-long", "missing-slot"}


def read(path: Path) -> dict[str, Any]:
    """Return a case."""
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert case["about"]
    return case


def make(case: dict[str, Any], tmp_path: Path) -> Path:
    """Return the folder of the garden pack, changed as a case says."""
    folder = copy_pack(tmp_path)
    for change in case["changes"]:
        path = folder / change["file"]
        if change.get("absent"):
            path.unlink()
            continue
        text = change.get("content")
        if text is None:
            text = path.read_text(encoding="utf-8")
            assert text.count(change["find"]) == 1, change
            text = text.replace(change["find"], change["put"])
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode(change.get("encoding", "utf-8")))
    return folder


def agrees(fault: str, wanted: str) -> bool:
    """Return whether a fault begins as is wanted, and holds the other pieces in their order."""
    first, *others = wanted.split(" … ")
    if not fault.startswith(first):
        return False
    at = len(first)
    for piece in others:
        at = fault.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


@pytest.mark.slow
@pytest.mark.parametrize("path", NEGATIVE, ids=lambda path: path.stem)
def test_a_pack_at_fault_is_refused_with_these_faults_and_no_others(path: Path, tmp_path: Path) -> None:
    case = read(path)
    found, expected = faults_of(make(case, tmp_path)), case["expect"]
    # What agrees is shown as it was expected, so that a failure shows the difference alone.
    shown = [
        wanted if agrees(fault, wanted) else fault for fault, wanted in zip(found, expected, strict=False)
    ]
    assert shown + found[len(shown) :] == expected


@pytest.mark.parametrize("path", POSITIVE, ids=lambda path: path.stem)
def test_a_pack_in_order_loads(path: Path, tmp_path: Path) -> None:
    folder = make(read(path), tmp_path)
    assert faults_of(folder) == []
    assert load_pack(folder).steps


def test_every_code_of_the_content_package_has_a_case() -> None:
    written = "".join(path.read_text() for path in (ROOT / "src/rekindle_core/content").rglob("*.py"))
    codes = {code for code in CODES if f'"{code}"' in written}
    lines = "\n".join(line for path in NEGATIVE for line in read(path)["expect"])
    shown = {code for code in CODES if f" {code}:" in lines}
    assert shown | ELSEWHERE >= codes
