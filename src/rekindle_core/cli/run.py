"""How the process runs the command line, and how it ends: with 0, 1, 2, 3 or 130; a traceback is for --debug alone.

Comes in: what a command raised. Goes out: a message on stderr, and the exit code.
"""

from __future__ import annotations

import signal
import sys

import click

from rekindle_core.cli.app import app
from rekindle_core.cli.terminal.streams import forget_stdout, open_streams
from rekindle_core.errors import RekindleError


def _end_in_order() -> None:
    """See that a process that is told to end clears away what it has half written."""

    def end(number: int, frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)
        # As a shell tells it.
        sys.exit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def run() -> None:
    """Run the command line, and end the process with 0, 1, 2 or 3."""
    open_streams()
    _end_in_order()
    debug = "--debug" in sys.argv[1:]
    try:
        sys.exit(app.main(standalone_mode=False, prog_name="rekindle") or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        sys.stdout.write(error.format_message() + "\n")
        sys.exit(0)
    except click.BadParameter as error:
        from rekindle_core.cli.settings.config_file import set_elsewhere

        if fault := set_elsewhere(error):
            _show(fault)
        else:
            error.show(sys.stderr)
        sys.exit(2)
    except click.ClickException as error:
        error.show(sys.stderr)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        # 128 + SIGINT, as a shell expects; what was to be written is not there, or is whole.
        sys.exit(130)
    except RekindleError as error:
        if debug:
            raise
        _show(error)
        sys.exit(error.exit_code)
    except OSError as error:
        if debug:
            raise
        forget_stdout()
        click.echo(
            f"rekindle: output: {error.filename or 'The output'}: {error.strerror or error}.", err=True
        )
        sys.exit(3)


def _show(error: RekindleError) -> None:
    from rekindle_core.errors import DiagnosedError

    if isinstance(error, DiagnosedError):
        from rekindle_core.cli.terminal.report import show_faults

        show_faults(error)
    else:
        click.echo(f"rekindle: {error.code}: {error}", err=True)
