"""Valid paths for a store: short enough for every file beside it, and not the name of a device on any system.

Input: a path. Output: the same path, or an error that says what to change. Must not know: what exists
there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TypeVar

from rekindle_core.caseload.errors import StorePathError

MOST_NAME_BYTES = 210
"""A file name can have 255 bytes, and the suffixes added to a store's name take up to 40."""
MOST_PATH_BYTES = 504
"""The longest path that SQLite opens on Linux and macOS; measured."""
MOST_PATH_WINDOWS = 259
"""Windows opens no longer path, unless its administrator allows that."""
AnyPath = TypeVar("AnyPath", bound=PurePath)
_DEVICES = ("con", "prn", "aux", "nul", "com", "lpt")
"""The beginnings of all reserved names."""
_BESIDE = 52
"""How much longer a path beside the store can be: that of a backup that is being made."""
_AFTER_STEM = 45
"""The same for a finished backup, in addition to the store's name without its extension, which is repeated."""


def usable(path: AnyPath, *, windows: bool = os.name == "nt") -> AnyPath:
    """Return a path that can be a store's.

    Args:
        path: The path, as given.
        windows: Whether to apply the rules of Windows.

    Raises:
        StorePathError: It isn't valid.
    """
    for why in _faults(path, windows=windows):
        raise StorePathError(path, why)
    return path


def _faults(path: PurePath, *, windows: bool) -> Iterator[str]:
    # A file of a reserved name can be made elsewhere, but no Windows machine can open it or copy it.
    if _is_refused(path.name, reserved=True):
        yield f"Windows reserves the name {path.name[:60]} for a device"
    whole, stem = str(path.absolute() if isinstance(path, Path) else path), len(path.stem)
    if len(os.fsencode(path.name)) > MOST_NAME_BYTES:
        yield f"its name is longer than {MOST_NAME_BYTES} bytes"
    if len(os.fsencode(whole)) + _BESIDE > MOST_PATH_BYTES:
        yield f"its path is longer than {MOST_PATH_BYTES - _BESIDE} bytes"
    if not windows:
        return
    longest = len(whole) + max(_BESIDE, _AFTER_STEM + stem)
    if longest > MOST_PATH_WINDOWS:
        yield f"with the files beside it, its path has {longest} characters; Windows opens at most {MOST_PATH_WINDOWS}"
    for part in path.parts:
        if part not in (path.anchor, "..") and _is_refused(part, reserved=False):
            yield f"Windows doesn't allow the name {part[:60]}"


def _is_refused(name: str, *, reserved: bool) -> bool:
    """Return whether Windows rejects a name: because it is reserved, or for any other reason."""
    if reserved and name[:3].casefold() not in _DEVICES:
        # This avoids loading a library, which every command about records would wait for.
        return False
    from pathvalidate import ErrorReason, ValidationError, validate_filename

    try:
        validate_filename(name or "x", platform="windows", max_len=10_000)
    except ValidationError as error:
        return not reserved or error.reason is ErrorReason.RESERVED_NAME
    return False
