"""What a worker does: it makes the programs of some rows, and returns their files.

Input: a Setup and rows. Output: for each row its files, or what went wrong. Must not know: where files go.

One function serves every executor. It takes what it needs as arguments, so that a worker on another machine needs no
preparation; what it opens is kept for the next call. An error of one row is a value, so that the others are made.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from functools import lru_cache

from rekindle_core.batch.setup import Opened, Setup, differences
from rekindle_core.content.model.values import Value
from rekindle_core.errors import PluginError, RekindleError, describe
from rekindle_core.frozen import Frozen
from rekindle_core.making.program import make_program
from rekindle_core.making.wanted import Wanted, asked_formats
from rekindle_core.profile.profile import Profile


class RowWork(Frozen):
    """A row to build.

    Attributes:
        number: Its number.
        id: The id of its program.
        given_id: Whether the row gives the id; it is computed otherwise.
        key: What the manifest records of what it is made from.
        values: Its facts.
        date: The day of the program.
    """

    number: int
    id: str
    given_id: bool
    key: str
    values: Mapping[str, Value]
    date: dt.date


class RowDone(Frozen):
    """The result of a row.

    Attributes:
        work: The row.
        files: Each file's relative path, with slashes, and its bytes.
        seconds: How long it took.
        remarks: What the person who hands on the program should know, each with its weight.
        error: The code, the message and the hint of what went wrong; empty if nothing did.
    """

    work: RowWork
    files: tuple[tuple[str, bytes], ...] = ()
    seconds: float = 0.0
    remarks: tuple[tuple[str, str], ...] = ()
    error: tuple[str, ...] = ()


def make_rows(setup: Setup, rows: tuple[RowWork, ...]) -> tuple[RowDone, ...]:
    """Make the programs of some rows.

    Raises:
        PluginError: This worker would make other bytes than the process that started the batch.
    """
    opened = _opened(setup)
    return tuple(_made(setup, opened, row) for row in rows)


@lru_cache(maxsize=2)
def _opened(setup: Setup) -> Opened:
    opened = Opened(setup)
    if differing := differences(setup.surroundings, opened.surroundings):
        raise PluginError(
            f"A worker has another version of: {', '.join(differing)}. Its files would differ from those made here.",
            code="worker-differs",
            hint="install the same versions of Rekindle and its plugins for all workers, and use the same pack.",
        )
    return opened


def _made(setup: Setup, opened: Opened, row: RowWork) -> RowDone:
    began = time.perf_counter()
    try:
        # Options of a format may get a paper size, which differs from row to row.
        formats = asked_formats(opened.plugins, {name: dict(options) for name, options in setup.formats})
        wanted = Wanted(
            formats,
            opened.plugins,
            row.date,
            seed=setup.seed,
            program_id=row.id if row.given_id else None,
            practice=opened.practice,
        )
        made = make_program(opened.pack, Profile(row.values), wanted)
    except RekindleError as error:
        return RowDone(row, error=(error.code, error.message, error.hint))
    except (Exception, SystemExit) as error:
        return RowDone(
            row, error=("error", describe(error), "report it; --debug shows more with `rekindle build`.")
        )
    files = tuple((str(path), artifact.data) for path, artifact in made.files)
    remarks = tuple((one.weight, " ".join((one.text, *one.more))) for one in made.remarks)
    return RowDone(row, files, time.perf_counter() - began, remarks)
