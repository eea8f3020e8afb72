"""The command's process ends quickly, and loses nothing that a slower end would have kept."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = (
    "import atexit, sys, threading, time; from rekindle_core.cli.ending import end_quickly, collect_rarely; "
)


def ended(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SLOW + code], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("end_quickly(None)", 0),
        ("end_quickly(0)", 0),
        ("end_quickly(3)", 3),
        ("end_quickly(True)", 1),
        ("end_quickly(143)", 143),
    ],
)
def test_the_exit_code_is_that_of_the_exit(code: str, number: int) -> None:
    assert ended(code).returncode == number


def test_a_message_in_place_of_a_code_is_shown_and_ends_with_1() -> None:
    process = ended("end_quickly('no room')")
    assert (process.returncode, process.stderr) == (1, "no room\n")


def test_what_was_printed_and_registered_is_not_lost() -> None:
    process = ended(
        "atexit.register(print, 'last'); sys.stdout.write('first '); sys.stderr.write('said'); end_quickly(0)"
    )
    assert (process.stdout, process.stderr) == ("first last\n", "said")


def test_a_thread_is_waited_for() -> None:
    code = "threading.Thread(target=lambda: (time.sleep(0.3), print('done'))).start(); end_quickly(0)"
    assert ended(code).stdout == "done\n"


def test_whoever_traces_or_profiles_sees_the_usual_end() -> None:
    for watch in ("sys.settrace(lambda *_: None)", "sys.setprofile(lambda *_: None)"):
        code = f"{watch}\ntry:\n    end_quickly(0)\nexcept SystemExit:\n    print('as usual')"
        assert ended(f"\n{code}").stdout == "as usual\n", watch


def test_output_that_cannot_be_flushed_is_told_as_python_tells_it() -> None:
    process = ended(
        "sys.stdout.write('lost'); sys.stdout = open('/dev/full', 'w'); sys.stdout.write('x'); end_quickly(0)"
    )
    assert process.returncode == 120


def test_objects_are_still_collected_in_a_long_command() -> None:
    code = """
import gc
class Ring: pass
collect_rarely()
before = gc.get_stats()[0]["collections"]
kept = []
for _ in range(600_000):
    kept.append([])
print(gc.get_stats()[0]["collections"] > before)
"""
    assert ended(code).stdout == "True\n"


def test_a_command_that_runs_all_evening_collects_as_python_does_by_itself() -> None:
    code = """
import gc
from rekindle_core.cli.ending import collect_as_usual
usual = gc.get_threshold()
collect_rarely()
assert gc.get_threshold() != usual
collect_as_usual()
print(gc.get_threshold() == usual)
"""
    assert ended(code).stdout == "True\n"
