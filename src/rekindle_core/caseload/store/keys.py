"""The key file: the store's key, locked once with the passphrase and once with the recovery key.

Input: what a person typed. Output: 32 bytes, or None if it is wrong. Must not know: SQLite.

The key is random. What a person types is stretched (PBKDF2, with a new salt each time it is locked) into 64
bytes: 32 are combined with the key by XOR, as a one-time pad, and 32 make a code that distinguishes a wrong
passphrase from a damaged file. There are two entries only while a passphrase is being changed: one for the
old file, one for the new.

Source: B. Kaliski, A. Rusch, PKCS #5: Password-Based Cryptography Specification Version 2.1, RFC 8018, 2017.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from rekindle_core.bounded import read_regular
from rekindle_core.caseload.errors import NewerStoreError, PassphraseError, StoreDiskError, UnusableStoreError
from rekindle_core.caseload.store.cipher import KEY_BYTES
from rekindle_core.document.node import Node as Plain
from rekindle_core.staging import make_folder, staging, write_new

ITERATIONS = 600_000
"""About half a second on a laptop; the count is stored in the file, so that it can be raised."""
KEY_FORMAT = 1
LEAST_CHARACTERS = 8
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP = 8, 4
MOST_BYTES = 20_000
_CHECK_PATH = (
    "check the path that --store gives. If this is the file of your records, put its key file back beside it, or "
    "restore a backup: rekindle client restore BACKUP."
)

_Hex32 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
_Salt = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class Locked(Plain, tag=False):
    """The key, locked with a passphrase or recovery key."""

    salt: _Salt
    key: _Hex32
    check: _Hex32


class KeyPair(Plain, tag=False):
    """The key of one file, locked with the passphrase and with the recovery key.

    Attributes:
        passphrase, recovery: The key, locked with each.
        file: The store's first 16 random bytes, which distinguish a damaged file from a different one.
        iterations: The number of rounds of stretching.
    """

    passphrase: Locked
    recovery: Locked
    file: _Salt
    iterations: Annotated[int, Meta(ge=1, le=100_000_000)]


class KeyFile(Plain, tag=False):
    """The contents of the key file."""

    keys: Annotated[tuple[KeyPair, ...], Meta(min_length=1, max_length=2)]
    kdf: str = "pbkdf2-sha512"
    format: int = KEY_FORMAT


def key_file(path: Path) -> Path:
    """Return the path of a store's key file."""
    return path.with_name(f"{path.name}-keys")


def new_key() -> bytes:
    """Return a key for a new file."""
    return os.urandom(KEY_BYTES)


def new_recovery_key() -> str:
    """Return a recovery key to write on paper: 160 random bits, in groups that are easy to copy by hand."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP))
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def see_passphrase(text: str) -> str:
    """Return a passphrase that is valid for a new store.

    Raises:
        PassphraseError: It is too short.
    """
    if len(_prepared(text)) < LEAST_CHARACTERS:
        raise PassphraseError(
            f"The passphrase has fewer than {LEAST_CHARACTERS} characters.",
            hint="four or five words that don't belong together are easy to remember and hard to guess.",
        )
    return text


def lock_pair(
    key: bytes, passphrase: str, recovery: str, file: str, *, iterations: int | None = None
) -> KeyPair:
    """Return a key, locked with both secrets."""
    count = iterations or ITERATIONS
    return KeyPair(_lock(key, _prepared(passphrase), count), _lock(key, _typed(recovery), count), file, count)


def unlock(keys: KeyFile, secret: str) -> tuple[tuple[KeyPair, bytes], ...]:
    """Return the entries that a passphrase or a recovery key opens, each with its key; empty if it is wrong."""
    found = []
    for pair in keys.keys:
        for locked, text in ((pair.passphrase, _prepared(secret)), (pair.recovery, _typed(secret))):
            if text and (key := _unlock(locked, text, pair.iterations)) is not None:
                found.append((pair, key))
                break
    return tuple(found)


def is_recovery_key(text: str) -> bool:
    """Return whether a text looks like a recovery key."""
    return bool(_typed(text))


def read_keys(path: Path) -> KeyFile:
    """Return a store's key file.

    Raises:
        UnusableStoreError: It is missing or damaged.
        NewerStoreError: A newer version of Rekindle wrote it.
    """
    file = key_file(path)
    try:
        data = read_regular(file, MOST_BYTES)
    except FileNotFoundError:
        reason = f"there is no key file {file.name} beside it"
        if path.is_dir():
            reason = "it is a folder"
        raise UnusableStoreError(path, reason, _CHECK_PATH) from None
    except OSError as error:
        reason = f"its key file {file.name} can't be read ({error.strerror or error})"
        raise UnusableStoreError(path, reason) from None
    return parse_keys(path, data)


def parse_keys(path: Path, data: bytes) -> KeyFile:
    """Return the keys in a key file; `path` is the store's name in messages."""
    file = key_file(path)
    try:
        plain = json.loads(data)
        number = plain.get("format")
        if isinstance(number, int) and number > KEY_FORMAT:
            raise NewerStoreError(file, number, KEY_FORMAT)
        return msgspec.convert(plain, KeyFile)
    except (ValueError, AttributeError, RecursionError):
        raise UnusableStoreError(path, f"its key file {file.name} is damaged") from None


def keys_text(pairs: Sequence[KeyPair]) -> bytes:
    """Return a key file."""
    return (json.dumps(msgspec.to_builtins(KeyFile(tuple(pairs))), indent=2) + "\n").encode()


def write_keys(path: Path, pairs: Sequence[KeyPair]) -> None:
    """Write a store's key file, completely or not at all, readable only by its owner.

    Raises:
        StoreDiskError: It cannot be written.
    """
    _write_whole(key_file(path), keys_text(pairs))


def copy_keys(path: Path, other: Path) -> None:
    """Write the key file of a store as another's too, as it is, whole or not at all.

    Raises:
        StoreDiskError: It cannot be written.
    """
    _write_whole(key_file(other), read_regular(key_file(path), MOST_BYTES))


def _write_whole(file: Path, data: bytes) -> None:
    try:
        make_folder(file.parent)
        with staging(file.parent) as place:
            write_new(place / file.name, data)
            (place / file.name).replace(file)
    except OSError as error:
        raise StoreDiskError(file, error.strerror or str(error)) from None


def _prepared(text: str) -> str:
    """Normalize a passphrase, so that it is the same on every keyboard."""
    return unicodedata.normalize("NFKC", text)


def _typed(text: str) -> str:
    """Return a recovery key in its printed form; empty if it can't be one."""
    plain = text.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    return plain if len(plain) == _GROUPS * _GROUP and set(plain) <= set(_ALPHABET) else ""


def _stretched(text: str, salt: bytes, iterations: int) -> tuple[bytes, bytes]:
    found = hashlib.pbkdf2_hmac("sha512", text.encode(), salt, iterations, 2 * KEY_BYTES)
    return found[:KEY_BYTES], found[KEY_BYTES:]


def _lock(key: bytes, text: str, iterations: int) -> Locked:
    salt = os.urandom(16)
    pad, code = _stretched(text, salt, iterations)
    locked = _combined(key, pad)
    return Locked(salt.hex(), locked.hex(), hmac.digest(code, salt + locked, "sha256").hex())


def _unlock(locked: Locked, text: str, iterations: int) -> bytes | None:
    salt, key = bytes.fromhex(locked.salt), bytes.fromhex(locked.key)
    pad, code = _stretched(text, salt, iterations)
    if not hmac.compare_digest(hmac.digest(code, salt + key, "sha256"), bytes.fromhex(locked.check)):
        return None
    return _combined(key, pad)


def _combined(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
