"""A whole batch: which rows are still to be made, made in workers, written, and recorded in the manifest.

Input: a Roster that was checked, a Setup, executors and a folder. Output: files, the manifest, and the result of
each row, as it comes. Must not know: who is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from rekindle_core.batch.check import CheckedRow
from rekindle_core.batch.checking import check_roster, computed_id
from rekindle_core.batch.manifest import Codes, Made, Manifest, open_manifest
from rekindle_core.batch.pool import Executors, Killed, Runner
from rekindle_core.batch.roster.open import Roster
from rekindle_core.batch.setup import Setup
from rekindle_core.batch.work import RowDone, RowWork, make_rows
from rekindle_core.batch.writing import Writer
from rekindle_core.content.model.pack import Pack
from rekindle_core.errors import OutputError, RekindleError, UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.staging import make_folder, staging
from rekindle_core.stopping import held

MOST_FAILED = 20
"""After so many failures in a row, and no success, the batch stops: the fault is not in the rows."""


class Outcome(Frozen):
    """The result of one row.

    Attributes:
        row: Its number.
        id: The id of its program; empty for a row with faults and without an id.
        state: `made`; `kept`: made by an earlier run; `failed`: something went wrong; `left`: it has faults, or a
            person has to look at it, as the check told.
        remarks: What the person who hands on the program should know, each with its weight.
        error: The code, the message and the hint of what went wrong.
    """

    row: int
    id: str
    state: Literal["made", "kept", "failed", "left"]
    remarks: tuple[tuple[str, str], ...] = ()
    error: tuple[str, ...] = ()


class Batch:
    """One run of a batch."""

    def __init__(
        self,
        pack: Pack,
        roster: Roster,
        setup: Setup,
        executors: Executors,
        *,
        date: dt.date,
        redate: bool,
        secret: bytes,
        force: bool = False,
    ) -> None:
        """Do nothing yet.

        Args:
            pack: The pack, as the setup names it.
            roster: The roster.
            setup: What is the same for every row.
            executors: Where programs are made.
            date: The day of the programs that are made now.
            redate: Whether programs that were made with another day are made again.
            secret: The installation's secret.
            force: Whether files that may be of another program may be replaced.
        """
        self._pack, self._roster, self._setup, self._executors = pack, roster, setup, executors
        self._date, self._redate, self._secret, self._force = date, redate, secret, force
        self._codes = Codes(secret)
        self._failed = 0
        self._tell: Callable[[Outcome], None] = lambda outcome: None

    def run(self, folder: Path, tell: Callable[[Outcome], None]) -> None:
        """Make what is still to be made.

        Args:
            folder: The output folder.
            tell: Takes the result of each row, as it comes.

        Raises:
            RosterError: The roster was changed since it was checked.
            OutputError: The folder cannot be written to, another batch is writing to it, or workers end.
            RekindleError: The first rows all fail.
        """
        self._tell = tell
        try:
            make_folder(folder)
            with open_manifest(folder) as manifest, staging(folder) as stage:
                writer = Writer(folder, stage, self._codes.of_file, force=self._force)
                self._run(manifest, writer)
        except OSError as error:
            where = error.filename or folder
            message = f"{where} cannot be written: {error.strerror or error}."
            hint = "make room or check the folder's permissions, then run the same command: what is made is kept."
            raise OutputError(message, code="cannot-write", hint=hint) from error

    def _run(self, manifest: Manifest, writer: Writer) -> None:
        function = partial(make_rows, self._setup)
        runner: Runner[RowWork, RowDone] = Runner(self._executors, function, lambda done: done.seconds)
        for found in runner.run(self._to_make(manifest, writer)):
            match found:
                case RowDone():
                    self._tell(self._write(found, manifest, writer))
                case Killed():
                    self._tell(self._killed(found.item, manifest))

    def _to_make(self, manifest: Manifest, writer: Writer) -> Iterator[RowWork]:
        """Yield the rows that are still to be made, as workers have room for them."""
        rows = check_roster(self._pack, self._roster, self._date, seed=self._setup.seed, secret=self._secret)
        for row in rows:
            if not row.may_be_built:
                codes = [*(one.code for one in row.faults), *(one.name for one in row.concerns)]
                manifest.add_left(row.number, row.id, "failed" if row.faults else "look", codes[0])
                self._tell(Outcome(row.number, row.id, "left"))
                continue
            work = self._work(row, self._date)
            made = manifest.find(work.id)
            if made and self._is_current(made, row, work) and writer.is_there(made.files):
                self._tell(Outcome(row.number, work.id, "kept"))
            else:
                yield work

    def _work(self, row: CheckedRow, date: dt.date) -> RowWork:
        id_ = row.id or computed_id(self._pack, row, date, self._setup.seed, self._secret)
        parts = (self._setup.text, row.profile.digest, date.isoformat(), id_)
        key = self._codes.of_inputs(*parts)
        return RowWork(row.number, id_, bool(row.id), key, dict(row.profile.values), date)

    def _is_current(self, made: Made, row: CheckedRow, work: RowWork) -> bool:
        """Return whether a program that was made is what would be made; it keeps its day unless one is asked for."""
        if made.date != work.date and not self._redate:
            work = self._work(row, made.date)
        return made.key == work.key

    def _write(self, done: RowDone, manifest: Manifest, writer: Writer) -> Outcome:
        work = done.work
        if done.error:
            return self._failure(work, done.error, manifest)
        made = manifest.find(work.id)
        try:
            with held():
                codes = writer.write(done.files, made.files if made else {})
                manifest.add_made(work.number, Made(work.id, work.date, work.key, codes))
        except UsageError as error:
            return self._failure(work, (error.code, error.message, error.hint), manifest)
        self._failed = -1
        return Outcome(work.number, work.id, "made", done.remarks)

    def _failure(self, work: RowWork, error: tuple[str, ...], manifest: Manifest) -> Outcome:
        code, message, hint = error
        manifest.add_left(work.number, work.id, "failed", code)
        self._failed += self._failed >= 0
        if self._failed >= MOST_FAILED:
            stopped = f"The first {self._failed} rows failed, so the batch stopped. The last one: {message}"
            raise _StoppedError(stopped, code=code, hint=hint)
        return Outcome(work.number, work.id, "failed", error=error)

    def _killed(self, work: RowWork, manifest: Manifest) -> Outcome:
        message = "This row ended the process that worked on it, twice, so it was left out."
        hint = "make it by itself with `rekindle build` to see why; it may need more memory than there is."
        return self._failure(work, ("row-killed", message, hint), manifest)


class _StoppedError(RekindleError):
    """Every row fails for the same reason."""

    code = "batch"
