"""Keeping what plugins print out of stdout, which is reserved for output."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress


class Printed:
    """What was printed meanwhile."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        # A stream with a buffer beneath it, as stdout has: plugins may write to either.
        self.stream = io.TextIOWrapper(self._bytes, encoding="utf-8", errors="replace", write_through=True)

    @property
    def text(self) -> str:
        """The words, in one line and cut short."""
        try:
            words = " ".join(self._bytes.getvalue().decode("utf-8", "replace").split())
        except ValueError:
            return ""  # the plugin closed it
        return f"{words[:60]} …" if len(words) > 60 else words


@contextmanager
def printing_apart() -> Iterator[Printed]:
    """Keep what is printed to stdout by Python code, and see afterwards what that was."""
    printed = Printed()
    with redirect_stdout(printed.stream):
        yield printed


@contextmanager
def writing_apart() -> Iterator[None]:
    """Send to stderr what is written to stdout past Python, as by a library in C or a process that is started.

    It is for the command line, whose process is its own.
    """
    try:
        kept = os.dup(1)
    except OSError:
        yield  # there is no stdout to write to
        return
    try:
        with suppress(OSError):
            sys.stdout.flush()
            os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
