"""How the process runs the command line, and how it ends: with 0, 1, 2, 3 or 128 plus a signal's number.

Input: the exception that a command raised. Output: a message on stderr, and the exit code; a traceback
only with --debug.
"""

from __future__ import annotations

import signal
import sys

import click

from rekindle_core.cli.app import app
from rekindle_core.cli.terminal.streams import flush_stdout, forget_stdout, open_streams
from rekindle_core.errors import RekindleError
from rekindle_core.stopping import listening, see_stopped, told


def run() -> None:
    """Run the command line, and end the process with its exit code."""
    open_streams()
    with listening():
        _run(debug="--debug" in sys.argv[1:])


def _run(*, debug: bool) -> None:
    try:
        code = app.main(standalone_mode=False, prog_name="rekindle") or 0
        flush_stdout()
        see_stopped()
        sys.exit(code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
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
        # 128 plus the signal, as in a shell; the output doesn't exist, or is complete.
        sys.exit(128 + (told() or signal.SIGINT))
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
