"""No input can fill the memory or stop a run: each kind is read to its limit, and no further.

Counts and sizes are held here, and no clock: what is read of an endless stream is counted, and processes get little
memory.
"""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support import GARDEN

from rekindle_core import RekindleError
from rekindle_core.cli.app import app
from rekindle_core.cli.settings import toml_reader
from rekindle_core.content.building import compiled
from rekindle_core.content.reading import prose, source, yaml_reader
from rekindle_core.document import codec
from rekindle_core.practice import logo
from rekindle_core.profile import load

BUFFER = 100_000
"""What may be read beyond a limit, for streams are read in blocks."""
ENOUGH = 400_000_000
"""Bytes of address space in which any of these calls ends; Python and its libraries take half of them."""


class Endless(io.RawIOBase):
    """A stream without an end, which counts what was read of it."""

    def __init__(self, said: bytes) -> None:
        self.said, self.count = said, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        buffer[:] = (self.said * (size // len(self.said) + 1))[:size]
        self.count += size
        assert self.count < 20_000_000, "it is read without an end"
        return size


STDIN = [
    (("profile", "check", "-"), b"a", load.MOST_BYTES),
    (("profile", "show", "-"), b"a: b\n", load.MOST_BYTES),
    (("build", "--profile", "-"), b"\0", load.MOST_BYTES),
    (("explain", "--profile", "-"), b"{", load.MOST_BYTES),
    (("explain", "--against", "-"), b"#\n", load.MOST_BYTES),
    (("profile", "new", "new.yaml"), b"a", load.MOST_BYTES),
    (("profile", "new", "new.yaml"), b"\xff\xfe", load.MOST_BYTES),
    (("check", "-", str(GARDEN), "--as", "steps/01-look.yaml"), b"a: b\n", source.MOST_BYTES),
]


@pytest.mark.parametrize(("words", "said", "most"), STDIN)
def test_of_an_endless_stdin_no_more_is_read_than_its_limit(
    words: tuple[str, ...], said: bytes, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Endless(said)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(stream)))
    monkeypatch.chdir(tmp_path)
    pack = () if words[0] == "check" else ("--pack", str(GARDEN))
    with pytest.raises(RekindleError) as refused:
        app.main([*words, *pack], prog_name="rekindle", standalone_mode=False)
    assert refused.value.exit_code == 1
    assert f"{most:,} bytes" in str(refused.value)
    assert stream.count <= most + BUFFER


# --------------------------------------------------------------------------- files, links and devices


def little_room() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ENOUGH, ENOUGH))


def run(words: tuple[str, ...], folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a folder, with little memory; a call that waits for ever fails."""
    call = [sys.executable, "-m", "rekindle_core", *words]
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        call, cwd=folder, env=env, capture_output=True, timeout=100, preexec_fn=little_room, check=False
    )


def sparse(path: Path) -> None:
    """Make a file of two thousand million bytes that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(2_000_000_000)


def zeros(path: Path) -> None:
    """Link to a device that has no end."""
    path.symlink_to("/dev/zero")


def fifo(path: Path) -> None:
    """Make a pipe that nobody writes to."""
    os.mkfifo(path)


KINDS = pytest.mark.parametrize("make", [sparse, zeros, fifo])


@pytest.mark.parametrize("make", [sparse, zeros])
def test_a_profile_that_has_no_end_is_refused(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "profile.yaml")
    done = run(("profile", "check", "--pack", str(GARDEN), "profile.yaml"), tmp_path)
    assert done.returncode == 1
    assert b"profile-size" in done.stderr


@KINDS
def test_a_place_for_a_profile_that_has_no_end_is_refused(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path / "new.yaml")
    done = run(("profile", "new", "new.yaml", "--pack", str(GARDEN)), tmp_path)
    assert done.returncode == 3
    assert b"cannot-write" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("make", [sparse, zeros])
def test_a_practice_that_has_no_end_is_refused(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "practice.yaml")
    done = run(("build", "--pack", str(GARDEN), "--practice", "practice.yaml"), tmp_path)
    assert done.returncode == 1
    assert b"yaml-size" in done.stderr


@KINDS
def test_a_logo_that_has_no_end_is_refused(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "logo.png")
    (tmp_path / "practice.yaml").write_text("format: 1\nname: Plum\nlogo: logo.png\n", encoding="utf-8")
    done = run(("build", "--pack", str(GARDEN), "--practice", "practice.yaml"), tmp_path)
    assert done.returncode == 1
    assert b"practice.yaml:3:7" in done.stderr


@KINDS
def test_a_file_of_a_pack_that_has_no_end_is_refused(make: Callable[[Path], None], tmp_path: Path) -> None:
    shutil.copytree(GARDEN, tmp_path / "pack")
    (tmp_path / "pack/gates.yaml").unlink()
    make(tmp_path / "pack/gates.yaml")
    done = run(("check", "pack"), tmp_path)
    assert done.returncode == 1
    assert b"gates.yaml:1:1" in done.stderr


def test_a_configuration_that_has_no_end_is_refused(tmp_path: Path) -> None:
    sparse(tmp_path / "rekindle.toml")
    done = run(("formats",), tmp_path)
    assert done.returncode == 2
    assert f"more than {toml_reader.MOST_BYTES:,} bytes".encode() in done.stderr


@pytest.mark.slow
@KINDS
def test_a_compiled_pack_that_has_no_end_is_as_good_as_none(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    """It is made again in its place."""
    words = ("build", "--pack", str(GARDEN), "--date", "2027-01-04", "--id", "a", "--output", "-")
    first = run(words, tmp_path)
    assert first.returncode == 0, first.stderr
    (kept,) = (tmp_path / "cache").rglob("pack-*.json")
    kept.unlink()
    make(kept)
    again = run(words, tmp_path)
    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert kept.is_file()
    assert not kept.is_symlink()
    assert kept.stat().st_size < compiled.MOST_BYTES


# --------------------------------------------------------------------------- configuration

CONFIGURATIONS = [
    pytest.param(b"[build]\nformat = " + b"[" * 3000 + b"]" * 3000, 2, "deep", id="arrays"),
    pytest.param(b"[build]\noption = " + b"{a=" * 3000 + b"1" + b"}" * 3000, 2, "deep", id="inline tables"),
    pytest.param(b"[build.option." + b".".join([b"a"] * 3000) + b"]\nb = 1\n", 1, "deep", id="tables"),
    pytest.param(b"[build]\noption." + b".".join([b"a"] * 40000) + b" = 1\n", 2, "deep", id="dots"),
    pytest.param(b"[build]\nseed = " + b"9" * 5000, 2, "characters", id="digits"),
    pytest.param(b"[build]\nseed = 0x" + b"f" * 5000, 2, "characters", id="hexadecimal digits"),
    pytest.param(b'[build]\nformat = "' + b"a" * 5000 + b'"', 2, "characters", id="a long text"),
    pytest.param(b'[build]\nformat = """' + b"\\" * 5001, 2, "characters", id="a text that is never closed"),
    pytest.param(b'[build]\nformat = "a\\u0000b"\n', 2, "null", id="a null character"),
    pytest.param(b'[build.option.pdf]\ntheme = "./a\\u0000b"\n', 2, "null", id="a null character in a path"),
    pytest.param(b'[build]\n"a\\u0000b" = 1\n', 0, "null", id="a null character in a key"),
    pytest.param(b'[build]\nformat = "t\xe9xt"\n', 2, "0xE9", id="Latin-1"),
    pytest.param('[build]\nformat = "text"\n'.encode("utf-16"), 1, "UTF-16", id="UTF-16"),
    pytest.param(b"[build]\nformat = 2027-02-30\n", 2, "date", id="a day that there is not"),
    pytest.param(b'\n[build]\nformat = "text', 3, "TOML", id="cut short"),
]


@pytest.mark.parametrize(("data", "line", "said"), CONFIGURATIONS)
def test_a_configuration_that_cannot_be_used_is_refused_at_its_place(
    data: bytes, line: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rekindle.toml").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RekindleError) as refused:
        app.main(["build", "--pack", str(GARDEN)], prog_name="rekindle", standalone_mode=False)
    error = refused.value
    assert (error.code, error.exit_code) == ("bad-config", 2)
    assert error.message.startswith(f"rekindle.toml:{line}" if line else "rekindle.toml: ")
    assert said in error.message
    assert error.hint
    assert len(error.message) < 300


@pytest.mark.parametrize(
    "data",
    [
        b'\xef\xbb\xbf[build]\r\nformat = ["text"]\r\n',
        b"# " + b"[" * 3000 + b'\n[build]\nformat = ["text"]  # """ {\n',
        b"[build]\n" + b"# comment\n" * 9000 + b'format = ["text"]\n',
    ],
)
def test_marks_and_brackets_that_are_no_harm_are_none(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rekindle.toml").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    app.main(["config"], prog_name="rekindle", standalone_mode=False)
    assert "text" in capsys.readouterr().out


def test_brackets_and_dots_in_texts_are_not_counted() -> None:
    said = {"a": "[" * 100, "b": "." * 100, "c": '"""[', "d": "'{"}
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in said.items())
    assert toml_reader.read_toml(text.encode(), "f")[1] == said
    assert toml_reader.read_toml(b"a = '''\n" + b"[" * 100 + b"'''\n", "f")[1] == {"a": "[" * 100}


def test_the_limits_are_those_that_security_md_states() -> None:
    text = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")
    for most in (
        load.MOST_BYTES,
        source.MOST_BYTES,
        toml_reader.MOST_BYTES,
        toml_reader.MOST_WORD,
        logo.MOST_BYTES,
        compiled.MOST_BYTES,
        codec.MOST_BYTES,
        prose.MOST_TEXT,
        yaml_reader.MOST_VALUES,
    ):
        assert f"{most:,}" in text
