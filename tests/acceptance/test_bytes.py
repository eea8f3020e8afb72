"""Bytes that are not UTF-8: refused with their place wherever text is meant, and taken wherever a path is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import GARDEN, copy_pack

from rekindle_core import load_pack, load_profile

JOSE = b"Jos\xe9"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets names be any bytes")


def run(
    *words: str | bytes | Path, cwd: Path, stdin: bytes | None = None, env: dict[bytes, bytes] | None = None
) -> subprocess.CompletedProcess[bytes]:
    # Without surrogateescape, as a locale such as en_GB.UTF-8 has it.
    given = {**os.environb, b"PYTHONIOENCODING": b"utf-8:strict", **(env or {})}
    call = [sys.executable, "-m", "rekindle_core", *words]
    return subprocess.run(call, cwd=cwd, input=stdin, env=given, capture_output=True)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("build", "--set", b"partner.name=" + JOSE), "'--set': after “partner.name=Jos”"),
        (
            ("build", "--set", "country=GB", "--set", b"own_words.what_happened=\xe9"),
            "“own_words.what_happened=”",
        ),
        (("build", "--option", b"pdf.paper=" + JOSE), "'--option'"),
        (("build", "--format", JOSE), "'--format'"),
        (("build", "--code", JOSE), "'--code'"),
        (("build", "--confirm", JOSE), "'--confirm'"),
        (("explain", "--prompt", JOSE), "'--prompt'"),
        (("plugins", "new", JOSE), "'NAME'"),
        (("config", "build", "--set", b"partner.name=" + JOSE), "'--set'"),
    ],
)
def test_a_word_that_is_text_is_refused_by_its_option(
    words: tuple[str | bytes, ...], named: str, tmp_path: Path
) -> None:
    done = run(*words, cwd=tmp_path)
    said = done.stderr.decode()
    assert done.returncode == 2
    assert named in said
    assert "it contains the byte 0xE9, which is not UTF-8; convert the text to UTF-8" in said
    assert "Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_a_variable_is_refused_by_its_name(tmp_path: Path) -> None:
    done = run("build", cwd=tmp_path, env={b"REKINDLE_BUILD_OPTION": b"paper=" + JOSE})
    assert done.returncode == 2
    assert "REKINDLE_BUILD_OPTION is “paper=Jos" in done.stderr.decode()
    assert "it contains the byte 0xE9, which is not UTF-8" in done.stderr.decode()


@pytest.mark.slow
def test_paths_may_be_any_bytes(tmp_path: Path) -> None:
    def named(ending: bytes) -> Path:
        return tmp_path / os.fsdecode(JOSE + ending)

    copy_pack(tmp_path).rename(named(b"-pack"))
    step = next((named(b"-pack") / "steps").glob("02*"))
    step.rename(step.with_name(f"02-{os.fsdecode(JOSE)}.yaml"))
    named(b".yaml").write_text("soil: clay\ncountry: GB\n", encoding="utf-8")
    named(b"-practice.yaml").write_text('format: 1\nname: "Aldgate"\n', encoding="utf-8")
    pack = ("--pack", JOSE + b"-pack")
    profile, practice = JOSE + b".yaml", JOSE + b"-practice.yaml"
    calls: list[tuple[str | bytes, ...]] = [
        ("build", *pack, "--profile", profile, "--practice", practice, "--output", JOSE + b".txt"),
        ("build", *pack, "--profile", profile, "--output", JOSE + b"/", "--name", "program"),
        ("check", JOSE + b"-pack"),
        ("check", JOSE + b"-pack", "--report", "json"),
        ("profile", "check", *pack, profile),
        ("profile", "show", *pack, profile),
        ("explain", *pack, "--profile", profile, "--against", profile),
        ("profile", "new", *pack, JOSE + b"-new.yaml"),
    ]
    for call in calls:
        done = run(*call, cwd=tmp_path, stdin=b"")
        assert (done.returncode, done.stderr if b"Traceback" in done.stderr else b"") == (0, b""), call
    assert named(b".txt").is_file()
    assert (named(b"") / "program.txt").is_file()
    assert named(b"-new.yaml").is_file()
    named(b".yaml").write_text("soil: loam\n", encoding="utf-8")
    for report in ("text", "json", "github"):
        done = run("profile", "check", *pack, profile, "--report", report, cwd=tmp_path)
        assert done.returncode == 1
        assert b"unknown-value" in done.stdout + done.stderr


def new(tmp_path: Path, stdin: bytes) -> tuple[int, str]:
    done = run("profile", "new", "ada.yaml", "--pack", GARDEN, cwd=tmp_path, stdin=stdin)
    return done.returncode, done.stderr.decode()


def test_an_answer_that_is_not_utf_8_ends_a_pipe_at_its_line_and_writes_nothing(tmp_path: Path) -> None:
    code, said = new(tmp_path, "Ada\nthey/them\nJosé\nshe/her\nclay\n".encode("latin-1"))
    assert code == 1
    assert (
        "-:3:4: not-utf-8: The answer to “Who helps you?” is not UTF-8: it contains the byte 0xE9 (byte 4 "
        "of line 3)." in said
    )
    assert "nothing was saved. Convert the answers first, for example with `iconv -f latin1 -t utf-8" in said
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "ada.yaml").write_bytes(b"soil: clay\n")
    done = run(
        *("profile", "new", "--resume", "ada.yaml", "--pack", GARDEN, "--quiet"),
        cwd=tmp_path,
        stdin=b"Ada\n\xe9\n",
    )
    assert done.returncode == 1
    assert b"-:2:1: not-utf-8" in done.stderr
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("ada.yaml", b"soil: clay\n")]


def test_answers_in_utf_16_with_a_mark_in_front_are_read(tmp_path: Path) -> None:
    """So Windows PowerShell writes a file."""
    code, _ = new(tmp_path, "José\nthey/them\n".encode("utf-16"))
    assert code == 0
    assert load_profile(load_pack(GARDEN), tmp_path / "ada.yaml")["gardener.name"] == "José"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_answers_in_utf_16_are_told_by_name(encoding: str, tmp_path: Path) -> None:
    code, said = new(tmp_path, "Ada\nthey/them\n".encode(encoding))
    assert code == 1
    assert (
        "-:1:1: not-utf-8: The answer to “What is your name?” is not UTF-8: the input looks like UTF-16."
        in said
    )
    assert "iconv -f utf-16 -t utf-8" in said
    assert not list(tmp_path.iterdir())


def test_answers_in_utf_8_with_a_mark_in_front_are_read(tmp_path: Path) -> None:
    code, _ = new(tmp_path, b"\xef\xbb\xbfJos\xc3\xa9\n")
    assert code == 0
    assert load_profile(load_pack(GARDEN), tmp_path / "ada.yaml")["gardener.name"] == "José"


def test_a_profile_from_a_pipe_is_told_its_line(tmp_path: Path) -> None:
    done = run(
        "profile", "show", "-", "--pack", GARDEN, cwd=tmp_path, stdin=b'soil: clay\nhelper.name: "Jos\xe9"\n'
    )
    assert done.returncode == 1
    assert "-:2:18: not-utf-8: The byte 0xE9 is not UTF-8." in done.stderr.decode()
    assert "iconv -f latin1 -t utf-8" in done.stderr.decode()
