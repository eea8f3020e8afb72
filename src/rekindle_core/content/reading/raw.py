"""The files of a pack as bytes: read once, so that the same bytes are checked, cached and used.

Input: a folder. Output: each file's bytes, and their digest. Must not know: what is in the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from rekindle_core.content.reading.file_names import (
    BESIDE,
    FOLDERS,
    OPTIONAL,
    REQUIRED,
)
from rekindle_core.content.reading.source import ReadError, read_bytes
from rekindle_core.diagnostics import Diagnostic, Position, shown_path
from rekindle_core.frozen import Frozen

MOST_TRIES = 5
"""How often to read a pack that changes meanwhile."""


class RawFile(Frozen):
    """A file's bytes, and its name in messages."""

    shown: str
    data: bytes


class RawPack(Frozen):
    """The files of a pack by name, such as `steps/01-look.yaml`, and the faults met in reading them.

    `strays` are faults of files beside them that nothing reads; the rest of the pack can be reported without
    those.
    """

    files: Mapping[str, RawFile]
    faults: tuple[Diagnostic, ...]
    strays: tuple[Diagnostic, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of names and bytes, in hex."""
        hashed = hashlib.sha256()
        for name, file in sorted(self.files.items()):
            # A file name need not be UTF-8.
            hashed.update(f"{name}\0{len(file.data)}\0".encode(errors="surrogateescape"))
            hashed.update(file.data)
        return hashed.hexdigest()


def kind_of(name: str) -> str:
    """Return the kind of a pack's file, which is the name of its schema.

    >>> kind_of("steps/01-look.yaml"), kind_of("alternatives/quiet.yaml"), kind_of("gates.yaml")
    ('step', 'alternative', 'gates')
    """
    folder, slash, _ = name.partition("/")
    return FOLDERS[folder + slash] if slash else name.removesuffix(".yaml")


def read_pack(root: Path, *, beside: bool = False) -> RawPack:
    """Read every file of a pack, all in the state of one moment.

    A pack that changes meanwhile is read again, so that it is never half old and half new.

    Args:
        root: The pack's folder.
        beside: Whether to read the files that it is checked with too, and to look for files that nothing
            reads.
    """
    raw = _read_whole(root, (*OPTIONAL, *BESIDE) if beside else OPTIONAL)
    if not beside:
        return raw
    # Imported here: programs don't look for them.
    from rekindle_core.content.reading.strays import find_strays

    return RawPack(raw.files, raw.faults, find_strays(root))


def _read_whole(root: Path, optional: Iterable[str]) -> RawPack:
    raw = RawPack({}, ())
    for _ in range(MOST_TRIES):
        before = _state(root, optional)
        raw = _read(root, [name for name, _ in before])
        if _state(root, optional) == before:
            return raw
    message = "The pack changed while it was being read."
    hint = "wait until it is written, and try again."
    fault = Diagnostic(Position(shown_path(root / "pack.yaml"), 1, 1), "unreadable", message, hint)
    return RawPack(raw.files, (*raw.faults, fault))


def _state(root: Path, optional: Iterable[str]) -> list[tuple[str, tuple[int, ...]]]:
    """Return the names of a pack's files, each with a value that distinguishes its states."""
    names = [*REQUIRED, *(name for name in optional if (root / name).is_file())]
    for folder in FOLDERS:
        # If the folder disappears between two looks, its files are reported as missing by name.
        with suppress(OSError):
            names += [f"{folder}{path.name}" for path in sorted((root / folder).glob("*.yaml"))]
    return [(name, _stamp(root / name)) for name in names]


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _read(root: Path, names: Iterable[str]) -> RawPack:
    files: dict[str, RawFile] = {}
    faults: list[Diagnostic] = []
    for name in names:
        path = root / name
        shown = shown_path(path)
        if not path.is_file():
            hint = f"a pack is a folder with {', '.join(REQUIRED)} and steps/; docs/authoring.md shows each."
            faults.append(Diagnostic(Position(shown, 1, 1), "missing-file", "There is no such file.", hint))
            continue
        try:
            files[name] = RawFile(shown, read_bytes(path, shown))
        except ReadError as refused:
            faults.append(refused.diagnostic)
    return RawPack(files, tuple(faults))
