"""`rekindle batch` as it is called: whatever stops it, finished work is kept and the same command continues."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support import GARDEN, hear_signals, rekindle

REKINDLE = (sys.executable, "-m", "rekindle_core")
DATE = ("--date", "2027-01-04")


def write_roster(folder: Path, count: int) -> Path:
    path = folder / "roster.csv"
    rows = "".join(f"K-{number},{('clay', 'sand')[number % 2]},{number % 60}\n" for number in range(count))
    path.write_text(f"id,soil,hours\n{rows}", encoding="utf-8")
    return path


def command(roster: Path, out: Path, *words: str | Path) -> tuple[str, ...]:
    more = ("--pack", GARDEN, "--output", out, "--jobs", "2", *DATE, *words)
    return (*REKINDLE, "batch", str(roster), *map(str, more))


def files(folder: Path) -> dict[str, bytes]:
    """Return the programs in a folder, and see that nothing else was left there."""
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if name != "manifest.jsonl"}


def made(out: Path) -> int:
    """Return how many programs the manifest has."""
    path = out / "manifest.jsonl"
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return sum(json.loads(line).get("state") == "made" for line in lines)


def children(number: int) -> list[int]:
    """Return the processes that a process has started."""
    return [int(word) for word in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


def start(words: tuple[str, ...], before: Callable[[], None] = hear_signals) -> subprocess.Popen[str]:
    return subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
        start_new_session=True,
    )


def wait_for(happened: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def workers(number: int) -> list[int]:
    """Return the worker processes, and not what Python starts beside them to look after shared memory."""
    return [
        child for child in children(number) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


# --------------------------------------------------------------------------- what it makes


@pytest.mark.slow
def test_files_are_those_of_build(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("id,soil,hours,country\nK-1,clay,3,US\nK-2,sand,4,GB\n,sand,5,DE\n", encoding="utf-8")
    wanted = (
        "--format",
        "text,pdf",
        "--format",
        "email",
        "--option",
        "counselor=yes",
        "--option",
        "text=key",
    )
    done = subprocess.run(command(roster, tmp_path / "batch", *wanted), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    single = ("--format", "text", "--format", "pdf", *wanted[2:], "--pack", GARDEN, *DATE)
    for id_, soil, hours, country in (
        ("K-1", "clay", 3, "US"),
        ("K-2", "sand", 4, "GB"),
        ("", "sand", 5, "DE"),
    ):
        facts = (f"soil={soil}", f"hours={hours}", f"country={country}")
        settings = [word for fact in facts for word in ("--set", fact)]
        given = ("--id", id_) if id_ else ()
        built = rekindle("build", *single, *settings, *given, "--output", f"{tmp_path / 'build'}/")
        assert built.returncode == 0, built.stderr
    assert files(tmp_path / "batch") == files(tmp_path / "build")
    assert len(files(tmp_path / "batch")) > 12


@pytest.mark.slow
def test_faulty_rows_are_listed_and_the_others_are_made(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("id,soil\nK-1,clay\nK-2,mud\nK-3,sand\n", encoding="utf-8")
    done = subprocess.run(command(roster, tmp_path / "out", "--quiet"), capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == (
        "roster.csv: row 3, column B (soil): unknown-value: The fact soil can't be “mud”. "
        "Hint: use clay, sand, unknown or declined.\n"
    )
    assert sorted(files(tmp_path / "out")) == ["program-K-1.txt", "program-K-3.txt"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "name the file"),
        (("roster.csv",), "add --output DIR"),
        (("roster.csv", "--template", "new.csv"), "--template writes an empty roster"),
        (("--template", "new.pdf"), "must end in .xlsx or .csv"),
        (("--template", "roster.csv"), "would be overwritten"),
        (("roster.csv", "--output", "roster.csv"), "isn't a folder"),
        (
            ("roster.csv", "--output", "out", "--format", "pdf", "--option", "password=ask"),
            "password=env:NAME",
        ),
        (("roster.csv", "--output", "out", "--format", "pdff"), "did you mean “pdf”?"),
    ],
)
def test_a_call_that_does_not_fit_says_what_to_do(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    write_roster(tmp_path, 1)
    done = rekindle("batch", *words, "--pack", GARDEN, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["roster.csv"]


@pytest.mark.parametrize(("id_", "code"), [("k-2", 0), ("K-3", 2), ("K-9", 2)])
def test_a_row_is_printed_as_a_profile_that_makes_the_same_program(
    tmp_path: Path, id_: str, code: int
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "id,soil,pests,hours\nK-1,clay,,1\nK-2,sand,moles;slugs,4\nK-3,mud,,1\n", encoding="utf-8"
    )
    done = rekindle("batch", roster, "--row", id_, "--pack", GARDEN)
    assert done.returncode == code
    assert bool(done.stdout) is not bool(code)
    if not code:
        given = ("--set", "soil=sand", "--set", "pests=moles,slugs", "--set", "hours=4")
        words = ("build", "--pack", GARDEN, *DATE, "--output", "-")
        again = rekindle(*words, "--profile", "-", stdin=done.stdout)
        assert again.stdout == rekindle(*words, *given).stdout != ""


# --------------------------------------------------------------------------- what stops it


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_keeps_what_is_made_and_the_same_command_continues(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """Ctrl-C reaches the whole group of processes, as in a terminal."""
    roster, out = write_roster(tmp_path, 400), tmp_path / "out"
    process = start(command(roster, out))
    wait_for(lambda: made(out) >= 5)
    begun = workers(process.pid)
    if number is signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in said
    assert "The same command continues." in said
    wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in begun))
    kept = made(out)
    assert 5 <= kept < 400
    assert len(files(out)) == kept
    done = subprocess.run(command(roster, out), capture_output=True, text=True)
    assert (done.returncode, made(out)) == (0, 400)
    assert f"{kept} were made before" in done.stderr


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    roster, out = write_roster(tmp_path, 120), tmp_path / "out"
    process = start(command(roster, out))
    wait_for(lambda: made(out) >= 5)
    os.kill(workers(process.pid)[0], signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in said) == (0, False)
    assert (made(out), len(files(out))) == (120, 120)


@pytest.mark.slow
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    roster, out = write_roster(tmp_path, 600), tmp_path / "out"
    process = start(command(roster, out))
    wait_for(lambda: made(out) >= 5)
    begun = workers(process.pid)
    assert len(begun) == 2
    process.kill()
    process.communicate()
    wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in begun))
    count = made(out)
    text = roster.read_text(encoding="utf-8").splitlines()
    lines = (out / "manifest.jsonl").read_bytes().split(b"\n")[1:-1]
    roster.write_text(
        "\n".join([text[0], *(text[json.loads(line)["row"] - 1] for line in lines)]), encoding="utf-8"
    )
    done = subprocess.run(command(roster, out), capture_output=True, text=True)
    assert (
        done.stderr
        == f"{count} rows, {count} to build.\nMade 0 programs in {out}; {count} were made before.\n"
    )
    files(out)  # nothing of the killed process is left


@pytest.mark.slow
def test_a_full_disk_is_said_and_what_is_made_is_kept(tmp_path: Path) -> None:
    roster, out = write_roster(tmp_path, 6), tmp_path / "out"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))

    done = subprocess.run(
        command(roster, out, "--no-cache"),
        capture_output=True,
        text=True,
        preexec_fn=little_room,
        # Python would keep modules that it compiles, cut off at that size, for all later tests.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
    assert "run the same command" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(out) == {}
    assert subprocess.run(command(roster, out), capture_output=True).returncode == 0
    assert len(files(out)) == 6


DEADLY = """
import os
import signal

from rekindle_core import Artifact, Format, hookimpl


def render(document, request):
    if document.program_id == "K-7":
        os.kill(os.getpid(), signal.SIGKILL)
    return [Artifact(".tea", "text/plain", b"tea")]


@hookimpl
def rekindle_register_formats():
    return [Format("tea", "tea", load=lambda: render)]
"""


@pytest.mark.slow
def test_a_row_that_kills_its_worker_is_named_and_left_out(tmp_path: Path) -> None:
    plugin = tmp_path / "rekindle_tea.py"
    plugin.write_text(DEADLY, encoding="utf-8")
    roster, out = write_roster(tmp_path, 20), tmp_path / "out"
    words = command(roster, out, "--plugin", plugin, "--format", "tea")
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 1
    assert "roster.csv: row 9 (K-7): row-killed: This row ended the process" in done.stderr
    assert sorted(files(out)) == sorted(f"program-K-{number}.tea" for number in range(20) if number != 7)
