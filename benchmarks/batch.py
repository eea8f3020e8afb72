"""Batches: memory by the number of rows, PDFs a second with one and two processes, and what a batch adds.

Give the numbers of rows for memory, such as `1000 10000 100000`; the default is the first two.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

from rekindle_core import load_pack, load_profile, make_plan, realise, render
from rekindle_core.batch.checking import check_roster
from rekindle_core.batch.pool import Executors, Processes
from rekindle_core.batch.roster.open import open_roster
from rekindle_core.batch.run import Batch
from rekindle_core.batch.setup import Setup, surroundings
from rekindle_core.engine import find_plugins
from rekindle_core.frozen import replace
from rekindle_core.installation.places import cache_folder

DAY = dt.date(2027, 1, 4)
SECRET = bytes(32)
GARDEN = Path(__file__).parents[1] / "tests/packs/garden"
PDFS, TEXTS = 48, 200
_WARM = 6
"""The first programs of a run, in which workers still open the pack."""


def main() -> None:
    counts = [int(word) for word in sys.argv[1:]] or [1_000, 10_000]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("memory: programs as text, small pack, two processes")
        for count in counts:
            memory(folder, count)
        print(f"speed: {PDFS} PDFs, bundled pack, in turn")
        speed(folder)
        print("overhead over planning, wording and rendering, on one processor")
        for format_, count in (("text", TEXTS), ("pdf", PDFS)):
            overhead(folder, format_, count)


# ------------------------------------------------------------------ memory


def memory(folder: Path, count: int) -> None:
    roster, out = folder / f"{count}.csv", folder / f"out-{count}"
    rows = (f"K-{number},{('clay', 'sand')[number % 2]},{number % 60}\n" for number in range(count))
    with roster.open("w", encoding="utf-8") as file:
        file.write("id,soil,hours\n")
        file.writelines(rows)
    words = ("batch", roster, "--pack", GARDEN, "--format", "text", "--output", out, "--jobs", "2", "--quiet")
    for what in ("made", "kept"):
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "rekindle_core", *map(str, words)])
        peaks: dict[int, float] = {}
        while process.poll() is None:
            for pid in (process.pid, *_children(process.pid)):
                peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
            time.sleep(0.1)
        seconds, main_peak = time.perf_counter() - began, peaks.pop(process.pid)
        print(
            f"  {count:>7,} rows {what}: {seconds:>6.1f} s, main process {main_peak:>4.0f} MB, "
            f"largest worker {max(peaks.values(), default=0):>4.0f} MB"
        )


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0)


# ------------------------------------------------------------------ speed


def speed(folder: Path) -> None:
    roster = _clients(folder, PDFS)
    rates: dict[int, list[float]] = {1: [], 2: []}
    alone: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(2):
        for jobs in rates:
            times: list[float] = []
            batch = _batch(roster, "pdf", Processes(jobs))
            batch.run(
                folder / f"pdf-{turn}-{jobs}", lambda outcome, times=times: times.append(time.perf_counter())
            )
            rates[jobs].append((len(times) - _WARM) / (times[-1] - times[_WARM - 1]))
            alone[jobs].append(_side_by_side(jobs))
    for what, found in (("a batch", rates), ("rendering alone", alone)):
        best = {jobs: max(each) for jobs, each in found.items()}
        print(
            f"  {what}: one process {best[1]:.2f} a second, two {best[2]:.2f}: {best[2] / best[1]:.2f} times"
        )
    print(f"  load of the machine at the end: {os.getloadavg()[0]:.1f}")


def _side_by_side(jobs: int) -> float:
    """Return how many PDFs a second processes make that do nothing else: what the machine allows."""
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        times = list(pool.map(_plain_pdfs, [PDFS // 2] * jobs))
    return jobs * (PDFS // 2) / (max(end for _, end in times) - min(begin for begin, _ in times))


def _plain_pdfs(count: int) -> tuple[float, float]:
    pack, plugins = load_pack(cache=cache_folder()), find_plugins()
    facts = {"contact": "none", "country": "GB", "weeks_since": 20}
    document = realise(pack, make_plan(pack, load_profile(pack, facts), date=DAY, program_id="x"))
    render(document, "pdf", plugins=plugins)
    begin = time.time()
    for number in range(count):
        profile = load_profile(pack, {**facts, "weeks_since": 20 + number})
        document = realise(pack, make_plan(pack, profile, date=DAY, program_id="x"))
        render(document, "pdf", plugins=plugins)
    return begin, time.time()


def _clients(folder: Path, count: int) -> Path:
    path = folder / f"clients-{count}.csv"
    path.write_text("\n".join(_rows(count)), encoding="utf-8")
    return path


def _rows(count: int) -> Iterator[str]:
    yield "id,contact,boundary,causes,weeks_since,country,client.pronouns,program.minutes"
    for n in range(count):
        contact, limit = (("none", "none"), ("logistics-only", "space-requested"))[n % 2]
        cause = ("grew-apart", "communication;unmet-needs", "circumstance")[n % 3]
        country, pronouns = ("GB", "AU", "DE", "IE")[n % 4], ("she/her", "he/him", "they/them")[n % 3]
        yield f"K-{n},{contact},{limit},{cause},{6 + n % 90},{country},{pronouns},{(15, 30)[n % 2]}"


def _batch(roster: Path, format_: str, executors: Executors) -> Batch:
    pack, plugins = load_pack(cache=cache_folder()), find_plugins()
    setup = Setup("", str(cache_folder()), (), ((format_, ()),), "", 1)
    setup = replace(setup, surroundings=surroundings(pack, plugins, None))
    found = open_roster(pack, roster)
    return Batch(pack, found, setup, executors, date=DAY, redate=False, secret=SECRET)


# ------------------------------------------------------------------ overhead


class _Here(Executor):
    """Works in this process, so that the time of the processor is all in one place."""

    workers = 1
    lost: tuple[type[BaseException], ...] = ()

    def open(self) -> Executor:
        return self

    def close(self, executor: Executor) -> None:
        pass

    def submit(self, function: Callable[..., Any], /, *words: Any, **more: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(function(*words, **more))
        return future


def overhead(folder: Path, format_: str, count: int) -> None:
    roster = _clients(folder, count)
    pack, plugins = load_pack(cache=cache_folder()), find_plugins()
    rows = list(check_roster(pack, open_roster(pack, roster), DAY, secret=SECRET))

    def plain() -> None:
        for row in rows:
            plan = make_plan(pack, row.profile, date=DAY, program_id=row.id)
            render(realise(pack, plan), format_, plugins=plugins)

    turn = 0

    def whole() -> None:
        nonlocal turn
        turn += 1
        batch = _batch(roster, format_, _Here())
        # The command checks all rows before it makes any.
        assert (
            sum(row.may_be_built for row in check_roster(pack, open_roster(pack, roster), DAY, secret=SECRET))
            == count
        )
        batch.run(folder / f"over-{format_}-{turn}", lambda outcome: None)

    plain(), whole()  # what is opened once
    first = [_timed(function) for function in (plain, whole, plain, whole)]
    alone, batch = min(first[0], first[2]), min(first[1], first[3])
    added = 100 * (batch / alone - 1)
    alone, batch = 1000 * alone / count, 1000 * batch / count
    print(f"  {format_:<5} {alone:>6.1f} ms alone, {batch:>6.1f} ms in a batch: {added:+.1f} %")


def _timed(function: Callable[[], None]) -> float:
    """Return the seconds of the processor that something takes."""
    began = time.process_time()
    function()
    return time.process_time() - began


if __name__ == "__main__":
    main()
