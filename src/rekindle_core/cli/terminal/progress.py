"""Progress of work that is counted: how many of how many, how fast, and how long it will take.

Input: how many there are, and each as it is done. Output: one line that changes on a terminal, lines at intervals
elsewhere, nothing with --quiet. Must not know: what is counted.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from rekindle_core.cli.terminal.messages import is_quiet

_EVERY = 0.25
"""Seconds between two looks of the line on a terminal."""
_LINES_EVERY = 30.0
"""Seconds between two lines elsewhere."""
_ERASE = "\r\x1b[K"


class Progress:
    """What has been done of how much."""

    def __init__(self, what: str, total: int, *, live: bool, quiet: bool, width: int = 80) -> None:
        """Say nothing yet.

        Args:
            what: What is done, as ‘Making programs’.
            total: How many there are.
            live: Whether there is one line that changes.
            quiet: Whether nothing is said.
            width: The cells of the terminal.
        """
        self.what, self.total, self.done, self.fast = what, total, 0, 0
        self._live, self._quiet, self._width = live, quiet, width
        self._began = self._last = time.monotonic()

    def step(self, *, at_once: bool = False) -> None:
        """Count one more.

        Args:
            at_once: Whether it took no time, so that it says nothing of how long the others take.
        """
        self.done += 1
        self.fast += at_once
        now = time.monotonic()
        if not self._quiet and now - self._last >= (_EVERY if self._live else _LINES_EVERY):
            self._last = now
            self._print(self.line(now - self._began))

    def line(self, seconds: float) -> str:
        """Return the line after so many seconds."""
        worked = self.done - self.fast
        text = f"{self.what}: {self.done:,} of {self.total:,}"
        if not worked or seconds <= 0:
            return text
        rate = worked / seconds
        return f"{text}, {_rate(rate)}, {duration((self.total - self.done) / rate)} left"

    def say(self, line: str) -> None:
        """Print a line of its own."""
        self.clear()
        click.echo(line, err=True)

    def clear(self) -> None:
        """Take the changing line away."""
        if self._live and not self._quiet:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()

    def _print(self, text: str) -> None:
        if self._live:
            # One cell is left free, because a full line would be broken.
            sys.stderr.write(_ERASE + text[: self._width - 1])
            sys.stderr.flush()
        else:
            click.echo(text, err=True)


@contextmanager
def counting(what: str, total: int) -> Iterator[Progress]:
    """Show progress while something is done."""
    live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    width = (os.get_terminal_size(sys.stderr.fileno()).columns or 80) if live else 80
    progress = Progress(what, total, live=live, quiet=is_quiet(), width=width)
    try:
        yield progress
    finally:
        progress.clear()


def _rate(rate: float) -> str:
    """Return a rate in words.

    >>> _rate(6.25), _rate(0.5)
    ('6.2 a second', '30.0 a minute')
    """
    return f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.1f} a minute"


def duration(seconds: float) -> str:
    """Return a time in words, as exact as it needs to be.

    >>> duration(4.2), duration(95), duration(4000), duration(200_000)
    ('4 s', '1 min 35 s', '1 h 6 min', '2 days 7 h')
    """
    whole = max(round(seconds), 0)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    hours = whole // 3600
    return f"{hours} h {whole % 3600 // 60} min" if hours < 48 else f"{hours // 24} days {hours % 24} h"
