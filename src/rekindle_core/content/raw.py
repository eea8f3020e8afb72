"""The files of a pack as bytes: read once, so that what is checked, kept and used is one and the same.

Comes in: a folder. Goes out: each file's bytes, and their digest.
Must not know: what the files say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from rekindle_core.content.source import ReadError, read_bytes
from rekindle_core.diagnostics import Diagnostic, Position, shown_path
from rekindle_core.frozen import Frozen

REQUIRED = ("pack.yaml", "program.yaml", "gates.yaml", "phrases.yaml", "helplines.yaml", "sources.yaml")
LANGUAGE = "language.yaml"
OPTIONAL = (LANGUAGE, "counselor.yaml")


class RawFile(Frozen):
    """A file's bytes, and what messages call it."""

    shown: str
    data: bytes


class RawPack(Frozen):
    """The files of a pack by name, such as `steps/01-look.yaml`, and the faults met in reading them."""

    files: Mapping[str, RawFile]
    faults: tuple[Diagnostic, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of names and bytes, in hex."""
        hashed = hashlib.sha256()
        for name, file in sorted(self.files.items()):
            hashed.update(f"{name}\0{len(file.data)}\0".encode())
            hashed.update(file.data)
        return hashed.hexdigest()


def kind_of(name: str) -> str:
    """Return the kind of a pack's file, which is the name of its schema.

    >>> kind_of("steps/01-look.yaml"), kind_of("gates.yaml")
    ('step', 'gates')
    """
    return "step" if name.startswith("steps/") else name.removesuffix(".yaml")


def read_pack(root: Path) -> RawPack:
    """Read every file of a pack."""
    names = [*REQUIRED, *(name for name in OPTIONAL if (root / name).is_file())]
    names += [f"steps/{path.name}" for path in sorted((root / "steps").glob("*.yaml"))]
    files: dict[str, RawFile] = {}
    faults: list[Diagnostic] = []
    for name in names:
        path = root / name
        shown = shown_path(path)
        if not path.is_file():
            hint = "a pack is a folder that holds pack.yaml, program.yaml, gates.yaml and so on."
            faults.append(Diagnostic(Position(shown, 1, 1), "missing-file", "There is no such file.", hint))
            continue
        try:
            files[name] = RawFile(shown, read_bytes(path, shown))
        except ReadError as refused:
            faults.append(refused.diagnostic)
    return RawPack(files, tuple(faults))
