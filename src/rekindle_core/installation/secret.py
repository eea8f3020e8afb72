"""The installation's secret: random bytes, created once, with which the ids of programs are computed.

Input: the user's data folder. Output: the secret. Without it, nobody can tell from an id what the
program was made from, not even by trying every possible profile. Must not know: what an id is computed from.
"""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from pathlib import Path

from rekindle_core.errors import OutputError
from rekindle_core.frozen import Frozen
from rekindle_core.installation.places import data_folder
from rekindle_core.staging import make_folder, staging, write_new

NAME = "secret"
SIZE = 32
"""The length in bytes: as many as the key of HMAC-SHA256 can use."""


class Secret(Frozen):
    """A secret, and a note if it could not be saved.

    Attributes:
        key: The secret's bytes.
        note: A sentence on why the next run will have a different one; empty if it was saved.
    """

    key: bytes
    note: str = ""


def installation_secret() -> Secret:
    """Return this user's secret; the first call writes it, readable only by its owner.

    If it can't be written, each process has a new secret, and the note says so: programs can still be made,
    and nobody can guess from their ids.

    Raises:
        OutputError: The file doesn't contain a valid secret.
    """
    return _secret(data_folder() / NAME)


@lru_cache(maxsize=8)
def _secret(path: Path) -> Secret:
    try:
        return Secret(_read(path))
    except FileNotFoundError:
        pass
    except OSError as error:
        return _passing(path, "read", error)
    fresh = os.urandom(SIZE)
    try:
        _write(path, fresh)
        return Secret(_read(path))
    except OSError as error:
        return _passing(path, "written", error)


def _passing(path: Path, done: str, error: OSError) -> Secret:
    note = (
        f"{path} cannot be {done} ({error.strerror or error}), so the next build will give this program "
        "another id; set one with --id, such as --id 2027-014."
    )
    return Secret(os.urandom(SIZE), note)


def _read(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise _damaged(path, "is not a regular file")
    with path.open("rb") as file:
        key = file.read(SIZE + 1)
    if len(key) != SIZE:
        raise _damaged(path, f"doesn't contain {SIZE} bytes")
    return key


def _damaged(path: Path, what: str) -> OutputError:
    message = f"{path} {what}, so it can't be the secret from which program ids are computed."
    hint = "restore it from a backup; or delete it; programs that you make again then get other ids."
    return OutputError(message, code="bad-secret", hint=hint)


def _write(path: Path, key: bytes) -> None:
    """Write the secret, unless another process was faster: then its bytes are used."""
    make_folder(path.parent)
    with staging(path.parent) as place:
        write_new(place / NAME, key)
        _place(place / NAME, path)


def _place(temporary: Path, path: Path) -> None:
    try:
        # Unlike a rename, a link never replaces an existing file.
        path.hardlink_to(temporary)
    except FileExistsError:
        return
    except OSError:
        # Some file systems have no links. If two processes get here at once, the later one wins.
        temporary.replace(path)
