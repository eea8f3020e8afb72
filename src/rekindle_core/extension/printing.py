"""Keeping what plugins print away from stdout, which is for products."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout


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
