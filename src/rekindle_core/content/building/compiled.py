"""Compiled packs: a checked Pack as JSON, cached in a folder and read back without checking its content again.

The JSON is validated against the declarations of its values, so nothing else can come out of it; a file that
can't be read back is ignored.
"""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from rekindle_core._version import __version__
from rekindle_core.bounded import read_regular
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.reading.raw import RawPack
from rekindle_core.staging import make_folder, staging, write_new

_OURS = re.compile(r"pack-[0-9a-f]{40}\.json|\.pack-[0-9]+-[0-9a-f]{8}")
MOST_BYTES = 50_000_000
"""The maximum size of a cached pack: many times the size of the largest pack."""
COMPILED_FORMAT = 11
"""The format number; it changes when the meaning of the cached data does."""


def read_compiled(folder: Path, raw: RawPack) -> Pack | None:
    """Return the pack that was compiled from these files, or None if it is missing or can't be read back."""
    try:
        return decode_compiled(read_regular(_path(folder, raw), MOST_BYTES))
    except OSError:
        return None


def decode_compiled(data: bytes) -> Pack | None:
    """Return the pack in the bytes of a file, or None if they contain none."""
    digest, _, body = data.partition(b"\n")
    # A truncated file, or one that was put there by mistake, is ignored and made again.
    if len(data) > MOST_BYTES or digest != body_digest(body).encode():
        return None
    try:
        with _no_collection():
            return msgspec.json.decode(body, type=Pack)
    except (ValueError, RecursionError):
        return None


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause garbage collection: many values are created at once, and none of them is garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def write_compiled(folder: Path, raw: RawPack, compiled: Pack) -> None:
    """Cache a compiled pack; a folder that can't be written to is not an error."""
    body = msgspec.json.encode(compiled, enc_hook=_plain_mapping)
    path = _path(folder, raw)
    with suppress(OSError):
        make_folder(folder)
        # Each process writes to its own temporary file; the last complete pack wins.
        with staging(folder) as place:
            write_new(place / path.name, body_digest(body).encode() + b"\n" + body)
            (place / path.name).replace(path)


def _plain_mapping(value: Any) -> Any:
    """Convert an immutable mapping to one that can be serialized."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def compiled_packs(folder: Path) -> tuple[Path, ...]:
    """Return the compiled packs in a folder, recognized by their special names.

    This includes files left by interrupted writes of earlier versions, but no other file that someone keeps
    in the folder, not even one called `pack-list.json`.
    """
    try:
        with os.scandir(folder) as entries:
            found = [
                Path(entry.path)
                for entry in entries
                if _OURS.fullmatch(entry.name) and not entry.is_dir(follow_symlinks=False)
            ]
    except OSError:
        return ()
    return tuple(sorted(found))


def _path(folder: Path, raw: RawPack) -> Path:
    key = "\0".join((str(COMPILED_FORMAT), __version__, _compiler_digest(), raw.digest))
    return folder / f"pack-{hashlib.sha256(key.encode()).hexdigest()[:40]}.json"


def _compiler_digest() -> str:
    """Return a digest of the other input of a pack besides its files: the included languages.

    In a checkout, it includes the compiler's own modules, which can change without a new version.
    """
    home = Path(__file__).parent.parent
    parts = sorted((home / "languages").glob("*.yaml"))
    if (home.parent.parent.parent / "pyproject.toml").is_file():
        parts += sorted(home.rglob("*.py"))
    hashed = hashlib.sha256()
    for path in parts:
        hashed.update(path.relative_to(home).as_posix().encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def body_digest(body: bytes) -> str:
    """Return the header of a cached pack's JSON."""
    return hashlib.sha256(body).hexdigest()
