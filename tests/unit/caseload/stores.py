"""Stores for tests: quick to open, and read as raw bytes by another process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rekindle_core.caseload.store.store import Store, create_store

PASSPHRASE = "correct horse battery"
FEW = 1_000
"""How often a passphrase is stretched in tests, which have nothing to hide."""


def new_store(path: Path) -> Store:
    """Return a new store, open."""
    store, _ = create_store(path, PASSPHRASE, iterations=FEW)
    return store


def raw(folder: Path, text: str) -> list[str]:
    """Return the names of files below a folder that contain a text; another process reads them.

    SQLite's locks would be lost if this process did, and it would end with SIGBUS where a log shrinks meanwhile.
    """
    script = (
        "import pathlib, sys\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).rglob('*')):\n"
        "    if path.is_file() and sys.argv[2].encode() in path.read_bytes(): print(path.name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), text], capture_output=True, text=True, check=True
    )
    return done.stdout.split()
