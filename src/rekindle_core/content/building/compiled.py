"""Compiled packs: a checked Pack as JSON, kept in a folder and read back without any checking of content.

What is read back is checked against the declarations of the values that it is made of, and nothing else
can come out of it; what does not read back is as good as absent.
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
"""How large a kept pack may be. It is many times what the largest pack compiles to."""
COMPILED_FORMAT = 11
"""The number of the form; it changes when the meaning of what is kept does."""


def read_compiled(folder: Path, raw: RawPack) -> Pack | None:
    """Return the pack that was compiled from these files, or None if it is not there or does not read back."""
    try:
        return decode_compiled(read_regular(_path(folder, raw), MOST_BYTES))
    except OSError:
        return None


def decode_compiled(data: bytes) -> Pack | None:
    """Return the pack that the bytes of a file hold, or None if they contain none."""
    digest, _, body = data.partition(b"\n")
    # A file cut short, or one that someone else put there by mistake, is ignored and made again.
    if len(data) > MOST_BYTES or digest != body_digest(body).encode():
        return None
    try:
        with _no_collection():
            return msgspec.json.decode(body, type=Pack)
    except (ValueError, RecursionError):
        return None


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let nobody look for garbage: many values are made at once, and none of them is garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def write_compiled(folder: Path, raw: RawPack, compiled: Pack) -> None:
    """Keep a compiled pack; a folder that cannot be written to is no reason to fail."""
    body = msgspec.json.encode(compiled, enc_hook=_plain_mapping)
    path = _path(folder, raw)
    with suppress(OSError):
        make_folder(folder)
        # Each process writes in a place of its own: the last whole pack to be put in place stays.
        with staging(folder) as place:
            write_new(place / path.name, body_digest(body).encode() + b"\n" + body)
            (place / path.name).replace(path)


def _plain_mapping(value: Any) -> Any:
    """Return a mapping that cannot be changed as one that can be written."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def compiled_packs(folder: Path) -> tuple[Path, ...]:
    """Return the compiled packs that are kept in a folder, by the names that only they have.

    Among them are what writes of earlier versions left when they were interrupted. Nothing else that someone keeps
    in the folder is, be it called `pack-list.json`.
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
    """Return a digest of what makes a pack beside its own files: the languages that come with the engine.

    In a checkout the compiler's own modules are among it, where they change without a new version.
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
    """Return what is in front of a kept pack's JSON."""
    return hashlib.sha256(body).hexdigest()
