"""Telling a process that was asked to end from code that fails: a signal is never a plugin's error.

Input: signals. Output: `Stopped`, raised where the process was when the signal came.
Must not know: what is running, or which exit code follows.

Only the command line listens, since a program that imports Rekindle decides about its own signals. There, an
exception that plugin code raises without a signal is the plugin's fault, even a KeyboardInterrupt or
SystemExit.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end a process properly; not every system has all of them."""


class Stopped(KeyboardInterrupt):
    """The process has been asked to end: someone pressed Ctrl-C, closed the window, or shuts the machine down."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _State:
    """What this process has been told to do."""

    listening = False
    told = 0
    holding = 0


@contextmanager
def listening() -> Iterator[None]:
    """Raise `Stopped` for the signals that end a process, unless they are already handled."""
    before = {}
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            before[number] = signal.signal(number, _stop)
    _State.listening = True
    try:
        yield
    finally:
        _State.listening, _State.told = False, 0
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: object) -> None:
    # Only the first one counts: closing a window may send two.
    _State.told = _State.told or number
    if not _State.holding:
        raise Stopped(_State.told)


def told() -> int:
    """Return the number of the signal that told this process to end; 0 if there was none."""
    return _State.told


def see_stopped(error: BaseException | None = None) -> None:
    """Check that the process was not told to end, before a plugin is blamed for an error.

    Args:
        error: What the plugin's code raised, if it did.

    Raises:
        Stopped: The process was told to end; the plugin's code may have caught that, or raised something
            else.
        KeyboardInterrupt: The plugin's code raised it, and in this process Ctrl-C raises it.
    """
    if _State.told:
        raise Stopped(_State.told) from None
    if isinstance(error, KeyboardInterrupt) and not _State.listening:
        raise error


@contextmanager
def held() -> Iterator[None]:
    """Protect a critical section: a signal that arrives meanwhile is handled afterwards."""
    _State.holding += 1
    try:
        yield
    finally:
        _State.holding -= 1
    if not _State.holding:
        see_stopped()
