"""The command line itself: the engine's commands and those of plugins, with settings from files and variables.

Output goes to stdout or a file; every message goes to stderr. Must not know: how the process ends; that is in
`run`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import click

from rekindle_core._version import __version__
from rekindle_core.cli.commands import COMMANDS
from rekindle_core.cli.group import LazyGroup, with_common_options
from rekindle_core.cli.loading import (
    added_commands,
    command_failed,
    named_files,
    open_command,
    plugin_option,
    plugins_in_use,
)
from rekindle_core.cli.settings.set_by import Appearance
from rekindle_core.cli.settings.settings import (
    FILES_READ,
    PREFIX,
    config_places,
    name_variables,
    unknown_variables,
)
from rekindle_core.cli.terminal.messages import detail, note, tell_time, volume_options
from rekindle_core.cli.terminal.streams import forget_stdout
from rekindle_core.cli.typed import remember_words
from rekindle_core.errors import RekindleError, UsageError
from rekindle_core.stopping import see_stopped

_BAD_CONFIG = "rekindle.bad-config"

_HELP = """Make personalized reflection programs, using rules that you can inspect.

\b
Work in your browser, without typing another command:
    rekindle serve
\b
Make the general program, as a PDF, in this folder:
    rekindle build --format pdf
\b
Make one for a person, from the facts in a file:
    rekindle build --profile alex.yaml --format pdf --format html
\b
See why each prompt was chosen or left out:
    rekindle explain --profile alex.yaml

Nothing leaves this machine. `serve` is for the browser on this machine alone; no other command opens a network
connection.
"""


class App(LazyGroup):
    """The top-level command, with settings from files and the environment."""

    homes: ClassVar[Mapping[str, str]] = COMMANDS

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the configuration first, because everything else takes its defaults from there."""
        remember_words(ctx, args)
        if not any(path.is_file() for path in config_places()):
            return super().parse_args(ctx, args)
        from rekindle_core.cli.settings.config_file import config_files, default_map

        try:
            ctx.meta[FILES_READ] = config_files()
            # The options of the command line itself decide which plugins, and so which commands, there are.
            ctx.default_map = default_map(self, ctx, ctx.meta[FILES_READ], own=True)
        except UsageError as error:
            # Help is still available.
            ctx.meta[_BAD_CONFIG] = error
        rest = super().parse_args(ctx, args)
        if _BAD_CONFIG not in ctx.meta:
            try:
                ctx.default_map = default_map(self, ctx, ctx.meta[FILES_READ])
            except UsageError as error:
                ctx.meta[_BAD_CONFIG] = error
        return rest

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the engine's own commands, then those that plugins add."""
        return [*self.homes, *added_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command of the engine or of a plugin."""
        if cmd_name in self.homes:
            return super().get_command(ctx, cmd_name)
        if (offer := added_commands(ctx).get(cmd_name)) is None:
            return None
        return with_common_options(open_command(offer), PREFIX, cmd_name, offer.appearance)

    def missing(self, ctx: click.Context) -> str:
        """Report the plugins that were left out."""
        return plugins_in_use(ctx).left_out() if added_commands(ctx) or named_files(ctx) else ""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Parse the arguments; help and version are printed at this point, and their reader may have seen enough."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            forget_stdout()
            raise click.exceptions.Exit(0) from None

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; it isn't an error if the reader of stdout has seen enough."""
        try:
            done = super().invoke(ctx)
            tell_time()
        except BrokenPipeError:
            forget_stdout()
            return 0
        except (RekindleError, click.ClickException, click.exceptions.Exit, click.Abort, OSError, SystemExit):
            # A command may end the process with its own exit code.
            raise
        except BaseException as error:
            if ctx.invoked_subcommand in self.homes:
                raise
            see_stopped(error)
            raise command_failed(str(ctx.invoked_subcommand), error) from error
        return done


@click.group(
    cls=App,
    help=_HELP,
    epilog="`rekindle help` lists the help topics.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", message="rekindle %(version)s")
@click.option("--debug", cls=Appearance, is_flag=True, help="Show a traceback for errors.")
@click.pass_context
def app(ctx: click.Context, debug: bool) -> None:
    """Define the options that every command shares."""
    if ctx.invoked_subcommand in ("help", "completion"):
        return
    if _BAD_CONFIG in ctx.meta:
        raise ctx.meta[_BAD_CONFIG]
    for file in ctx.meta.get(FILES_READ, ()):
        detail(f"Settings from {file.path}")
    for name, hint in unknown_variables(app, ctx):
        note(f"Note: {name} has no effect. Hint: {hint}")


app.params.extend([plugin_option(), *volume_options()])
name_variables(app, PREFIX)
