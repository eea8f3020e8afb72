"""Backups: a copy while the store is open, and putting one back.

Comes in: a store, or a backup and what opens it. Goes out: files. Must not know: what the tables mean.

A backup is one file, a ZIP that compresses nothing: the encrypted store, and the key file that goes with it. The
passphrase and the recovery key of its day open it.
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
    """What a restore did: the store, and where the file is that was there before (None: there was none)."""

    path: Path
    kept: Path | None


def back_up(store: Store, target: Path) -> None:
    """Write a backup while the store may be in use.

    Raises:
        StoreExistsError: There is a file of that name.
        StoreDiskError: It cannot be written.
        UnusableStoreError: The copy is not in order, so the store is damaged.
        SampleError: It is the sample's.
    """
    if store.sealed:
        raise SampleError
    write_backup(store.path, store.key, store.connection, target)


def restore(path: Path, backup: Path, secret: str) -> Restored:
    """Put a backup in the place of a store, once it has been found in order.

    Args:
        path: The store; what is there is kept under another name.
        backup: The backup.
        secret: The passphrase or recovery key of the backup.

    Raises:
        StorePathError: No store can be there.
        WrongFileError: It is no backup.
        UnusableStoreError: The passphrase is wrong, or the backup is damaged.
        NewerStoreError: A newer Rekindle wrote it.
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
    """Write a backup's store into a new file, and return its keys."""
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
    """Return the entry that opens what was unpacked, once that is in order, and not newer than this Rekindle."""
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
    """Put a file in the place of a store. What is there is whole at each moment, and a passphrase opens it."""
    kept = keep(path) if path.exists() or key_file(path).exists() else None
    write_keys(path, [*_pair_of(path), pair])
    replace_file(path, new)
    write_keys(path, [pair])
    return kept


def _pair_of(path: Path) -> tuple[KeyPair, ...]:
    """Return the entry for a file that is there, of two the one that belongs to it; none without a key file."""
    try:
        pairs = read_keys(path).keys
    except UnusableStoreError:
        return ()
    own = [pair for pair in pairs if path.exists() and first_bytes(path) == pair.file]
    return tuple(own[:1]) or pairs[:1]
