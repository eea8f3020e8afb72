"""Keeping plugins' output away from stdout, which is reserved for the program's output."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress


class Printed:
    """The text that was printed meanwhile."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        # A stream with an underlying buffer, like stdout, because plugins may write to either.
        self.stream = io.TextIOWrapper(self._bytes, encoding="utf-8", errors="replace", write_through=True)

    @property
    def text(self) -> str:
        """The text, on one line and shortened."""
        try:
            words = " ".join(self._bytes.getvalue().decode("utf-8", "replace").split())
        except ValueError:
            return ""  # The plugin closed it.
        return f"{words[:60]} …" if len(words) > 60 else words


@contextmanager
def printing_apart() -> Iterator[Printed]:
    """Capture what Python code prints to stdout, and make it available afterwards."""
    printed = Printed()
    with redirect_stdout(printed.stream):
        yield printed


@contextmanager
def writing_apart() -> Iterator[None]:
    """Redirect to stderr what bypasses Python on its way to stdout, such as output of a C library or a subprocess.

    Only for the command line, which owns its process.
    """
    try:
        kept = os.dup(1)
    except OSError:
        yield  # There is no stdout to write to.
        return
    try:
        with suppress(OSError):
            sys.stdout.flush()
            os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
