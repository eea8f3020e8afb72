"""The one instance: a lock that a running server holds, and a file that says where it is.

Input: a folder of this user's own. Output: the lock, or the address of the server that has it.
Must not know: what is served.

Someone who closed the page starts Rekindle again. The second process then opens the first one's page and ends. The
file holds an address with a token that works once, for its owner alone, and the server writes a new one when that is
used: so there is no request that anyone else could make to get in.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from rekindle_core.staging import make_folder, written_together

LOCK, ADDRESS = "serve.lock", "serve.address"

_PATIENCE = 3.0
_MOST_BYTES = 1_000


class Instance:
    """The lock of the one server of this user; `close` gives it back."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self._file = folder / ADDRESS
        self._descriptor = descriptor

    def announce(self, address: str) -> None:
        """Write where this server is, for its owner alone.

        Raises:
            OSError: It cannot be written.
        """
        with written_together([(self._file, address.encode())]):
            pass

    def close(self) -> None:
        """Remove the address, and give the lock back."""
        with suppress(OSError):
            self._file.unlink()
        os.close(self._descriptor)


def take_instance(folder: Path) -> Instance | None:
    """Take the lock; None if another process holds it.

    Raises:
        OSError: The folder cannot be written to.
    """
    make_folder(folder)
    descriptor = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        _lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, BlockingIOError | PermissionError):
            return None
        raise
    # What a process that was killed has left there leads nowhere.
    (folder / ADDRESS).unlink(missing_ok=True)
    return Instance(folder, descriptor)


def running_address(folder: Path) -> str:
    """Return the address of the server that holds the lock; empty if it hasn't said where it is within seconds."""
    end = time.monotonic() + _PATIENCE
    while True:
        with suppress(OSError, UnicodeDecodeError), (folder / ADDRESS).open("rb") as file:
            if found := file.read(_MOST_BYTES).decode("ascii"):
                return found
        if time.monotonic() > end:
            return ""
        time.sleep(0.05)


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
