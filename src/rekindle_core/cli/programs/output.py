"""Writing the output: to files, to pipes and devices, or to stdout.

Input: paths and files. Output: nothing; the files are in place, or an error says why not. Must not know:
how files are named, or what they replace.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rekindle_core.cli.terminal.streams import open_file_number
from rekindle_core.errors import OutputError, UsageError
from rekindle_core.extension.format import Artifact
from rekindle_core.making.names import Made
from rekindle_core.staging import written_together


def write_all(places: Sequence[tuple[Path, Artifact]]) -> None:
    """Write files: all regular files appear together, or none does.

    Links are followed. Pipes and devices are written to directly, before the other files appear; if the
    reader of a pipe has stopped reading, it counts as done.

    Raises:
        OutputError: A file or folder cannot be written; previous regular files are untouched.
    """
    given: dict[str, Path] = {}
    files: list[tuple[Path, bytes]] = []
    others: list[tuple[Path, bytes]] = []
    try:
        for path, artifact in places:
            if target := _target(path):
                files.append((target, artifact.data))
                given[str(target)] = path
            else:
                others.append((path, artifact.data))
        with written_together(files):
            for path, data in others:
                with suppress(BrokenPipeError):
                    _write_to(path, data)
    except OSError as error:
        where = given.get(str(error.filename)) or error.filename or "The output"
        message = f"{where} cannot be written: {error.strerror or error}."
        hint = (
            "check the folder's permissions and the free disk space, or choose another folder with --output."
        )
        raise OutputError(message, code="cannot-write", hint=hint) from error


def _target(path: Path) -> Path | None:
    """Return the regular file, existing or not, that a path leads to; None if it leads to a pipe or device.

    The target of a link is rewritten, and the link stays.

    Raises:
        OSError: The path leads to a folder, is circular, or is broken.
    """
    if open_file_number(str(path)) is not None:
        return None
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = stat.S_IFREG
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        return None
    try:
        return Path(os.path.realpath(path))
    except OSError as error:
        # The working folder was deleted.
        raise OSError(error.errno, error.strerror, str(path)) from None


def _write_to(path: Path, data: bytes) -> None:
    number = open_file_number(str(path))
    try:
        with path.open("wb") if number is None else os.fdopen(os.dup(number), "wb") as file:
            file.write(data)
    except OSError as error:
        error.filename = str(path)
        raise


def write_to_stdout(made: Sequence[Made]) -> None:
    """Write the only file to stdout.

    Raises:
        UsageError: There are several files, or a binary one would go to a terminal.
    """
    artifacts = [(format_, artifact) for format_, group in made for artifact in group]
    if len(artifacts) != 1:
        message = f"{len(artifacts)} files cannot go to one pipe."
        raise UsageError(message, code="output-is-file", hint="ask for one format that makes one file.")
    format_, artifact = artifacts[0]
    if format_.binary and sys.stdout.isatty():
        message = f"The {format_.name} format can't be shown in a terminal."
        raise UsageError(message, code="binary-to-terminal", hint="send it to a file or another program.")
    sys.stdout.buffer.write(artifact.data)
    sys.stdout.buffer.flush()
