"""Trouble from outside: a full disk, a folder that cannot be written to, files that change or go, signals.

Each ends in a clear message or is no trouble at all. Never is a file half written, or a temporary one left.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support import GARDEN, copy_pack, garden_text, rekindle

from rekindle_core import ContentError, load_pack
from rekindle_core.cli.programs import output
from rekindle_core.cli.programs.output import write_all
from rekindle_core.content.reading import raw
from rekindle_core.errors import OutputError
from rekindle_core.extension.format import Artifact

REKINDLE = (sys.executable, "-m", "rekindle_core")
_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2


def as_anybody() -> None:
    """Make permissions count for the process to come, also where the tests are run by root."""
    if os.geteuid() == 0:
        for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            assert ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) == 0


def little_room() -> None:
    """Let the process to come write no file of more than 4,000 bytes, as on a disk that is nearly full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))


def run(
    *words: str | Path, before: Callable[[], None] | None = None, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*REKINDLE, *map(str, words)],
        preexec_fn=before,
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    return done


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


# --------------------------------------------------------------------------- places that cannot be written to


@pytest.mark.parametrize("where", ["file", "here"])
def test_a_folder_that_cannot_be_written_to_is_said(where: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        words = ("--output", tmp_path / "a.txt") if where == "file" else ()
        done = run("build", *words, before=as_anybody, cwd=tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert done.returncode == 3
    assert "cannot be written: Permission denied." in done.stderr
    assert names(tmp_path) == []


def test_a_cache_that_cannot_be_written_to_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "rekindle" / "packs").mkdir(parents=True)
    (tmp_path / "rekindle" / "packs").chmod(0o555)
    done = run("build", "--output", "-", before=as_anybody, XDG_CACHE_HOME=str(tmp_path))
    assert (done.returncode, names(tmp_path)) == (0, ["packs", "rekindle"])


def test_a_cache_whose_place_is_taken_by_a_file_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "rekindle").write_text("kept", encoding="utf-8")
    assert run("build", "--output", "-", XDG_CACHE_HOME=str(tmp_path)).returncode == 0
    assert run("cache", "clear", XDG_CACHE_HOME=str(tmp_path)).returncode == 0
    assert (tmp_path / "rekindle").read_text(encoding="utf-8") == "kept"


def test_a_system_that_takes_no_folder_is_said() -> None:
    done = run("build", "--output", "/proc/programs/a.txt")
    assert done.returncode == 3
    assert "cannot-write" in done.stderr


def test_a_disk_with_too_little_room_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "rekindle-program.txt").write_text("before", encoding="utf-8")
    words = ("build", "--format", "text", "--format", "html", "--output", f"{tmp_path / 'out'}/")
    done = run(*words, before=little_room, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert done.returncode == 3
    assert "cannot be written: File too large." in done.stderr
    assert names(tmp_path / "out") == ["rekindle-program.txt"]
    assert (tmp_path / "out" / "rekindle-program.txt").read_text(encoding="utf-8") == "before"
    # The compiled pack did not fit either.
    assert [name for name in names(tmp_path / "cache") if "pack-" in name] == []


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize("nth", [1, 2])
def test_wherever_writing_fails_nothing_half_written_is_left(
    call: str, nth: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk may be full at any step, of the first file or the second."""
    home = Path if call == "replace" else os
    real, calls = getattr(home, call), 0

    def failing(*words: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path))
        return real(*words, **more)

    monkeypatch.setattr(home, call, failing)
    places = [(tmp_path / name, Artifact(".txt", "text/plain", b"new")) for name in ("a.txt", "b.txt")]
    with pytest.raises(OutputError, match="No space left on device"):
        write_all(places)
    monkeypatch.undo()
    # The last step of each is one that a file takes whole.
    kept = ["a.txt"] if (call, nth) == ("replace", 2) else []
    assert names(tmp_path) == kept
    assert all((tmp_path / name).read_bytes() == b"new" for name in kept)


def test_a_name_of_many_bytes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'🌱' * 60}.txt"
    write_all([(path, Artifact(".txt", "text/plain", b"new"))])
    assert path.read_bytes() == b"new"
    assert len(output.beside(path).name.encode()) < 255


# --------------------------------------------------------------------------- signals


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_process_that_is_told_to_end_leaves_nothing_half_written(
    number: signal.Signals, code: int, tmp_path: Path
) -> None:
    """It is told while one file is written under its temporary name and the next is a pipe that nobody reads."""
    os.mkfifo(tmp_path / "rekindle-program.html")
    process = subprocess.Popen(
        [*REKINDLE, "build", "--format", "text", "--format", "html", "--output", f"{tmp_path}/"],
        stderr=subprocess.PIPE,
        # A shell in the background would have it ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,
    )
    deadline = time.monotonic() + 60
    while len(names(tmp_path)) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert any(name.startswith(".rekindle-program.txt.") for name in names(tmp_path))
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in said
    assert names(tmp_path) == ["rekindle-program.html"]


# --------------------------------------------------------------------------- files that change, or go


def changing(monkeypatch: pytest.MonkeyPatch, change: Callable[[int], None]) -> None:
    """Let something happen after each file of a pack that is read, told the number of the reading."""
    real, reads = raw.read_bytes, 0

    def read_bytes(path: Path, name: str) -> bytes:
        nonlocal reads
        data = real(path, name)
        reads += 1
        change(reads)
        return data

    monkeypatch.setattr(raw, "read_bytes", read_bytes)


def test_a_pack_that_changes_while_it_is_read_is_read_as_it_is_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first file was read, and then all were replaced, as by a checkout: no half of each is used."""
    folder = copy_pack(tmp_path)

    def change(reads: int) -> None:
        if reads == 1:
            for name, find, put in (
                ("pack.yaml", "version: 1", "version: 2"),
                ("program.yaml", "Smell the air.", "Taste the air."),
            ):
                (folder / name).write_text(garden_text(name, find, put), encoding="utf-8")

    changing(monkeypatch, change)
    found = load_pack(folder)
    monkeypatch.undo()
    assert found == load_pack(folder)
    assert found.version != load_pack(GARDEN).version


def test_a_pack_that_never_stays_as_it_is_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_pack(tmp_path)
    text = garden_text("sources.yaml")
    changing(
        monkeypatch,
        lambda reads: (folder / "sources.yaml").write_text(text + "\n" * reads, encoding="utf-8") and None,
    )
    with pytest.raises(ContentError) as refused:
        load_pack(folder)
    (fault,) = refused.value.diagnostics
    assert (fault.code, fault.message) == ("unreadable", "The pack changes while it is read.")


@pytest.mark.parametrize("name", ["steps/03-sow.yaml", "gates.yaml", "steps"])
def test_a_file_that_goes_while_a_pack_is_read_is_said(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_pack(tmp_path)

    def change(reads: int) -> None:
        if reads == 1:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    changing(monkeypatch, change)
    with pytest.raises(ContentError) as refused:
        load_pack(folder)
    assert refused.value.diagnostics


def test_a_pack_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "pack").write_text("x", encoding="utf-8")
    for words in (("check", tmp_path / "pack"), ("build", "--pack", tmp_path / "pack", "--output", "-")):
        done = run(*words)
        assert done.returncode == 1
        assert "missing-file" in done.stderr


# --------------------------------------------------------------------------- several at once


@pytest.mark.slow
def test_runs_at_once_share_a_cache_and_an_output(tmp_path: Path) -> None:
    """Six processes find no cache, make it, clear it and write one file, all at the same time."""
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    (tmp_path / "out").mkdir()
    builds = [
        [*REKINDLE, "build", "--pack", str(GARDEN), "--date", f"2027-01-0{day}", "--output", "out/a.txt"]
        for day in (1, 2, 3, 4)
    ]
    clears = [[*REKINDLE, "cache", "clear"]] * 2
    runs = [
        subprocess.Popen(words, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for words in (*builds, *clears)
    ]
    for process in runs:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert names(tmp_path / "out") == ["a.txt"]
    assert not [name for name in names(tmp_path / "cache") if name.startswith(".")]
    text = (tmp_path / "out" / "a.txt").read_text(encoding="utf-8")
    whole = {
        rekindle("build", "--pack", GARDEN, "--date", f"2027-01-0{day}", "--output", "-").stdout
        for day in (1, 2, 3, 4)
    }
    assert text in whole


# --------------------------------------------------------------------------- no streams


@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_stream_that_is_closed_is_no_trouble_unless_it_is_needed(stream: int, tmp_path: Path) -> None:
    for words, needs_stdout in (
        (("formats",), True),
        (("build", "--output", "a.txt"), False),
        (("build", "--profile", "-", "--output", "-"), True),
        (("explain", "--report", "json"), True),
    ):
        done = run(*words, before=lambda: os.close(stream), cwd=tmp_path)
        assert done.returncode == (3 if needs_stdout and stream == 1 else 0), done.stderr
    assert run("--version", before=lambda: os.close(stream)).returncode == 0
    assert "\nCode: " in (tmp_path / "a.txt").read_text(encoding="utf-8")
