"""The command line. `--version` is answered here, before anything that takes time is imported."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from rekindle_core._version import __version__

        if sys.stdout is not None:
            sys.stdout.write(f"rekindle {__version__}\n")
        return
    if os.environ.get("_REKINDLE_COMPLETE"):
        from rekindle_core.cli.shell.shells import answer

        answer()
        return
    from rekindle_core.cli.run import run

    run()
