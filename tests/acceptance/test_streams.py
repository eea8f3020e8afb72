"""Streams that take less than they are given: encodings without some characters, full devices, readers that go."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import GARDEN

REKINDLE = (sys.executable, "-m", "rekindle_core")
NAME = "Zo\u00eb \u5f20\u4f1f \u2192.yaml"
"""A file's name that none of these encodings has all of."""

CALLS: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("--help",),
    ("help", "safety"),
    ("formats",),
    ("plugins",),
    ("config",),
    ("completion", "bash"),
    ("explain", "--pack", "PACK", "--profile", NAME),
    ("explain", "--pack", "PACK", "--profile", NAME, "--report", "json"),
    ("profile", "show", "--pack", "PACK", NAME),
    ("profile", "check", "--pack", "PACK", "missing \u2192 \u5f20.yaml"),
    ("profile", "check", "--pack", "PACK", f"bad {NAME}"),
    ("profile", "schema", "--pack", "PACK"),
    ("check", "missing \u2192 \u5f20"),
    ("build", "--pack", "PACK", "--profile", NAME, "--output", f"{NAME}.txt"),
    ("build", "--pack", "PACK", "--set", "soil=\u5f20"),
    ("build", "--pack", "PACK", "--format", "\u2192"),
    ("build", "--pack", "PACK", "--name", "\u5f20\u4f1f"),
    ("build", "--plugin", f"{NAME}.py"),
    ("caf\u00e9\u2192",),
)


def run(words: tuple[str, ...], folder: Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    (folder / NAME).write_text('gardener.name: "Zo\u00eb \u5f20"\nsoil: clay\n', encoding="utf-8")
    (folder / f"bad {NAME}").write_text('soil: "\u5f20 \u2192"\n', encoding="utf-8")
    call = [*REKINDLE, *(str(GARDEN) if word == "PACK" else word for word in words)]
    env = {**os.environ, **more.pop("env", {})}  # type: ignore[dict-item]
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run(call, cwd=folder, env=env, **given)  # type: ignore[call-overload, no-any-return]


def codes(folder: Path) -> list[int]:
    """Return how each call ends where streams take everything."""
    return [run(words, folder).returncode for words in CALLS]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    found = codes(tmp_path_factory.mktemp("utf8"))
    assert set(found) == {0, 1, 2}
    return found


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "gbk", "ascii:surrogateescape", "latin-1:strict"])
def test_an_encoding_that_lacks_characters_is_no_trouble(
    encoding: str, expected: list[int], tmp_path: Path
) -> None:
    for words, code in zip(CALLS, expected, strict=True):
        done = run(words, tmp_path, env={"PYTHONIOENCODING": encoding})
        assert b"Traceback" not in done.stderr, (words, done.stderr)
        assert done.returncode == code, (words, done.stderr)
        assert done.stdout + done.stderr
    assert (tmp_path / f"{NAME}.txt").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("stream", ["stderr", "closed"])
def test_messages_that_cannot_be_written_are_lost_and_nothing_else(
    stream: str, expected: list[int], tmp_path: Path
) -> None:
    for words, code in zip(CALLS, expected, strict=True):
        if stream == "closed":
            reader, writer = os.pipe()
            os.close(reader)
            done = run(words, tmp_path, stderr=writer)
            os.close(writer)
        else:
            with Path("/dev/full").open("wb") as full:
                done = run(words, tmp_path, stderr=full)
        assert done.returncode == code, words
    assert "\nCode: " in (tmp_path / f"{NAME}.txt").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_full_stdout_is_said_and_one_that_nobody_reads_is_not(expected: list[int], tmp_path: Path) -> None:
    for words, code in zip(CALLS, expected, strict=True):
        plain = run(words, tmp_path)
        with Path("/dev/full").open("wb") as full:
            done = run(words, tmp_path, stdout=full)
        reader, writer = os.pipe()
        os.close(reader)
        gone = run(words, tmp_path, stdout=writer)
        os.close(writer)
        assert b"Traceback" not in done.stderr + gone.stderr
        assert b"Exception ignored" not in done.stderr + gone.stderr, words
        if plain.stdout:
            assert done.returncode == 3, words
            assert b"No space left on device" in done.stderr, words
        else:
            assert done.returncode == code
        assert gone.returncode in (0, code), words


def test_a_full_stderr_and_stdout_end_as_a_full_stdout_does(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        assert run(("formats",), tmp_path, stdout=full, stderr=full).returncode == 3
        # Product and messages: the file is there.
        words = ("build", "--pack", "PACK", "--output", "a.txt")
        assert run(words, tmp_path, stdout=full, stderr=full).returncode == 0
    assert (tmp_path / "a.txt").is_file()


# --------------------------------------------------------------------------- the process's own memory

LOOK = """
import ctypes, resource, sys
def state():
    return resource.getrlimit(resource.RLIMIT_CORE)[0] == 0, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such calls")
def test_the_command_line_leaves_no_memory_to_be_read_and_an_import_changes_nothing(tmp_path: Path) -> None:
    plugin = f"{LOOK}\nsys.stderr.write(f'state {{state()}}\\n')\n"
    (tmp_path / "looks.py").write_text(plugin, encoding="utf-8")
    for before in (None, lambda: resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.RLIM_INFINITY))):
        done = run(("formats", "--plugin", "looks.py"), tmp_path, preexec_fn=before)
        assert b"state (True, 0)" in done.stderr
    code = f"{LOOK}\nimport rekindle_core.cli.app, rekindle_core.cli.run\nprint(state()[1])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert done.stdout.strip() == b"1"
