"""Where products go, when things are in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.support import GARDEN, PROFILES, rekindle


@pytest.mark.slow
def test_a_device_is_written_to_and_stays_what_it_is() -> None:
    before = Path("/dev/null").stat()
    assert rekindle("build", "--output", "/dev/null").returncode == 0
    assert Path("/dev/null").stat().st_rdev == before.st_rdev


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    done = rekindle("build", "--output", "/dev/full")
    assert done.returncode == 3
    assert "/dev/full cannot be written: No space left on device." in done.stderr


def test_a_full_pipe_to_stdout_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rekindle_core", "build", "--output", "-"],
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode == 3
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_named_pipe_takes_a_program(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    taken: list[bytes] = []
    reader = threading.Thread(target=lambda: taken.append(pipe.read_bytes()))
    reader.start()
    assert rekindle("build", "--output", pipe).returncode == 0
    reader.join(20)
    assert b"The Next Honest Step" in taken[0]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("before", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert rekindle("build", "--output", tmp_path / "link.txt", "--force").returncode == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert "The Next Honest Step" in (tmp_path / "real.txt").read_text(encoding="utf-8")


def test_a_folder_in_the_place_of_a_file_takes_the_files(tmp_path: Path) -> None:
    (tmp_path / "programs").mkdir()
    assert rekindle("build", "--output", tmp_path / "programs", "--id", "a1").returncode == 0
    assert [path.name for path in (tmp_path / "programs").iterdir()] == ["program-a1.txt"]


def test_when_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "alex.html").mkdir(parents=True)
    (out / "alex.txt").write_text("before", encoding="utf-8")
    words = ("--format", "text", "--format", "html", "--output", f"{out}/", "--name", "alex", "--force")
    done = rekindle("build", *words)
    assert done.returncode == 3
    assert f"{out / 'alex.html'} cannot be written: Is a directory." in done.stderr
    assert (out / "alex.txt").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in out.iterdir()) == ["alex.html", "alex.txt"]


@pytest.mark.slow
def test_two_builds_at_once_leave_one_whole_file_and_no_other(tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "rekindle_core",
        "build",
        "--force",
        "--output",
        str(tmp_path / "a.txt"),
        "--date",
    ]
    runs = [subprocess.Popen([*words, f"2027-01-0{day}"], stderr=subprocess.PIPE) for day in (1, 2, 3)]
    for run in runs:
        _, said = run.communicate()
        assert run.returncode == 0, said
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert text.startswith("=")
    assert "\nCode: " in text
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("name", ["steps/01-look.yaml", "gates.yaml"])
def test_a_file_of_a_pack_that_is_gone_or_is_no_file_is_named(name: str, tmp_path: Path) -> None:
    shutil.copytree(GARDEN, tmp_path / "pack")
    (tmp_path / "pack" / name).unlink()
    (tmp_path / "pack" / name).mkdir()
    done = rekindle("check", tmp_path / "pack")
    assert done.returncode == 1
    assert f"{name}:1:1: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_profile_that_is_a_folder_is_named(tmp_path: Path) -> None:
    done = rekindle("build", "--profile", tmp_path)
    assert done.returncode == 1
    assert "unreadable" in done.stderr


def test_a_profile_that_never_ends_is_not_read_to_its_end() -> None:
    done = rekindle("build", "--profile", "/dev/zero", "--output", "-")
    assert done.returncode == 1
    assert "profile-size" in done.stderr


@pytest.mark.slow
def test_every_example_is_in_order() -> None:
    for path in PROFILES.glob("*.yaml"):
        assert rekindle("profile", "check", path).returncode == 0
