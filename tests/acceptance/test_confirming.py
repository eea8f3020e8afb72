"""For a reader with whom a file is not safe, or whose program is replaced, a person decides before one is made."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import FORMATS, PROFILES, readable, rekindle

REPLACED = PROFILES / "abused.yaml"
FOUND = ("--set", "may_print=no")
SAID = ("--set", "client.name=Qwertza", "--set", "partner.name=Ytrewq", "--set", "country=GB")


def on_a_terminal(*words: str | Path) -> tuple[int, str, str]:
    """Run a command with a terminal for stdout, and return its exit code, what it shows, and its messages."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "rekindle_core", *map(str, words)]
    process = subprocess.Popen(command, stdout=its, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    os.close(its)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux tells the end of a terminal so
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert process.stderr is not None
    messages = process.stderr.read().decode()
    process.stderr.close()
    return process.wait(), shown.decode(), messages


@pytest.mark.slow
@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize(
    ("given", "name"), [(FOUND, "may-be-found"), (("--set", "safety.afraid=yes"), "replaced-program")]
)
def test_no_file_is_made_before_a_person_has_decided(
    given: tuple[str, ...], name: str, format_name: str, tmp_path: Path
) -> None:
    build = ("build", *given, "--set", "country=GB", "--format", format_name)
    refused = rekindle(*build, cwd=tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith("rekindle: needs-confirmation: ")
    assert f"--confirm {name}" in refused.stderr
    assert "--output -" in refused.stderr
    assert not refused.stdout
    assert not list(tmp_path.iterdir())
    done = rekindle(*build, "--confirm", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("given", [FOUND, ("--profile", REPLACED)])
def test_a_pipe_is_no_screen_and_a_terminal_is(given: tuple[str | Path, ...]) -> None:
    build = ("build", *given, "--set", "country=GB", "--format", "text", "--output", "-")
    piped = rekindle(*build)
    assert (piped.returncode, piped.stdout) == (1, "")
    code, shown, messages = on_a_terminal(*build)
    assert code == 0, messages
    assert "999" in shown


def test_a_file_is_asked_about_at_a_terminal_too(tmp_path: Path) -> None:
    out = tmp_path / "a.txt"
    code, _, messages = on_a_terminal("build", *FOUND, "--format", "text", "--output", out)
    assert code == 1
    assert "--confirm may-be-found" in messages
    assert not out.exists()


def test_everything_is_asked_for_at_once() -> None:
    refused = rekindle("build", "--profile", REPLACED)
    assert "--confirm replaced-program --confirm may-be-found" in refused.stderr


def test_the_hint_is_the_command_that_was_typed_and_works_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "my client.yaml").write_text("country: GB\nmay_print: no\n", encoding="utf-8")
    words = ("build", "--profile", "my client.yaml", "--format", "html", "--id", "a", "-q")
    refused = rekindle(*words, cwd=tmp_path)
    command = "rekindle build --profile 'my client.yaml' --format html --id a -q --confirm may-be-found"
    assert f"once you have agreed, make files with `{command}`." in refused.stderr
    assert rekindle(*shlex.split(command)[1:], cwd=tmp_path).returncode == 0
    own = "country: GB\nown_words.what_happened: He hit me.\n"
    (tmp_path / "my client.yaml").write_text(own, encoding="utf-8")
    refused = rekindle("build", "-p", "my client.yaml", cwd=tmp_path)
    assert "`rekindle build -p 'my client.yaml' --confirm own-words=YYYY-MM-DD`." in refused.stderr


def test_answers_of_another_program_are_confirmed_without_a_day(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("country: GB\n", encoding="utf-8")
    program = {"format": 3, "program_id": "a", "pack": {"id": "rekindle", "version": "0.1.0"}}
    asked = {"id": {"session": 1, "unit": "a", "item": "b"}, "question": "Why?", "source": "typed"}
    answer = {**asked, "value": {"type": "text", "value": "Rain."}}
    (tmp_path / "a.json").write_text(json.dumps({**program, "answers": [answer]}), encoding="utf-8")
    words = "build --profile b.yaml --id b --format text --answers a.json --quiet"
    refused = rekindle(*words.split(), cwd=tmp_path)
    command = f"rekindle {words} --confirm other-program"
    assert f"once you have looked at it and agreed with the reader, `{command}`." in refused.stderr
    assert rekindle(*shlex.split(command)[1:], cwd=tmp_path).returncode == 0


def test_no_message_repeats_an_answer_that_was_typed(tmp_path: Path) -> None:
    refused = rekindle("build", "--set", "own_words.what_happened=He hit me in Zebulon Street.", cwd=tmp_path)
    assert "--confirm own-words=YYYY-MM-DD" in refused.stderr
    assert "Zebulon" not in refused.stderr


def test_to_read_about_a_plan_needs_no_confirmation() -> None:
    assert rekindle("explain", "--profile", REPLACED).returncode == 0


@pytest.mark.parametrize("answers", [(), ("--set", "safe_device=yes")])
def test_a_note_says_what_the_cover_leaves_out_and_how_to_have_it(
    answers: tuple[str, ...], tmp_path: Path
) -> None:
    done = rekindle("build", *answers, cwd=tmp_path)
    assert done.returncode == 0
    (note,) = [line for line in done.stderr.splitlines() if line.startswith("Note: The cover")]
    assert "may_print to yes" in note
    assert ("safe_device" in note.partition("; ")[2]) is not answers


@pytest.mark.parametrize(
    "answers",
    [
        ("--set", "safe_device=yes", "--set", "may_print=yes"),
        ("--set", "safe_device=no", "--confirm", "may-be-found"),
        ("--set", "safety.afraid=yes", "--confirm", "replaced-program"),
        ("--format", "json"),
    ],
)
def test_there_is_no_such_note_where_no_answer_would_change_it(
    answers: tuple[str, ...], tmp_path: Path
) -> None:
    done = rekindle("build", *answers, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "The cover" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("format_name", [name for name in FORMATS if name != "json"])
@pytest.mark.parametrize(
    "given",
    [
        ("--set", "safe_device=no", "--confirm", "may-be-found"),
        ("--set", "safety.afraid=yes", "--confirm", "replaced-program"),
        (),
    ],
)
def test_no_name_and_no_title_leads_what_is_made(
    given: tuple[str, ...], format_name: str, tmp_path: Path
) -> None:
    done = rekindle("build", *SAID, *given, "--format", format_name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".ics"]
    assert files
    for path in files:
        data = re.sub(rb"<style>.*?</style>", b"", path.read_bytes(), flags=re.DOTALL)
        front = readable(path.name, data)[:400]
        for told in ("Qwertza", "Ytrewq", "The Next Honest Step"):
            assert told not in front, path.name
            assert told not in path.name


def test_what_is_safe_with_the_reader_has_title_and_name_in_front(tmp_path: Path) -> None:
    answers = ("--set", "safe_device=yes", "--set", "may_print=yes")
    assert rekindle("build", *SAID, *answers, "--format", "text", cwd=tmp_path).returncode == 0
    (path,) = tmp_path.iterdir()
    front = readable(path.name, path.read_bytes())[:200]
    assert "The Next Honest Step" in front
    assert "For: Qwertza" in front
