"""What people type who do not know the command line yet, and how they are answered."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support import ROOT, rekindle

PRACTICE = ROOT / "examples/practice"


@pytest.mark.slow
def test_a_format_may_be_typed_in_capitals_and_twice_and_is_made_once(tmp_path: Path) -> None:
    done = rekindle("build", "-f", "TEXT", "-f", "txt", "--set", "country=GB", "-o", "it/", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in (tmp_path / "it").iterdir()] == [".txt"]


@pytest.mark.parametrize("command", ["build", "explain"])
def test_of_several_profiles_none_is_taken_and_the_calls_to_make_are_shown(
    command: str, tmp_path: Path
) -> None:
    done = rekindle(command, "--profile", "a b.yaml", "--profile", "c.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--profile was given 2 times" in done.stderr
    assert f"rekindle {command} --profile 'a b.yaml'; rekindle {command} --profile c.yaml" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_folder_stands_for_the_practice_in_it(tmp_path: Path) -> None:
    shutil.copytree(PRACTICE, tmp_path / "ours")
    words = (
        "build",
        "--set",
        "safe_device=yes",
        "--set",
        "may_print=yes",
        "-o",
        "-",
        "--date",
        "2027-01-04",
        "--id",
        "X",
    )
    by_file = rekindle(*words, "--practice", "ours/practice.yaml", cwd=tmp_path)
    by_folder = rekindle(*words, "--practice", "ours", cwd=tmp_path)
    assert by_folder.returncode == 0, by_folder.stderr
    assert by_folder.stdout == by_file.stdout
    (tmp_path / "empty").mkdir()
    done = rekindle(*words, "--practice", "empty", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the folder empty has no practice.yaml" in done.stderr


@pytest.mark.slow
def test_the_summary_counts_what_is_in_the_files(tmp_path: Path) -> None:
    words = ("build", "-f", "text", "-f", "html", "--set", "country=GB")
    done = rekindle(*words, cwd=tmp_path)
    assert "\n9 sessions, 27 prompts; code " in done.stderr
    done = rekindle(*words, "--option", "steps=Room to breathe", cwd=tmp_path)
    assert "\npart of the program: 1 session, 3 prompts of 9 sessions, 27 prompts; code " in done.stderr
    done = rekindle(*words, "--option", "html.steps=1,2", cwd=tmp_path)
    assert "\ntext: 9 sessions, 27 prompts; html: 2 sessions, 6 prompts; code " in done.stderr


def test_a_short_program_says_at_once_what_it_leaves_out(tmp_path: Path) -> None:
    words = ("build", "--set", "country=GB", "--set", "program.sessions=1", "--set", "program.minutes=10")
    done = rekindle(*words, cwd=tmp_path)
    assert "\n1 session, 1 prompt; code " in done.stderr
    (note,) = [line for line in done.stderr.splitlines() if "has no room for" in line]
    assert note.startswith(
        "Note: The requested time (sessions: 1, minutes: 10) has no room for “Your own life first”, "
    )
    assert note.endswith("Request more or longer sessions to include them.")
