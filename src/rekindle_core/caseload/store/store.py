"""An open store: reading, and writing in transactions.

Input: a path, and a typed passphrase or recovery key. Output: a Store, which has to be closed. Must not
know: what the tables mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rekindle_core.caseload.errors import (
    NoStoreError,
    SampleError,
    StoreDiskError,
    StoreExistsError,
    UnusableStoreError,
)
from rekindle_core.caseload.store.cipher import connect, first_bytes, load_apsw, telling, truncate_log
from rekindle_core.caseload.store.copying import back_up_before, is_sound, utc_now
from rekindle_core.caseload.store.gate import held_alone, hold_with_others
from rekindle_core.caseload.store.keys import (
    KeyFile,
    KeyPair,
    key_file,
    lock_pair,
    new_key,
    new_recovery_key,
    read_keys,
    see_passphrase,
    unlock,
    write_keys,
)
from rekindle_core.caseload.store.naming import usable
from rekindle_core.caseload.store.schema import STORE_FORMAT, migrate, see_version, version_of
from rekindle_core.staging import staging

if TYPE_CHECKING:
    import apsw


_MISSING = "the file is missing, but its key file exists"


class Store:
    """An open store. Several processes can have it open at once.

    Attributes:
        path: The file.
        key: What it is encrypted with.
        sealed: Whether it is the sample's, to which nothing can be added.
    """

    def __init__(self, path: Path, key: bytes, connection: apsw.Connection, gate: apsw.Connection) -> None:
        self.path, self.key = path, key
        self._connection, self._gate = connection, gate
        self._writing = False
        self.sealed = False

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, so that it can be replaced."""
        self._connection.close()
        self._gate.close()

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with telling(self.path):
            return self._connection.execute(statement, values).fetchall()

    def run(self, statement: str, *values: Any) -> int:
        """Run a statement within `writing`, and return how many rows it changed."""
        with telling(self.path):
            self._connection.execute(statement, values).fetchall()
            return int(self._connection.changes())

    def run_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        with telling(self.path):
            self._connection.executemany(statement, rows)

    @property
    def last_row(self) -> int:
        """The number of the last inserted row."""
        return int(self._connection.last_insert_rowid())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do several things together: all of them are saved, or none. Within another, it is part of that.

        Raises:
            SampleError: The store is sealed.
        """
        if self.sealed:
            raise SampleError
        if self._writing:
            yield
            return
        with telling(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
        self._writing = True
        try:
            yield
            with telling(self.path):
                self._connection.execute("COMMIT")
        except BaseException:
            # If the disk failed, SQLite has already rolled back.
            if not self._connection.get_autocommit():
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._writing = False

    def seal(self) -> None:
        """Let nothing more be written: what is in it is made up, and nothing real may be among it."""
        self._connection.pragma("query_only", 1)
        self.sealed = True

    def empty_log(self, seconds: float = 10.0) -> bool:
        """Write the log into the file and empty it; return whether nothing prevented it."""
        with telling(self.path):
            return truncate_log(self._connection, seconds)

    def is_sound(self) -> bool:
        """Return whether SQLite finds the whole file intact."""
        return is_sound(self._connection)

    @property
    def connection(self) -> apsw.Connection:
        """The connection that `backup` copies from."""
        return self._connection


def is_there(path: Path) -> bool:
    """Return whether there is a store, or what is left of one: then none is made in its place."""
    return path.exists() or key_file(path).exists()


def create_store(path: Path, passphrase: str, *, iterations: int | None = None) -> tuple[Store, str]:
    """Create a store.

    Args:
        path: The file, which must not exist yet.
        passphrase: Its passphrase.
        iterations: The number of PBKDF2 rounds; for tests.

    Returns:
        The open store, and its recovery key, which is shown once and not stored.

    Raises:
        StorePathError: No store can be at that path.
        PassphraseError: The passphrase is too short.
        StoreExistsError: The store already exists.
        RekindleError: It cannot be created.
    """
    usable(path)
    see_passphrase(passphrase)
    with held_alone(path, wait_ms=5_000):
        if is_there(path):
            raise StoreExistsError(path)
        key, recovery = new_key(), new_recovery_key()
        try:
            with staging(path.parent) as place:
                new = place / path.name
                connection = connect(new, key, create=True)
                try:
                    with telling(path):
                        connection.pragma("journal_mode", "WAL")
                        migrate(connection)
                finally:
                    connection.close()
                # The keys come first: a process that is killed here leaves no file that nobody can open.
                write_keys(
                    path, [lock_pair(key, passphrase, recovery, first_bytes(new), iterations=iterations)]
                )
                new.rename(path)
        except OSError as error:
            raise StoreDiskError(path, error.strerror or str(error)) from None
    return _opened(path, key), recovery


def open_store(path: Path, secret: str) -> Store:
    """Open a store.

    Args:
        path: The file.
        secret: The passphrase, or the recovery key.

    Raises:
        StorePathError: No store can be at that path.
        NoStoreError: There is no store.
        UnusableStoreError: The passphrase is wrong, or the file is damaged or a different one.
        NewerStoreError: A newer version of Rekindle wrote it.
        BusyStoreError: Another program is replacing it.
    """
    load_apsw()
    usable(path)
    if not is_there(path):
        raise NoStoreError(path)
    keys = read_keys(path)
    return _first_opened(path, keys, open_keys(path, keys, secret))


def open_keys(path: Path, keys: KeyFile, secret: str) -> tuple[tuple[KeyPair, bytes], ...]:
    """Return the entries of a key file that a passphrase or recovery key opens, each with its key.

    Raises:
        UnusableStoreError: It opens none; the passphrase is wrong.
    """
    if not (found := unlock(keys, secret)):
        hint = "type it again, or use the recovery key instead, from your sheet of paper."
        raise UnusableStoreError(path, "the passphrase is wrong", hint)
    return found


def _first_opened(path: Path, keys: KeyFile, found: Sequence[tuple[KeyPair, bytes]]) -> Store:
    """Open the store with one of the keys: if there are two, a change of passphrase was interrupted."""
    for at, (_, key) in enumerate(found):
        try:
            return _opened(path, key)
        except UnusableStoreError:
            if at == len(found) - 1:
                raise _why_not(path, keys, [pair for pair, _ in found]) from None
    raise AssertionError("there is at least one key")


def _why_not(path: Path, keys: KeyFile, opened: Sequence[KeyPair]) -> UnusableStoreError:
    """Return the error for entries that a passphrase opens but that don't open the file."""
    other = [pair.file for pair in keys.keys if pair not in opened]
    if other and path.exists() and first_bytes(path) in other:
        reason = (
            "a change of the passphrase, or a restore, was interrupted, and the file has the other passphrase"
        )
        return UnusableStoreError(
            path, reason, "nothing is lost. Type the other passphrase, from before or after."
        )
    return UnusableStoreError(path, reason_of(path, keys))


def reason_of(path: Path, keys: KeyFile) -> str:
    """Say what is wrong with a file that the right passphrase doesn't open."""
    if not path.exists():
        return _MISSING
    if not path.stat().st_size:
        return "the file is empty"
    if first_bytes(path) in [pair.file for pair in keys.keys]:
        return "the passphrase is right, but the file is damaged"
    return "the passphrase is right for the key file beside it, but the file is damaged or is a different one"


def see_not_empty(path: Path) -> None:
    """Check that there is something in a file: to SQLite, an empty one is a new one, without clients.

    Raises:
        UnusableStoreError: There isn't.
    """
    if not path.stat().st_size:
        raise UnusableStoreError(path, "the file is empty")


def _opened(path: Path, key: bytes) -> Store:
    gate = hold_with_others(path)
    try:
        if not path.exists():
            raise UnusableStoreError(path, _MISSING)
        see_not_empty(path)
        connection = connect(path, key)
        try:
            with telling(path):
                connection.pragma("journal_mode", "WAL")
                see_version(path, connection)
                if version_of(connection) < STORE_FORMAT:
                    _bring_up_to_date(path, key, connection)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        gate.close()
        raise
    return Store(path, key, connection, gate)


def _bring_up_to_date(path: Path, key: bytes, connection: apsw.Connection) -> None:
    target = back_up_before(path, key, connection, version_of(connection))
    migrate(connection)
    connection.execute(
        "INSERT INTO copies (kind, made, place) VALUES ('backup', ?, ?)", (utc_now().isoformat(), str(target))
    )
