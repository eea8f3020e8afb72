"""Reading up to a limit, so that no stream, device or file can fill the memory.

Input: a stream or a path, and a limit in bytes. Output: at most one byte more than the limit, so that
the caller can tell whether the input is too large. Must not know: what the bytes mean.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO


def read_stream(stream: BinaryIO, most: int) -> bytes:
    """Return the contents of a stream, up to one byte more than `most`; the rest is not read."""
    return stream.read(most + 1)


def read_regular(path: Path, most: int) -> bytes:
    """Return the contents of a regular file, up to one byte more than `most`; links are followed.

    This never waits for a writer: a FIFO is rejected, as a device is.

    Raises:
        OSError: It cannot be read, or isn't a regular file.
        ValueError: The path contains a null character.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(f"{path} is not a regular file")
        return read_stream(file, most)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
