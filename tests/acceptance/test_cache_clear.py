"""`rekindle cache clear` deletes compiled packs, says how many, and touches nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import GARDEN, rekindle

from rekindle_core.cli.packs.cache import clear
from rekindle_core.errors import OutputError

OTHERS = ("pack-list.json", "pack-notes.json", ".pack-of-cards", "packing.txt", "pack-0123456789abcdef.json")


def cache_of(folder: Path) -> Path:
    """Return the folder of compiled packs, with one pack and much else in it."""
    packs = folder / "rekindle" / "packs"
    assert rekindle("build", "--pack", GARDEN, "-o", "-", XDG_CACHE_HOME=str(folder)).returncode == 0
    for name in OTHERS:
        (packs / name).write_text("kept", encoding="utf-8")
    (packs / ("pack-" + "a" * 40 + ".json")).mkdir()
    return packs


@pytest.mark.slow
def test_only_compiled_packs_go_and_that_is_said(tmp_path: Path) -> None:
    packs = cache_of(tmp_path)
    (packs / f".pack-4711-{'b' * 8}").write_bytes(b"half")
    done = rekindle("cache", "clear", XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 0
    assert "Deleted 2 compiled packs (" in done.stderr
    assert f" from {packs}\n" in done.stderr
    assert "other files in the folder were kept: .pack-of-cards, " in done.stderr
    assert sorted(path.name for path in packs.iterdir()) == sorted([*OTHERS, "pack-" + "a" * 40 + ".json"])


@pytest.mark.slow
def test_where_the_folder_is_a_link_the_place_that_it_leads_to_is_named(tmp_path: Path) -> None:
    packs = cache_of(tmp_path / "there")
    (tmp_path / "rekindle").mkdir()
    (tmp_path / "rekindle" / "packs").symlink_to(packs)
    done = rekindle("cache", "clear", XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 0
    assert f"from {tmp_path}/rekindle/packs, which is {packs}\n" in done.stderr
    assert sorted(path.name for path in packs.iterdir() if path.is_file()) == sorted(OTHERS)


def test_a_link_in_place_of_a_pack_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    packs = tmp_path / "rekindle" / "packs"
    packs.mkdir(parents=True)
    (tmp_path / "diary.txt").write_text("kept", encoding="utf-8")
    (packs / f"pack-{'c' * 40}.json").symlink_to(tmp_path / "diary.txt")
    assert rekindle("cache", "clear", XDG_CACHE_HOME=str(tmp_path)).returncode == 0
    assert list(packs.iterdir()) == []
    assert (tmp_path / "diary.txt").read_text(encoding="utf-8") == "kept"


def test_the_cache_of_another_user_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packs = cache_of(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(OutputError, match="belongs to another user, so nothing in it was deleted"):
        clear.callback()  # type: ignore[misc]
    assert len(list(packs.glob("pack-*.json"))) == 5


def test_no_cache_is_no_trouble(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rekindle_core", "cache", "clear"],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "none")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "Deleted 0 compiled packs (0 bytes)" in done.stderr
