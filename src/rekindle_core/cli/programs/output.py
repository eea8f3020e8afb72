"""Writing what was made: the one place where Rekindle writes files.

A file is written beside its place under a temporary name, and renamed when it is whole: what was there
before stays until then, and nothing half-written is ever seen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rekindle_core.errors import OutputError, UsageError
from rekindle_core.extension.format import Artifact, Format

STEM = "rekindle-program"
"""The name of files when the user gives none; it says nothing of anybody."""


def destinations(
    output: str | None,
    made: Sequence[tuple[Format, Sequence[Artifact]]],
    beside: Sequence[tuple[Format, Sequence[Artifact]]] = (),
) -> list[tuple[Path, Artifact]]:
    """Return where each file goes.

    Without `output`: `rekindle-program` and each file's suffix, here; formats of many files go into a
    folder of that name. A path that ends in a slash or is a folder holds the files; another path is the
    file itself, if there is one, else the stem. What is made `beside` the program bears the stem always.

    Raises:
        UsageError: The path cannot hold what was made.
    """
    folder, stem, exact = _place(output, made)
    places: list[tuple[Path, Artifact]] = []
    for format_, artifacts in made:
        home = folder
        if format_.many and output is None:
            home = folder / STEM
        places.extend((exact or home / f"{stem}{artifact.suffix}", artifact) for artifact in artifacts)
    for _, artifacts in beside:
        places.extend((folder / f"{stem}{artifact.suffix}", artifact) for artifact in artifacts)
    return places


def _place(
    output: str | None, made: Sequence[tuple[Format, Sequence[Artifact]]]
) -> tuple[Path, str, Path | None]:
    if output is None:
        return Path(), STEM, None
    path = Path(output)
    count = sum(len(artifacts) for _, artifacts in made)
    if output.endswith(("/", os.sep)) or path.is_dir() or (count > 1 and not path.suffix):
        return path, STEM, None
    if count > 1:
        message = f"{count} files cannot be written to the one file {output}."
        raise UsageError(message, code="output-is-file", hint=f"name a folder: {path.with_suffix('')}/")
    return path.parent, path.stem, path


def write_all(places: Sequence[tuple[Path, Artifact]]) -> None:
    """Write files: all of them are written under temporary names before the first is put in place.

    A link is followed, and what is no regular file (a pipe, /dev/null) is written to as it is.

    Raises:
        OutputError: A file or folder cannot be written; what was there before is untouched.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for given, artifact in places:
            path = given.resolve()
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and not path.is_file():
                path.write_bytes(artifact.data)
            else:
                # On the list before it is there: whatever comes in between, it is cleared away.
                waiting.append((temporary := beside(path), path))
                write_new(temporary, artifact.data)
        while waiting:
            temporary, path = waiting[0]
            temporary.replace(path)
            waiting.pop(0)
    except OSError as error:
        where = places[0][0] if len(places) == 1 else error.filename or "The output"
        message = f"{where} cannot be written: {error.strerror or error}."
        hint = "look at the folder's permissions and the room on the disk, or choose another with --output."
        raise OutputError(message, code="cannot-write", hint=hint) from error
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """Return a name for a temporary file in the same folder, which no other process has."""
    # A name has at most 255 bytes, and a character up to four.
    return path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}")


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, and see that it is on the disk.

    It is its owner's alone, and so it stays: it may hold what its reader tells nobody.

    Raises:
        OSError: It cannot be written; what there is of it is for the caller to clear away.
    """
    with open(path, "xb", opener=_private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def write_to_stdout(made: Sequence[tuple[Format, Sequence[Artifact]]]) -> None:
    """Write the one file that was made to stdout.

    Raises:
        UsageError: There are several files, or a binary one would go to a terminal.
    """
    artifacts = [(format_, artifact) for format_, group in made for artifact in group]
    if len(artifacts) != 1:
        message = f"{len(artifacts)} files cannot go to one pipe."
        raise UsageError(message, code="output-is-file", hint="ask for one format that makes one file.")
    format_, artifact = artifacts[0]
    if format_.binary and sys.stdout.isatty():
        message = f"The format {format_.name} is of no use in a terminal."
        raise UsageError(message, code="binary-to-terminal", hint="send it to a file or another program.")
    sys.stdout.buffer.write(artifact.data)
    sys.stdout.buffer.flush()
