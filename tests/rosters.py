"""Rosters for tests: written, and read and checked in one go."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from tests.support import GARDEN, SECRET, garden_pack

from rekindle_core import Pack
from rekindle_core.batch.check import CheckedRow
from rekindle_core.batch.checking import check_roster
from rekindle_core.batch.pool import Executors
from rekindle_core.batch.roster.open import open_roster
from rekindle_core.batch.run import Batch, Outcome
from rekindle_core.batch.setup import Setup, surroundings
from rekindle_core.engine import find_plugins
from rekindle_core.frozen import replace

DAY = dt.date(2027, 1, 4)


def checked(path: Path, pack: Pack | None = None) -> list[CheckedRow]:
    """Return the rows of a roster, checked, for the garden pack or another."""
    pack = pack or garden_pack()
    return list(check_roster(pack, open_roster(pack, path), DAY, secret=SECRET))


def csv_rows(tmp_path: Path, text: str | bytes, pack: Pack | None = None) -> list[CheckedRow]:
    """Return the rows of a roster in CSV, checked."""
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return checked(path, pack)


def write_workbook(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook with one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def with_parts(path: Path, parts: Mapping[str, str]) -> Path:
    """Replace some of the files that a workbook is made of."""
    with zipfile.ZipFile(path) as old:
        files = {name: old.read(name).decode() for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in {**files, **parts}.items():
            new.writestr(name, text)
    return path


def sheet_of(path: Path) -> str:
    """Return the XML of a workbook's first sheet."""
    with zipfile.ZipFile(path) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def said(rows: Sequence[CheckedRow]) -> list[str]:
    """Return the place, column and code of each fault."""
    return [f"{fault.place} {fault.column}: {fault.code}" for row in rows for fault in row.faults]


class AtOnce(Executor):
    """An executor that works in this process, and breaks where an item of a chunk is deadly."""

    def __init__(self, deadly: Callable[[Any], bool] = lambda item: False) -> None:
        self._deadly, self._broken = deadly, False

    def submit(self, function: Callable[..., Any], /, *words: Any, **more: Any) -> Future[Any]:
        """Run a chunk; every chunk after a deadly item is lost, as with a pool of processes."""
        future: Future[Any] = Future()
        self._broken = self._broken or any(map(self._deadly, words[0]))
        if self._broken:
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(function(*words, **more))
        return future


class HereOnly:
    """What opens executors that work in this process."""

    lost: tuple[type[BaseException], ...] = ()

    def __init__(self, deadly: Callable[[Any], bool] = lambda item: False, workers: int = 2) -> None:
        self.workers, self._deadly = workers, deadly
        self.opened = 0

    def open(self) -> Executor:
        """Return an executor that works."""
        self.opened += 1
        return AtOnce(self._deadly)

    def close(self, executor: Executor) -> None:
        """Do nothing."""


def setup_of(formats: Mapping[str, Mapping[str, str]] | None = None, **more: Any) -> Setup:
    """Return the setup of a batch with the garden pack."""
    setup = Setup(
        pack=str(GARDEN),
        cache="",
        plugins=(),
        formats=tuple((name, tuple(given.items())) for name, given in (formats or {"text": {}}).items()),
        practice="",
        seed=1,
        **more,
    )
    return replace(setup, surroundings=surroundings(garden_pack(), find_plugins(), None))


def run_batch(
    roster: Path,
    folder: Path,
    *,
    setup: Setup | None = None,
    executors: Executors | None = None,
    date: dt.date = DAY,
    redate: bool = False,
    force: bool = False,
) -> list[Outcome]:
    """Run a batch in this process, and return what came of each row, by its number."""
    pack, outcomes = garden_pack(), list[Outcome]()
    batch = Batch(
        pack,
        open_roster(pack, roster),
        setup or setup_of(),
        executors or HereOnly(),
        date=date,
        redate=redate,
        secret=SECRET,
        force=force,
    )
    batch.run(folder, outcomes.append)
    return sorted(outcomes, key=lambda outcome: outcome.row)


def states(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the state of each row."""
    return [outcome.state for outcome in outcomes]
