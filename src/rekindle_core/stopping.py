"""Distinguishing a process that was told to end from code that fails: a signal is never a plugin's error.

Comes in: signals. Goes out: `Stopped`, raised where the process was when the signal came.
Must not know: what is running, or which exit code follows.

Only the command line listens, since a program that imports Rekindle decides about its own signals. There, an
exception of plugin code that no signal caused is the plugin's, be it a KeyboardInterrupt or a SystemExit.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""What ends a process in order; not every system has all of them."""


class Stopped(KeyboardInterrupt):
    """The process is to end: someone pressed Ctrl-C, closed the window, or shuts the machine down."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _State:
    """What this process has been told."""

    listening = False
    told = 0
    holding = 0


@contextmanager
def listening() -> Iterator[None]:
    """Raise `Stopped` for the signals that end a process, unless something else is done about them already."""
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
    # The first one counts: closing a window may send two.
    _State.told = _State.told or number
    if not _State.holding:
        raise Stopped(_State.told)


def told() -> int:
    """Return the number of the signal that told this process to end; 0 if there was none."""
    return _State.told


def see_stopped(error: BaseException | None = None) -> None:
    """Check that the process was not told to end, before an error is laid at a plugin's door.

    Args:
        error: What the plugin's code raised, if it did.

    Raises:
        Stopped: The process was told to end; the plugin's code may have caught that, or raised something else.
        KeyboardInterrupt: It is what the plugin's code raised, and in this process Ctrl-C raises it.
    """
    if _State.told:
        raise Stopped(_State.told) from None
    if isinstance(error, KeyboardInterrupt) and not _State.listening:
        raise error


@contextmanager
def held() -> Iterator[None]:
    """Do something whole: a signal that comes meanwhile is heard afterwards."""
    _State.holding += 1
    try:
        yield
    finally:
        _State.holding -= 1
    if not _State.holding:
        see_stopped()
