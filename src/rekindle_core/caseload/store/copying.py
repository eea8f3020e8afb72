"""Copies of the file: a backup, the copy before a migration, and keeping or replacing the current file.

Input: an open connection, or closed files. Output: complete files. Must not know: what the tables mean.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from rekindle_core.caseload.errors import StoreDiskError, StoreExistsError, UnusableStoreError
from rekindle_core.caseload.store.cipher import connect, load_apsw, telling, truncate_log
from rekindle_core.caseload.store.keys import copy_keys, key_file, keys_text, read_keys
from rekindle_core.staging import make_folder, staging, write_new

if TYPE_CHECKING:
    import apsw

SUFFIX = ".backup"
STORE, KEYS = "clients.db", "clients.db-keys"
"""The names of the two files in a backup."""
_PAGES = 500
"""The number of pages to copy before other processes get a turn."""


def utc_now() -> dt.datetime:
    """Return the current time, as stored."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def is_sound(connection: apsw.Connection) -> bool:
    """Return whether SQLite finds the file intact, and no foreign key is broken."""
    apsw = load_apsw()
    try:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
    except (apsw.CorruptError, apsw.NotADBError):
        return False


def backup_folder(path: Path) -> Path:
    """Return the folder of a store's automatic backups."""
    return path.with_name(f"{path.name}-backups")


def stamp() -> str:
    """Return the time in a form that is valid in file names on every system."""
    return utc_now().strftime("%Y%m%dT%H%M%SZ")


def back_up_before(path: Path, key: bytes, connection: apsw.Connection, number: int) -> Path:
    """Write the automatic backup before a migration, and return its path."""
    target = backup_folder(path) / f"{path.stem}-format-{number}-{stamp()}{SUFFIX}"
    write_backup(path, key, connection, target)
    return target


def write_backup(path: Path, key: bytes, source: apsw.Connection, target: Path) -> None:
    """Write a backup of an open file: an uncompressed ZIP of the file and its key file."""
    if target.exists():
        raise StoreExistsError(target)
    keys = read_keys(path)
    try:
        make_folder(target.parent)
        with staging(target.parent) as place:
            copy(path, source, place / STORE, key)
            whole = place / "whole"
            write_new(whole, b"")
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(KEYS, keys_text(keys.keys))
                archive.write(place / STORE, STORE)
            whole.rename(target)
    except OSError as error:
        raise StoreDiskError(target, error.strerror or str(error)) from None


def copy(path: Path, source: apsw.Connection, target: Path, key: bytes) -> None:
    """Copy an open file's pages into a new keyed file; others may read and write meanwhile.

    Raises:
        UnusableStoreError: The copy is damaged.
    """
    other = connect(target, key, create=True)
    try:
        with telling(path), other.backup("main", source, "main") as copying:
            while not copying.done:
                copying.step(_PAGES)
        if not is_sound(other):
            raise UnusableStoreError(path, "the file is damaged")
        with telling(target):
            truncate_log(other)
    finally:
        other.close()


def keep(path: Path) -> Path:
    """Link a store, its log and its key file under another name; the original names stay."""
    kept = path.with_name(f"{path.stem}-before-{stamp()}{path.suffix}")
    number = 1
    while kept.exists() or key_file(kept).exists():
        number += 1
        kept = path.with_name(f"{path.stem}-before-{stamp()}-{number}{path.suffix}")
    log = path.with_name(f"{path.name}-wal")
    for one, other in ((log, kept.with_name(f"{kept.name}-wal")), (path, kept)):
        if one.exists():
            link(one, other)
    if key_file(path).exists():
        copy_keys(path, kept)
    return kept


def link(path: Path, other: Path) -> None:
    """Link a file under another name; if the file system can't, move it."""
    try:
        other.hardlink_to(path)
    except OSError:
        path.rename(other)


def replace_file(path: Path, new: Path) -> None:
    """Replace a file with another closed file; the old log is removed first, because it belongs to the old pages."""
    for suffix in ("-wal", "-shm"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
    new.replace(path)
