"""Backups: copying the store while it is open, and restoring a copy.

Input: a store, or a backup and its passphrase or recovery key. Output: files. Must not know: what the
tables mean.

A backup is one file, an uncompressed ZIP: the encrypted store, and its key file. It opens with the passphrase
and the recovery key that were valid when it was made.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from rekindle_core.caseload.errors import SampleError, StoreDiskError, UnusableStoreError, WrongFileError
from rekindle_core.caseload.store.cipher import connect, first_bytes, load_apsw, truncate_log
from rekindle_core.caseload.store.copying import KEYS, STORE, is_sound, keep, replace_file, write_backup
from rekindle_core.caseload.store.gate import held_alone
from rekindle_core.caseload.store.keys import (
    MOST_BYTES,
    KeyFile,
    KeyPair,
    key_file,
    parse_keys,
    read_keys,
    write_keys,
)
from rekindle_core.caseload.store.naming import usable
from rekindle_core.caseload.store.schema import see_version
from rekindle_core.caseload.store.store import Store, open_keys, see_not_empty
from rekindle_core.frozen import Frozen, replace
from rekindle_core.staging import make_folder, staging, write_new

_CHUNK = 1 << 20


class Restored(Frozen):
    """The result of a restore: the store, and where the previous file is now (None: there was none)."""

    path: Path
    kept: Path | None


def back_up(store: Store, target: Path) -> None:
    """Write a backup; the store may be in use.

    Raises:
        StoreExistsError: The file already exists.
        StoreDiskError: It cannot be written.
        UnusableStoreError: The copy is not in order, so the store is damaged.
        SampleError: It is the sample's.
    """
    if store.sealed:
        raise SampleError
    write_backup(store.path, store.key, store.connection, target)


def restore(path: Path, backup: Path, secret: str) -> Restored:
    """Replace a store with a backup, after checking the backup.

    Args:
        path: The store; the current file is kept under another name.
        backup: The backup.
        secret: The passphrase or recovery key of the backup.

    Raises:
        StorePathError: No store can be at that path.
        WrongFileError: It isn't a backup.
        UnusableStoreError: The passphrase is wrong, or the backup is damaged.
        NewerStoreError: A newer version of Rekindle wrote it.
        BusyStoreError: A program has the store open.
        StoreDiskError: It cannot be written.
    """
    load_apsw()
    usable(path)
    try:
        make_folder(path.parent)
        with staging(path.parent) as place:
            keys = _unpacked(backup, place / STORE)
            pair = _see_sound(backup, place / STORE, keys, secret)
            with held_alone(path):
                return Restored(path, _put_in_place(path, place / STORE, pair))
    except OSError as error:
        raise StoreDiskError(path, error.strerror or str(error)) from None


def _unpacked(backup: Path, target: Path) -> KeyFile:
    """Extract a backup's store into a new file, and return its keys."""
    try:
        with zipfile.ZipFile(backup) as archive:
            if (
                sorted(archive.namelist()) != sorted([STORE, KEYS])
                or archive.getinfo(KEYS).file_size > MOST_BYTES
            ):
                raise WrongFileError(
                    f"{backup} isn't a backup of client records.", hint="name a .backup file."
                )
            keys = parse_keys(backup, archive.read(KEYS))
            write_new(target, b"")
            with archive.open(STORE) as packed, target.open("r+b") as file:
                while chunk := packed.read(_CHUNK):
                    file.write(chunk)
    except zipfile.BadZipFile:
        message = f"{backup} isn't a backup of client records, or it is damaged."
        raise WrongFileError(message, hint="name a .backup file; try an earlier one.") from None
    except FileNotFoundError:
        raise WrongFileError(f"There is no file {backup}.", hint="check the path.") from None
    return keys


def _see_sound(backup: Path, file: Path, keys: KeyFile, secret: str) -> KeyPair:
    """Return the entry that opens the extracted store, which must be intact and not newer than this Rekindle."""
    reason = "the backup is damaged"
    hint = "nothing was changed; try an earlier backup."
    for pair, key in open_keys(backup, keys, secret):
        try:
            see_not_empty(file)
            connection = connect(file, key)
        except UnusableStoreError:
            continue
        try:
            see_version(backup, connection)
            if not is_sound(connection):
                raise UnusableStoreError(backup, reason, hint)
            truncate_log(connection)
        finally:
            connection.close()
        return replace(pair, file=first_bytes(file))
    raise UnusableStoreError(backup, reason, hint)


def _put_in_place(path: Path, new: Path, pair: KeyPair) -> Path | None:
    """Replace a store with a file. At each moment, the file there is complete, and a passphrase opens it."""
    kept = keep(path) if path.exists() or key_file(path).exists() else None
    write_keys(path, [*_pair_of(path), pair])
    replace_file(path, new)
    write_keys(path, [pair])
    return kept


def _pair_of(path: Path) -> tuple[KeyPair, ...]:
    """Return the entry for the current file; if there are two, the one that belongs to it; None without a key file."""
    try:
        pairs = read_keys(path).keys
    except UnusableStoreError:
        return ()
    own = [pair for pair in pairs if path.exists() and first_bytes(path) == pair.file]
    return tuple(own[:1]) or pairs[:1]
