"""Keeping the command's own process short: it collects garbage rarely, and ends without tearing itself down.

None of this happens in a program that imports Rekindle, because that is someone else's process.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import NoReturn

_USUAL = gc.get_threshold()
_NEW_OBJECTS = 500_000
"""The number of new containers after which Python collects garbage; a build makes fewer, and an audit more."""


def collect_rarely() -> None:
    """Make garbage collection so rare that a short command never waits for it."""
    gc.set_threshold(_NEW_OBJECTS, 20, 20)


def collect_as_usual() -> None:
    """Have Python look for garbage as often as it does by itself, for a command that runs all evening."""
    gc.set_threshold(*_USUAL)


def end_quickly(code: object) -> NoReturn:
    """End the process with the code of a SystemExit, and leave its memory to the system.

    Functions registered with `atexit` run, and streams are flushed. If Python has other threads or processes,
    or if a debugger, a profiler or coverage is active, the process ends in the usual way.
    """
    if not isinstance(code, int | None) or _busy() or _watched():
        sys.exit(code)  # type: ignore[arg-type]
    atexit._run_exitfuncs()  # noqa: SLF001 - the interpreter itself would call this
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        sys.exit(code)
    os._exit((code or 0) & 0xFF)


def _busy() -> bool:
    """Return whether Python has anything else to wait for before it ends."""
    threading, processes = sys.modules.get("threading"), sys.modules.get("multiprocessing.process")
    return (threading is not None and threading.active_count() > 1) or (
        processes is not None and bool(processes.active_children())
    )


def _watched() -> bool:
    """Return whether a tool observes how the code runs; it may still have to write its results."""
    monitoring = getattr(sys, "monitoring", None)  # Python 3.12 and later
    tools = monitoring is not None and any(monitoring.get_tool(number) for number in range(6))
    return tools or sys.gettrace() is not None or sys.getprofile() is not None
