"""The only module that opens SQLite: a keyed connection, which is checked before anything is written.

Input: a path and 32 bytes. Output: a connection with our cipher. Must not know: where the key comes
from.

Plain `apsw` has the same import name, ignores the key without an error, and would write plain text. So this
queries the cipher after setting the key, and closes a connection that can't name it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rekindle_core.caseload.errors import (
    BusyStoreError,
    CaseloadExtraError,
    StoreDiskError,
    UnusableStoreError,
)
from rekindle_core.staging import make_folder

if TYPE_CHECKING:
    import apsw

CIPHER = "chacha20"
"""ChaCha20-Poly1305: each page is authenticated, so that a changed byte is detected."""
KEY_BYTES = 32
PATIENCE_MS = 10_000
"""How long a writer waits for another."""


def load_apsw() -> Any:
    """Import the library.

    Raises:
        CaseloadExtraError: It is not installed.
    """
    try:
        import apsw
    except ImportError:
        raise CaseloadExtraError("the library apsw-sqlite3mc is not installed") from None
    return apsw


def connect(path: Path, key: bytes, *, create: bool = False) -> apsw.Connection:
    """Open a file with its key.

    Args:
        path: The file. A new one is created for its owner only, before SQLite sees it.
        key: The key, as bytes.
        create: Whether to create it; otherwise it has to exist.

    Raises:
        CaseloadExtraError: The library cannot encrypt.
        StoreDiskError: It cannot be created.
        UnusableStoreError: The key doesn't belong to the file.
    """
    library = load_apsw()
    if create:
        _make(path)
    with telling(path):
        connection: apsw.Connection = library.Connection(plain(path), flags=library.SQLITE_OPEN_READWRITE)
    try:
        with telling(path):
            connection.set_busy_timeout(PATIENCE_MS)
            connection.pragma("cipher", CIPHER)
            connection.execute(f'PRAGMA key = "raw:{key.hex()}"').fetchall()
            _see_cipher(connection)
            # The first read; a wrong key fails here.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            for name, value in _SETTINGS:
                connection.pragma(name, value)
    except BaseException:
        connection.close()
        raise
    return connection


_SETTINGS = (
    ("secure_delete", 1),
    ("temp_store", "MEMORY"),
    ("synchronous", "FULL"),
    ("foreign_keys", 1),
    ("trusted_schema", 0),
)


def connect_memory() -> apsw.Connection:
    """Return a connection to a database that is in no file, and is gone with it.

    Raises:
        CaseloadExtraError: The library cannot encrypt. This database needs no key, but files would.
    """
    library = load_apsw()
    connection: apsw.Connection = library.Connection(":memory:")
    try:
        connection.pragma("cipher", CIPHER)
        _see_cipher(connection)
        for name, value in _SETTINGS:
            connection.pragma(name, value)
    except BaseException:
        connection.close()
        raise
    return connection


def _see_cipher(connection: apsw.Connection) -> None:
    """Check that the connection encrypts.

    Raises:
        CaseloadExtraError: It doesn't.
    """
    found = connection.pragma("cipher")
    if found != CIPHER:
        raise CaseloadExtraError(
            "the installed apsw has no encryption" if found is None else f"its cipher is {found}"
        )


def plain(path: Path) -> str:
    """Return a path in the form for SQLite: absolute, so that it is never read as a URI."""
    return str(path.absolute())


def _make(path: Path) -> None:
    try:
        make_folder(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StoreDiskError(path, error.strerror or str(error)) from None


def first_bytes(path: Path) -> str:
    """Return a file's first 16 bytes in hexadecimal, read through SQLite: they are random, and never change."""
    apsw = load_apsw()
    with telling(path):
        file = apsw.VFSFile("", plain(path), [apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY, 0])
        try:
            return str(file.xRead(16, 0).hex())
        except apsw.IOError:
            return ""
        finally:
            file.xClose()


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Convert errors of SQLite to errors that say what happened to which file, and what to do.

    Raises:
        BusyStoreError: Another program is writing, and doesn't finish.
        StoreDiskError: The disk is full or failing, or the file cannot be written.
        UnusableStoreError: The file is damaged, or doesn't belong to this key.
    """
    apsw = load_apsw()
    try:
        yield
    except (apsw.BusyError, apsw.LockedError):
        raise BusyStoreError(path, "another program is writing to it, or has it open") from None
    except (apsw.NotADBError, apsw.CorruptError):
        raise UnusableStoreError(path, "it is damaged, or it doesn't belong to this key") from None
    except apsw.FullError:
        raise StoreDiskError(path, "the disk is full") from None
    except apsw.IOError:
        raise StoreDiskError(path, "the disk is full or failing") from None
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError):
        raise StoreDiskError(path, "the system doesn't allow it") from None
    except OSError as error:
        raise StoreDiskError(path, error.strerror or str(error)) from None


def truncate_log(connection: apsw.Connection, seconds: float = 10.0) -> bool:
    """Write the log into the file and empty it; return whether this worked in spite of readers."""
    apsw, until = load_apsw(), time.monotonic() + seconds
    while True:
        try:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0]
        except (apsw.BusyError, apsw.LockedError):
            busy = 1
        if not busy:
            return True
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
