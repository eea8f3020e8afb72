"""The streams of the process: something in the place of those that are missing, and an end without complaint."""

from __future__ import annotations

import io
import os
import sys


def open_streams() -> None:
    """Put something in the place of streams that the process was started without.

    Stdout is then one that takes nothing, so that a product that goes nowhere is an error and not lost.
    """
    modes = (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))
    for name, mode in modes:
        if getattr(sys, name) is None:
            # The lowest number that is free is that of the stream that is missing.
            number = os.open(os.devnull, mode)
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8"))
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        # As stderr does: a file's name need not be UTF-8, and a locale need not have all characters.
        sys.stdout.reconfigure(errors="backslashreplace")


def forget_stdout() -> None:
    """See that the interpreter's own last flush does not complain about what was complained of already."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
