"""Changing the passphrase: the whole file is encrypted again, so that an old key file opens only old copies.

Input: a path, and the current passphrase or recovery key. Output: the new recovery key. Nobody else may
have the store open.

The files are complete at every moment: while the store is replaced, the key file contains both keys, and the
passphrase that belongs to the current file opens it.
"""

from __future__ import annotations

from pathlib import Path

from rekindle_core.caseload.errors import StoreDiskError, UnusableStoreError
from rekindle_core.caseload.store.cipher import connect, first_bytes, telling, truncate_log
from rekindle_core.caseload.store.copying import copy, replace_file
from rekindle_core.caseload.store.gate import held_alone
from rekindle_core.caseload.store.keys import (
    KeyPair,
    lock_pair,
    new_key,
    new_recovery_key,
    read_keys,
    see_passphrase,
    unlock,
    write_keys,
)
from rekindle_core.caseload.store.store import open_store
from rekindle_core.staging import staging


def change_passphrase(path: Path, secret: str, passphrase: str, *, iterations: int | None = None) -> str:
    """Encrypt a store with a new key, and lock that with a new passphrase.

    Args:
        path: The store.
        secret: The passphrase or recovery key that opens it now.
        passphrase: The new one.
        iterations: The number of PBKDF2 rounds; for tests.

    Returns:
        The new recovery key; the old one opens only earlier backups.

    Raises:
        PassphraseError: The new one is too short.
        BusyStoreError: A program has the store open.
        RekindleError: The store cannot be opened or written.
    """
    see_passphrase(passphrase)
    with open_store(path, secret) as store:
        # This finds the right one of two keys, migrates the tables, and says what is wrong.
        key = store.key
    recovery, new = new_recovery_key(), new_key()
    try:
        with held_alone(path), staging(path.parent) as place:
            old = _pair_of(path, secret, key)
            target = place / path.name
            source = connect(path, key)
            try:
                with telling(path):
                    truncate_log(source)
                copy(path, source, target, new)
            finally:
                source.close()
            pair = lock_pair(new, passphrase, recovery, first_bytes(target), iterations=iterations)
            write_keys(path, [old, pair])
            replace_file(path, target)
            write_keys(path, [pair])
    except OSError as error:
        raise StoreDiskError(path, error.strerror or str(error)) from None
    return recovery


def _pair_of(path: Path, secret: str, key: bytes) -> KeyPair:
    """Return the entry of the key file that belongs to the current file."""
    keys = read_keys(path)
    for pair, found in unlock(keys, secret):
        if found == key:
            return pair
    raise UnusableStoreError(path, "its key file was changed in the meantime")
