"""What the command line does to its own process, before anything else is imported.

None of this happens in a program that imports Rekindle, because that is someone else's process.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_PR_SET_DUMPABLE = 4


def keep_memory_private() -> None:
    """Prevent a crash from writing this process's memory to a file, which could reveal answers about safety.

    No core file is written, on Linux none is passed to a system program, and no other process of the same
    user can inspect this one.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def leave_working_folder_out() -> None:
    """Remove the working folder from the module search path: its files are read, but never run.

    Python puts it there for `python -m rekindle_core`, and for an empty or relative entry in PYTHONPATH. If
    Rekindle itself is installed there, it stays.
    """
    try:
        here = os.getcwd()  # noqa: PTH109
    except OSError:
        return  # It was deleted, so it contains nothing.
    if here == str(Path(__file__).parents[2]):
        return
    if not sys.flags.safe_path and sys.path and sys.path[0] in ("", here):
        del sys.path[0]
    if given := os.environ.get("PYTHONPATH"):
        entries = [Path(entry) for entry in given.split(os.pathsep)]
        chosen = {str(entry) for entry in entries if entry.is_absolute()}
        relative = {str(Path(here, entry)) for entry in entries if not entry.is_absolute()} - chosen
        sys.path[:] = [entry for entry in sys.path if entry not in relative]
