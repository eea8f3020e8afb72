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
from tests.support import GARDEN, copy_pack, garden_text, hear_signals, rekindle

from rekindle_core import ContentError, load_pack
from rekindle_core.cli.programs.output import write_all
from rekindle_core.content.reading import raw
from rekindle_core.errors import OutputError
from rekindle_core.extension.format import Artifact
from rekindle_core.staging import staging
from rekindle_core.stopping import Stopped, listening

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
        # Where files are cut off, Python would keep modules that it compiles cut off too, for all later tests.
        env={**os.environ, **({"PYTHONDONTWRITEBYTECODE": "1"} if before is little_room else {}), **env},
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


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_to_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "rekindle" / "packs").mkdir(parents=True)
    (tmp_path / "rekindle" / "packs").chmod(0o555)
    done = run("build", "--output", "-", before=as_anybody, XDG_CACHE_HOME=str(tmp_path))
    assert (done.returncode, names(tmp_path)) == (0, ["packs", "rekindle"])


@pytest.mark.slow
def test_a_cache_whose_place_is_taken_by_a_file_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "rekindle").write_text("kept", encoding="utf-8")
    assert run("build", "--output", "-", XDG_CACHE_HOME=str(tmp_path)).returncode == 0
    assert run("cache", "clear", XDG_CACHE_HOME=str(tmp_path)).returncode == 0
    assert (tmp_path / "rekindle").read_text(encoding="utf-8") == "kept"


def test_a_system_that_takes_no_folder_is_said() -> None:
    done = run("build", "--output", "/proc/programs/a.txt")
    assert done.returncode == 3
    assert "cannot-write" in done.stderr


@pytest.mark.slow
def test_a_disk_with_too_little_room_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "program.txt").write_text("before", encoding="utf-8")
    words = ("build", "--format", "text", "--format", "html", "--output", f"{tmp_path / 'out'}/")
    words += ("--name", "program", "--force")
    done = run(*words, before=little_room, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert done.returncode == 3
    assert "cannot be written: File too large." in done.stderr
    assert names(tmp_path / "out") == ["program.txt"]
    assert (tmp_path / "out" / "program.txt").read_text(encoding="utf-8") == "before"
    # The compiled pack did not fit either.
    assert [name for name in names(tmp_path / "cache") if "pack-" in name] == []


def artifact(text: bytes) -> Artifact:
    return Artifact(".txt", "text/plain", text)


def contents(folder: Path) -> dict[str, bytes]:
    """Return each file below a folder, hidden ones and folders included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"(folder)"
        for path in folder.rglob("*")
    }


CALLS = ((os, "open"), (os, "fsync"), (os, "mkdir"), (os, "link"), (os, "replace"), (os, "rename"))
"""What the system is asked to do on the way; each may fail, and pathlib asks through these as well."""


@pytest.mark.parametrize("targets", [("a.txt", "b.txt"), ("a.txt", "new/b.txt", "new/in/c.txt")])
def test_wherever_writing_fails_everything_is_as_it_was(
    targets: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk may be full, or a folder gone, at any step: every call to the system fails in its turn."""
    steps = 0
    for at in range(1, 200):
        folder = tmp_path / str(at)
        folder.mkdir()
        (folder / "a.txt").write_bytes(b"before")
        before = contents(folder)
        calls = at_the(at, fail, folder, monkeypatch)
        said = ""
        try:
            write_all([(folder / name, artifact(b"new")) for name in targets])
        except OutputError as error:
            said = str(error)
        monkeypatch.undo()
        if calls() < at:
            # Past the last call: nothing failed.
            assert not said
            assert all((folder / name).read_bytes() == b"new" for name in targets)
            break
        if said:
            assert "No space left on device" in said
            assert ".rekindle-" not in said
            assert contents(folder) == before, f"call {at} failed"
            steps += 1
        else:
            # Without a link, what was there before is copied. Where clearing away fails, the next one does it.
            write_all([(folder / targets[0], artifact(b"new"))])
            assert set(contents(folder)) - {"new", "new/in"} == set(targets)
            assert all((folder / name).read_bytes() == b"new" for name in targets)
    assert steps >= 8


def at_the(
    nth: int, act: Callable[[str], None], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], int]:
    """Let something happen before the nth call about a folder; return what tells how many calls there were."""
    count = 0

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def call(*words: object, **more: object) -> object:
            nonlocal count
            if str(folder) in str(words[0]) or isinstance(words[0], int):
                count += 1
                if count == nth:
                    act(str(words[0]))
            return real(*words, **more)

        return call

    for home, name in CALLS:
        monkeypatch.setattr(home, name, watched(getattr(home, name)))
    return lambda: count


def fail(path: str) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


@pytest.mark.parametrize("targets", [("a.txt", "b.txt"), ("new/a.txt", "new/in/b.txt")])
def test_wherever_a_process_is_killed_files_are_whole_and_the_next_one_clears_away(
    targets: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process of its own is killed before each call to the system in turn, and what is left is looked at."""
    kills = left = mixed = 0
    for at in range(1, 200):
        folder = tmp_path / str(at)
        folder.mkdir()
        if "/" not in targets[0]:
            for name in targets:
                (folder / name).write_bytes(b"before")
        child = os.fork()
        if not child:
            at_the(at, lambda path: os.kill(os.getpid(), signal.SIGKILL), folder, monkeypatch)
            write_all([(folder / name, artifact(b"new")) for name in targets])
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
            break
        kills += 1
        left += any(folder.glob(".rekindle-*"))
        there = {(folder / name).read_bytes() for name in targets if (folder / name).exists()}
        assert there <= {b"before", b"new"}
        # Two renames are two calls; only between them is a mixture, and a new folder is one rename.
        mixed += len(there) == 2 or (bool(there) and not all((folder / name).exists() for name in targets))
        write_all([(folder / name, artifact(b"after")) for name in targets])
        assert set(contents(folder)) - {"new", "new/in"} == set(targets)
        assert all((folder / name).read_bytes() == b"after" for name in targets)
    assert kills >= 8
    assert left >= 5
    assert mixed <= (2 if "/" not in targets[0] else 0)


def test_a_folder_that_another_process_is_writing_in_is_left_alone(tmp_path: Path) -> None:
    with staging(tmp_path) as place:
        (place / "a.txt").write_bytes(b"new")
        write_all([(tmp_path / "b.txt", artifact(b"new"))])
        assert (place / "a.txt").exists()
    assert names(tmp_path) == ["b.txt"]
    # A folder of the same kind of name that is a link, or a file, is nobody's leftover.
    (tmp_path / "kept").mkdir()
    (tmp_path / ".rekindle-0123456789ab").symlink_to("kept")
    (tmp_path / ".rekindle-ba9876543210").write_bytes(b"kept")
    write_all([(tmp_path / "b.txt", artifact(b"newer"))])
    assert names(tmp_path) == [".rekindle-0123456789ab", ".rekindle-ba9876543210", "b.txt", "kept"]


@pytest.mark.slow
def test_builds_that_are_killed_at_any_moment_leave_nothing_that_the_next_does_not_clear_away(
    tmp_path: Path,
) -> None:
    words = (
        "build",
        "--format",
        "text",
        "--format",
        "html",
        "--format",
        "markdown",
        "--option",
        "counselor=yes",
    )
    call = [*REKINDLE, *words, "--date", "2027-01-04", "--quiet", "--output", f"{tmp_path}/out/"]
    began = time.monotonic()
    subprocess.run(call, check=True)
    took = time.monotonic() - began
    whole = contents(tmp_path / "out")
    assert len(whole) == 6
    for moment in range(12):
        process = subprocess.Popen(call, stderr=subprocess.DEVNULL)
        # Files are written at the end of a build.
        time.sleep(took * (0.6 + moment / 24))
        process.kill()
        process.wait()
        made = contents(tmp_path / "out")
        assert {name: data for name, data in made.items() if not name.startswith(".")} == whole
    subprocess.run(call, check=True)
    assert contents(tmp_path / "out") == whole
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_signal_waits_until_all_files_have_their_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes between two renames; both are done, and then it is heard."""
    at = 0

    def rename(source: Path, target: Path) -> Path:
        nonlocal at
        at += 1
        if at == 2:
            signal.raise_signal(signal.SIGTERM)
        return source.rename(target)

    monkeypatch.setattr(Path, "replace", rename)
    with pytest.raises(Stopped), listening():
        write_all([(tmp_path / name, artifact(b"new")) for name in ("a.txt", "b.txt")])
    assert contents(tmp_path) == {"a.txt": b"new", "b.txt": b"new"}


def test_a_name_of_many_bytes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'🌱' * 60}.txt"
    write_all([(path, Artifact(".txt", "text/plain", b"new"))])
    assert path.read_bytes() == b"new"


# --------------------------------------------------------------------------- signals


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_process_that_is_told_to_end_leaves_nothing_half_written(
    number: signal.Signals, code: int, tmp_path: Path
) -> None:
    """It is told while one file is written in its hidden folder and the next is a pipe that nobody reads."""
    os.mkfifo(tmp_path / "program.html")
    words = ("--format", "text", "--format", "html", "--output", f"{tmp_path}/", "--name", "program")
    process = subprocess.Popen(
        [*REKINDLE, "build", *words],
        stderr=subprocess.PIPE,
        preexec_fn=hear_signals,
    )
    deadline = time.monotonic() + 60
    while not any(name.endswith("program.txt") for name in names(tmp_path)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert any(name.endswith("program.txt") for name in names(tmp_path))
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in said
    assert names(tmp_path) == ["program.html"]


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
    assert (fault.code, fault.message) == ("unreadable", "The pack changed while it was being read.")


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
        assert done.returncode == 2
        assert (
            "is a file, but a pack is a folder. Hint: use the folder that contains pack.yaml." in done.stderr
        )


def test_a_file_of_a_pack_and_the_folder_around_it_are_told_the_folder(tmp_path: Path) -> None:
    pack = copy_pack(tmp_path / "project" / "src" / "my_pack")
    for given in (pack / "pack.yaml", pack / "steps" / "01-look.yaml", tmp_path / "project"):
        done = run("check", given)
        assert done.returncode == 2
        assert f"Hint: use its folder: {pack}" in done.stderr


# --------------------------------------------------------------------------- several at once


@pytest.mark.slow
def test_runs_at_once_share_a_cache_and_an_output(tmp_path: Path) -> None:
    """Six processes find no cache, make it, clear it and write one file, all at the same time."""
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    (tmp_path / "out").mkdir()
    builds = [
        [*REKINDLE, "build", "--pack", str(GARDEN), "--date", f"2027-01-0{day}", "-o", "out/a.txt", "--force"]
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


@pytest.mark.slow
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
