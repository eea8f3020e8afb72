"""The manifest: a line for each row that was made, written as the run goes, so that it can be stopped at any time.

Input: the output folder, and what was made. Output: `manifest.jsonl`, and what it says of a row.
Must not know: how a row is made, or what is in its files.

A line says what a program was made from and what its files contain, both as message authentication codes under the
installation's secret: with a plain digest, a person who finds the manifest could try profiles until one fits. The last
line of a row counts. A line that a killed process left unfinished counts for nothing, and its row is made again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal

from rekindle_core._version import __version__
from rekindle_core.errors import OutputError
from rekindle_core.frozen import Frozen

NAME = "manifest.jsonl"
FORMAT = 1
"""The number of the form; it changes when a reader of the old one would misread the new one."""
_LENGTH = 32


class Made(Frozen):
    """What the manifest says of a row that was made.

    Attributes:
        id: The id of its program.
        date: The day of the program.
        key: What it was made from, as a code.
        files: For each file its relative path and the code of its bytes.
    """

    id: str
    date: dt.date
    key: str
    files: Mapping[str, str]


class Codes:
    """Message authentication codes under the installation's secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def of_inputs(self, *parts: str) -> str:
        """Return the code of what a program is made from."""
        return self._code("inputs", "\0".join(parts).encode())

    def of_file(self, data: bytes) -> str:
        """Return the code of a file's bytes."""
        return self._code("file", data)

    def _code(self, kind: str, data: bytes) -> str:
        found = hmac.new(self._secret, f"manifest {kind}\0".encode(), hashlib.sha256)
        found.update(data)
        return found.hexdigest()[:_LENGTH]


class Manifest:
    """The manifest of an output folder, open for one run."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at: dict[str, int] = {}
        self._end = 0
        self._index()

    def _index(self) -> None:
        """Find the last line of each row; of lines only the place is kept, so that memory stays small."""
        self._file.seek(0)
        while line := self._file.readline():
            start, self._end = self._end, self._end + len(line)
            if not line.endswith(b"\n"):
                # A process was killed while it wrote this line.
                self._end = start
                break
            data = _object(line)
            if data.get("state") == "made" and isinstance(data.get("id"), str):
                self._at[data["id"]] = start
        self._file.truncate(self._end)
        if not self._end:
            self._append({"format": FORMAT, "rekindle": __version__})

    def find(self, id_: str) -> Made | None:
        """Return what there is of a row, by the id of its program."""
        if id_ not in self._at:
            return None
        self._file.seek(self._at[id_])
        data = _object(self._file.readline())
        try:
            return Made(id_, dt.date.fromisoformat(data["date"]), str(data["key"]), dict(data["files"]))
        except (KeyError, TypeError, ValueError):
            return None

    def add_made(self, row: int, made: Made) -> None:
        """Record that a row was made; its files have their places already.

        Raises:
            OSError: The line cannot be written.
        """
        self._at[made.id] = self._end
        self._append(
            {
                "row": row,
                "id": made.id,
                "state": "made",
                "date": made.date.isoformat(),
                "key": made.key,
                "files": dict(made.files),
            }
        )

    def add_left(self, row: int, id_: str, state: Literal["failed", "look"], code: str) -> None:
        """Record that a row was left out, and why: a code, and nothing that is in the row.

        Raises:
            OSError: The line cannot be written.
        """
        self._append({"row": row, "id": id_, "state": state, "code": code})

    def _append(self, data: Mapping[str, Any]) -> None:
        line = json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
        self._file.seek(self._end)
        self._file.write(line)
        self._file.flush()
        self._end += len(line)


def _object(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


@contextmanager
def open_manifest(folder: Path) -> Iterator[Manifest]:
    """Open the manifest of a folder, or begin one, for this process alone.

    Raises:
        OutputError: Another batch writes to the folder, or there is something else in the manifest's place.
        OSError: It cannot be written.
    """
    path = folder / NAME
    number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(number, "r+b") as file:
        _lock(file, folder)
        _see_ours(file, path)
        yield Manifest(file)
        os.fsync(file.fileno())


def _see_ours(file: BinaryIO, path: Path) -> None:
    """Check that a file is a manifest of ours, or empty, before anything is written into it."""
    first = file.readline(10_000)
    number = _object(first).get("format")
    if not first.endswith(b"\n") and len(first) < 200 and b'{"format"'.startswith(first[:9]):
        return
    if not isinstance(number, int) or number > FORMAT:
        what = "was written by a newer Rekindle" if isinstance(number, int) else "isn't a manifest"
        hint = "choose another folder with --output."
        raise OutputError(f"{path} {what}; nothing was written.", code="bad-manifest", hint=hint)


def _lock(file: BinaryIO, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        message = f"Another batch is writing to {folder}."
        hint = "wait until it ends, or choose another folder with --output."
        raise OutputError(message, code="batch-busy", hint=hint) from None
    except OSError:
        return  # a file system without locks
