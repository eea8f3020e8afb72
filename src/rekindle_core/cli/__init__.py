"""The command line. `--version` is answered here, before anything that takes time is imported."""

from __future__ import annotations

import os
import sys


def command() -> None:
    """Run as the command `rekindle`, in a process that has nothing else to do."""
    from rekindle_core.cli.ending import collect_rarely, end_quickly

    collect_rarely()
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    else:
        code = 0
    end_quickly(code)


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]) and _told_version():
        return
    from rekindle_core.cli.own_process import keep_memory_private, leave_working_folder_out

    leave_working_folder_out()
    keep_memory_private()
    if os.environ.get("_REKINDLE_COMPLETE"):
        from rekindle_core.cli.shell.shells import answer

        answer()
        return
    from rekindle_core.cli.run import run

    run()


def _told_version() -> bool:
    """Print the version, and return whether that worked; the reason for a failure is reported at the end."""
    from rekindle_core._version import __version__

    try:
        if sys.stdout is not None:
            sys.stdout.write(f"rekindle {__version__}\n")
            sys.stdout.flush()
    except BrokenPipeError:
        from rekindle_core.cli.terminal.streams import forget_stdout

        forget_stdout()  # the reader has had enough
    except OSError:
        return False
    return True
