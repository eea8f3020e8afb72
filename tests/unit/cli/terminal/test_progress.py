"""Progress says how many, how fast and how long, and counts no row as fast that took no work."""

from __future__ import annotations

import pytest

from rekindle_core.cli.terminal.progress import Progress, counting


def after(total: int, worked: int, at_once: int = 0) -> Progress:
    progress = Progress("Making programs", total, live=False, quiet=True)
    for number in range(worked + at_once):
        progress.step(at_once=number < at_once)
    return progress


@pytest.mark.parametrize(
    ("progress", "seconds", "line"),
    [
        (after(1000, 0), 5, "Making programs: 0 of 1,000"),
        (after(1000, 100), 20, "Making programs: 100 of 1,000, 5.0 a second, 3 min 0 s left"),
        (after(10, 1), 30, "Making programs: 1 of 10, 2.0 a minute, 4 min 30 s left"),
        (after(1000, 100, at_once=500), 20, "Making programs: 600 of 1,000, 5.0 a second, 1 min 20 s left"),
        (after(1000, 0, at_once=500), 20, "Making programs: 500 of 1,000"),
        (after(10, 10), 2, "Making programs: 10 of 10, 5.0 a second, 0 s left"),
    ],
)
def test_line(progress: Progress, seconds: float, line: str) -> None:
    assert progress.line(seconds) == line


def test_a_line_that_changes_is_cut_to_the_terminal_and_erased_before_another(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("rekindle_core.cli.terminal.progress.time.monotonic", lambda: now)
    progress = Progress("Making programs", 10, live=True, quiet=False, width=20)
    progress.step()
    assert capsys.readouterr().err == ""
    now = 1.0
    progress.step()
    assert capsys.readouterr().err == "\r\x1b[KMaking programs: 2 "
    progress.say("row 3: a fault")
    assert capsys.readouterr().err == "\r\x1b[Krow 3: a fault\n"


def test_elsewhere_there_is_a_line_at_intervals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("rekindle_core.cli.terminal.progress.time.monotonic", lambda: now)
    with counting("Making programs", 1000) as progress:
        for number in range(100):
            now = float(number)
            progress.step()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert lines[0] == "Making programs: 31 of 1,000, 1.0 a second, 15 min 38 s left"
