"""How the command's own process is kept short: it collects garbage rarely, and ends without taking itself apart.

A program that imports Rekindle is another's process, and none of this is done to it.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import NoReturn

_USUAL = gc.get_threshold()
_NEW_OBJECTS = 500_000
"""After how many new containers Python looks for garbage; a build makes fewer, and an audit more."""


def collect_rarely() -> None:
    """Have Python look for garbage so rarely that a short command never waits for it."""
    gc.set_threshold(_NEW_OBJECTS, 20, 20)


def collect_as_usual() -> None:
    """Have Python look for garbage as often as it does by itself, for a command that runs all evening."""
    gc.set_threshold(*_USUAL)


def end_quickly(code: object) -> NoReturn:
    """End the process with the code of a SystemExit, and leave its memory to the system.

    What is registered with `atexit` runs, and streams are flushed. Where threads or other processes of Python's are at
    work, or a debugger, a profiler or a measurement of coverage looks on, the process ends as any other does.
    """
    if not isinstance(code, int | None) or _busy() or _watched():
        sys.exit(code)  # type: ignore[arg-type]
    atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter itself would call
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
    """Return whether something looks at how the code runs; it may still have to write down what it saw."""
    monitoring = getattr(sys, "monitoring", None)  # Python 3.12 and later
    tools = monitoring is not None and any(monitoring.get_tool(number) for number in range(6))
    return tools or sys.gettrace() is not None or sys.getprofile() is not None
