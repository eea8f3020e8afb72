"""The command group: which commands there are, and how every one of them ends.

Commands are imported when they are called. Products go to stdout or a file; every message goes to stderr.
"""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
from collections.abc import Mapping
from typing import ClassVar

import click

from rekindle_core._version import __version__
from rekindle_core.cli.loading import (
    added_commands,
    command_failed,
    named_files,
    open_command,
    plugin_option,
    plugins_in_use,
)
from rekindle_core.cli.settings.set_by import Appearance, open_to_all
from rekindle_core.cli.settings.settings import (
    FILES_READ,
    PREFIX,
    config_places,
    name_variables,
    option_key,
    prefix_of,
    refuse_other_bytes,
    unknown_variables,
)
from rekindle_core.cli.terminal.messages import detail, note, tell_time, volume_options
from rekindle_core.errors import RekindleError, UsageError

_BAD_CONFIG = "rekindle.bad-config"

COMMANDS = {
    "build": "rekindle_core.cli.programs.build:build",
    "check": "rekindle_core.cli.packs.check:check",
    "audit": "rekindle_core.cli.packs.audit:audit",
    "explain": "rekindle_core.cli.explain.explain:explain",
    "profile": "rekindle_core.cli.profiles.profile:profile",
    "formats": "rekindle_core.cli.plugins.plugins:formats",
    "packs": "rekindle_core.cli.packs.packs:packs",
    "plugins": "rekindle_core.cli.plugins.plugins:plugins",
    "cache": "rekindle_core.cli.packs.cache:cache",
    "config": "rekindle_core.cli.settings.config:config",
    "completion": "rekindle_core.cli.shell.completion:completion",
    "help": "rekindle_core.cli.help.help:help_",
}

_HELP = """Write personalised reflection programs, by rules that can be explained.

\b
Make the general program, as a PDF, in this folder:
    rekindle build --format pdf
\b
Make it for somebody, from the facts in a file:
    rekindle build --profile alex.yaml --format pdf --format html
\b
See why each prompt was chosen or left out:
    rekindle explain --profile alex.yaml

Nothing leaves this machine: no command opens a connection.
"""


class LazyGroup(click.Group):
    """A group that imports a command when it is asked for, so that each pays for itself alone."""

    homes: ClassVar[Mapping[str, str]] = COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order in which people meet them."""
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self.homes:
            return None
        module, _, name = self.homes[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        command = _with_common_options(command, prefix_of(ctx), cmd_name)
        refuse_other_bytes(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; a misspelt one gets the nearest name."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from rekindle_core.diagnostics import did_you_mean

            names = self.list_commands(ctx)
            hint = did_you_mean(args[0], names) or f"there are {', '.join(names)}."
            ctx.fail(f"There is no command “{args[0]}”. Hint: {hint}{self.missing(ctx)}")
        return super().resolve_command(ctx, args)

    def missing(self, ctx: click.Context) -> str:
        """Return in words what might have brought a command, with a space in front; nothing if there is none."""
        return ""


def _with_common_options(
    command: click.Command, prefix: str, name: str, appearance: tuple[str, ...] = ()
) -> click.Command:
    if not any(option.name == "quiet" for option in command.params):
        # Once for each command, and for none can it be forgotten.
        command.params.extend([*volume_options(), plugin_option(hidden=True)])
        for option in command.params:
            if isinstance(option, click.Option) and option_key(option) in appearance:
                open_to_all(option)
        name_variables(command, f"{prefix}_{name}".upper().replace("-", "_"))
    return command


class App(LazyGroup):
    """The command line itself: it knows what files and the environment set."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the configuration first, for what follows takes its defaults from there."""
        if not any(path.is_file() for path in config_places()):
            return super().parse_args(ctx, args)
        from rekindle_core.cli.settings.config_file import config_files, default_map

        try:
            ctx.meta[FILES_READ] = config_files()
            # Which commands there are depends on what the command line's own options say of plugins.
            ctx.default_map = default_map(self, ctx, ctx.meta[FILES_READ], own=True)
        except UsageError as error:
            # Help is to be had even so.
            ctx.meta[_BAD_CONFIG] = error
        rest = super().parse_args(ctx, args)
        if _BAD_CONFIG not in ctx.meta:
            try:
                ctx.default_map = default_map(self, ctx, ctx.meta[FILES_READ])
            except UsageError as error:
                ctx.meta[_BAD_CONFIG] = error
        return rest

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return our own commands, then those that plugins add."""
        return [*self.homes, *added_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, of ours or a plugin's."""
        if cmd_name in self.homes:
            return super().get_command(ctx, cmd_name)
        if (offer := added_commands(ctx).get(cmd_name)) is None:
            return None
        return _with_common_options(open_command(offer), PREFIX, cmd_name, offer.appearance)

    def missing(self, ctx: click.Context) -> str:
        """Name the plugins that were left out."""
        return plugins_in_use(ctx).left_out() if added_commands(ctx) or named_files(ctx) else ""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; that whoever reads stdout has had enough is no error."""
        try:
            done = super().invoke(ctx)
            tell_time()
        except BrokenPipeError:
            _forget_stdout()
            return 0
        except (RekindleError, click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise
        except Exception as error:
            if ctx.invoked_subcommand in self.homes:
                raise
            raise command_failed(str(ctx.invoked_subcommand), error) from error
        return done


@click.group(
    cls=App,
    help=_HELP,
    epilog="`rekindle help` lists topics to read about.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", message="rekindle %(version)s")
@click.option("--debug", cls=Appearance, is_flag=True, help="Show where in the code an error came from.")
@click.pass_context
def app(ctx: click.Context, debug: bool) -> None:
    """Hold what every command shares."""
    if ctx.invoked_subcommand in ("help", "completion"):
        return
    if _BAD_CONFIG in ctx.meta:
        raise ctx.meta[_BAD_CONFIG]
    for file in ctx.meta.get(FILES_READ, ()):
        detail(f"Settings from {file.path}")
    for name, hint in unknown_variables(app, ctx):
        note(f"Note: {name} sets nothing. Hint: {hint}")


app.params.extend([plugin_option(), *volume_options()])
name_variables(app, PREFIX)


def _forget_stdout() -> None:
    """See that the interpreter's own last flush does not complain about what was complained of already."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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


def _open_streams() -> None:
    """Put something in the place of streams that the process was started without.

    Stdout is then one that takes nothing, so that a product that goes nowhere is an error and not lost.
    """
    modes = (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))
    for name, mode in modes:
        if getattr(sys, name) is None:
            # The lowest number that is free is that of the stream that is missing.
            number = os.open(os.devnull, mode)
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8"))
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        # As stderr does: a file's name need not be UTF-8, and a locale need not have all characters.
        sys.stdout.reconfigure(errors="backslashreplace")


def run() -> None:
    """Run the command line, and end the process with 0, 1, 2 or 3."""
    _open_streams()
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
        _forget_stdout()
        click.echo(
            f"rekindle: output: {error.filename or 'The output'}: {error.strerror or error}.", err=True
        )
        sys.exit(3)


def _show(error: RekindleError) -> None:
    from rekindle_core.errors import DiagnosedError

    if isinstance(error, DiagnosedError):
        from rekindle_core.cli.report import show_faults

        show_faults(error)
    else:
        click.echo(f"rekindle: {error.code}: {error}", err=True)
