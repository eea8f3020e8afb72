"""The streams of the process: replacements for missing ones, and a clean end."""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import suppress
from typing import TextIO

_NAMED = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_NUMBERED = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,9})")


def open_streams() -> None:
    """Put something in the place of streams that the process was started without, and let none of them lose a word.

    Stdout is then one that takes nothing, so that a product that goes nowhere is an error and not lost.
    """
    modes = (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))
    for name, mode in modes:
        if getattr(sys, name) is None:
            # The lowest number that is free is that of the stream that is missing.
            number = os.open(os.devnull, mode)
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8"))
        elif name == "stderr":
            sys.stderr = _never_failing(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        # A file's name need not be UTF-8, and an encoding need not have all characters.
        if isinstance(stream, io.TextIOWrapper) and stream.errors in ("strict", "surrogateescape"):
            stream.reconfigure(errors="backslashreplace")


class _Messages(io.FileIO):
    """Where messages go: one that cannot be written is lost, and nothing else with it."""

    def write(self, data: object, /) -> int:
        size = len(memoryview(data))  # type: ignore[arg-type]
        with suppress(OSError):
            return super().write(data) or size  # type: ignore[arg-type]
        return size


def _never_failing(stream: TextIO) -> TextIO:
    """Return stderr as a stream that a full disk, or a reader that is gone, does not break."""
    buffer = getattr(stream, "buffer", None)
    # With PYTHONUNBUFFERED there is nothing between the text and the file.
    raw = getattr(buffer, "raw", buffer)
    # A window of Windows is written to in a way of its own, and is never full.
    if type(raw) is not io.FileIO:
        return stream
    lasting = io.BufferedWriter(_Messages(raw.fileno(), "w", closefd=False))
    return io.TextIOWrapper(lasting, encoding=stream.encoding, errors=stream.errors, line_buffering=True)


def flush_stdout() -> None:
    """Check that all of stdout has been taken.

    Raises:
        OSError: It has not; the interpreter would only complain of it when it ends.
    """
    sys.stdout.flush()


def forget_stdout() -> None:
    """Check that the interpreter's own last flush does not complain about what was complained of already."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def open_file_number(path: str) -> int | None:
    """Return the number of the open file that a path names, such as `/dev/fd/63` or `/dev/stdout`.

    Such a file is used by its number. To open its path would begin it again, or look for a pipe in a folder.
    """
    for _ in range(40):
        if path in _NAMED:
            return _NAMED[path]
        if found := _NUMBERED.fullmatch(path):
            return int(found[1])
        try:
            path = os.path.join(os.path.dirname(path), os.readlink(path))  # noqa: PTH115, PTH118, PTH120
        except OSError:
            return None
    return None
