"""Who has a store open: every user shares a lock, the gate; replacing the file needs an exclusive lock.

The gate is an empty file beside the store that SQLite locks. This works in the same way on every system, and
a lock ends with its process. SQLite's own locks on the store are not enough: a replaced file has new ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rekindle_core.caseload.errors import BusyStoreError
from rekindle_core.caseload.store.cipher import load_apsw, plain, telling
from rekindle_core.staging import make_folder

if TYPE_CHECKING:
    import apsw


def gate_file(path: Path) -> Path:
    """Return the lock file of a store."""
    return path.with_name(f"{path.name}-lock")


def hold_with_others(path: Path, wait_ms: int = 5_000) -> apsw.Connection:
    """Share the lock until the connection is closed.

    Raises:
        BusyStoreError: Another process holds it exclusively.
    """
    return _hold(
        path, "BEGIN; SELECT count(*) FROM sqlite_schema", wait_ms, "another program is replacing it"
    )


@contextmanager
def held_alone(path: Path, wait_ms: int = 1_000) -> Iterator[None]:
    """Lock the gate exclusively.

    Raises:
        BusyStoreError: Another process has the store open.
    """
    gate = _hold(path, "BEGIN EXCLUSIVE", wait_ms, "another program has it open")
    try:
        yield
    finally:
        gate.close()


def _hold(path: Path, statement: str, wait_ms: int, why: str) -> apsw.Connection:
    library = load_apsw()
    file = gate_file(path)
    with telling(file):
        make_folder(path.parent)
        # For its owner only. An existing file is not opened: that would end this process's locks on it.
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        gate: apsw.Connection = library.Connection(plain(file))
    try:
        with telling(file):
            gate.set_busy_timeout(wait_ms)
            gate.execute(statement).fetchall()
    except BusyStoreError:
        gate.close()
        raise BusyStoreError(path, why) from None
    except BaseException:
        gate.close()
        raise
    return gate
