"""What the command line does to its own process, before anything else is imported.

A program that imports Rekindle is another's process, and none of this is done to it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_PR_SET_DUMPABLE = 4


def keep_memory_private() -> None:
    """Check that no crash writes this process's memory to a file, where answers about safety would be read.

    No core file is written, and on Linux no program of the system is given one, nor may another process of the same
    user look inside.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def leave_working_folder_out() -> None:
    """Take the working folder off the module search path: what is in it is read, and never run.

    Python puts it there for `python -m rekindle_core`, and for an empty or relative entry in PYTHONPATH. Where
    Rekindle itself is installed there, it stays.
    """
    try:
        here = os.getcwd()  # noqa: PTH109
    except OSError:
        return  # it was deleted, and contains nothing
    if here == str(Path(__file__).parents[2]):
        return
    if not sys.flags.safe_path and sys.path and sys.path[0] in ("", here):
        del sys.path[0]
    if given := os.environ.get("PYTHONPATH"):
        entries = [Path(entry) for entry in given.split(os.pathsep)]
        chosen = {str(entry) for entry in entries if entry.is_absolute()}
        relative = {str(Path(here, entry)) for entry in entries if not entry.is_absolute()} - chosen
        sys.path[:] = [entry for entry in sys.path if entry not in relative]
