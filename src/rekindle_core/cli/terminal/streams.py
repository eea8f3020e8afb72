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
    """Replace standard streams that the process was started without, and make sure that nothing is lost.

    A missing stdout is replaced by one that accepts nothing, so that output that goes nowhere is an error.
    """
    modes = (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))
    for name, mode in modes:
        if getattr(sys, name) is None:
            # The lowest free number is that of the missing stream.
            number = os.open(os.devnull, mode)
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8"))
        elif name == "stderr":
            sys.stderr = _never_failing(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        # A file name need not be UTF-8, and an encoding need not have all characters.
        if isinstance(stream, io.TextIOWrapper) and stream.errors in ("strict", "surrogateescape"):
            stream.reconfigure(errors="backslashreplace")


class _Messages(io.FileIO):
    """The stream for messages: a message that cannot be written is lost, and nothing else happens."""

    def write(self, data: object, /) -> int:
        size = len(memoryview(data))  # type: ignore[arg-type]
        with suppress(OSError):
            return super().write(data) or size  # type: ignore[arg-type]
        return size


def _never_failing(stream: TextIO) -> TextIO:
    """Return stderr as a stream that survives a full disk or a reader that is gone."""
    buffer = getattr(stream, "buffer", None)
    # With PYTHONUNBUFFERED, nothing is between the text and the file.
    raw = getattr(buffer, "raw", buffer)
    # A Windows console is written to in its own way, and is never full.
    if type(raw) is not io.FileIO:
        return stream
    lasting = io.BufferedWriter(_Messages(raw.fileno(), "w", closefd=False))
    return io.TextIOWrapper(lasting, encoding=stream.encoding, errors=stream.errors, line_buffering=True)


def flush_stdout() -> None:
    """Check that all of stdout has been written.

    Raises:
        OSError: It has not; the interpreter would complain only at its end.
    """
    sys.stdout.flush()


def forget_stdout() -> None:
    """Prevent the interpreter's own last flush from repeating a complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def open_file_number(path: str) -> int | None:
    """Return the number of the open file that a path names, such as `/dev/fd/63` or `/dev/stdout`.

    Such a file is used by its number. Opening its path would truncate it, or look for a pipe in a folder.
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
