"""The plugins of this run: loaded once, with the files that --plugin names; and the commands that they add.

The included plugins add no commands. So plugins are loaded to look for a command only if others are
installed, and one of the engine's own commands loads plugins only if it needs them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.settings.set_by import PathPreference
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import note
from rekindle_core.errors import PluginError, describe
from rekindle_core.stopping import see_stopped

if TYPE_CHECKING:
    from rekindle_core.extension.manager import Plugins
    from rekindle_core.extension.offers import Command

_FILES, _LOADED = "rekindle.plugin-files", "rekindle.plugins"


def plugin_option(*, hidden: bool = False) -> click.Option:
    """Return --plugin, which is accepted before and after the command."""
    return PathPreference(
        ["--plugin"],
        multiple=True,
        type=FILE_NAME,
        metavar="PATH",
        is_eager=True,
        expose_value=False,
        hidden=hidden,
        callback=_take,
        shell_complete=complete_file,
        help="Load the plugin in the file PATH, or all plugins in the folder PATH (repeatable).",
    )


def _take(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> None:
    if given or ctx.parent is None:
        ctx.meta[_FILES] = (*ctx.meta.get(_FILES, ()), *given)
        ctx.meta.pop(_LOADED, None)


def named_files(ctx: click.Context) -> tuple[str, ...]:
    """Return the files and folders that --plugin names, on the command line, in a file or in the environment."""
    if _FILES in ctx.meta:
        found: tuple[str, ...] = ctx.meta[_FILES]
        return found
    # Help is printed before options are parsed.
    root = ctx.find_root()
    for option in root.command.params:
        if option.name == "plugin":
            value, _ = option.consume_value(root, {})
            return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
    return ()


def plugins_in_use(ctx: click.Context | None = None) -> Plugins:
    """Return the plugins of this run, and warn about named plugins that cannot be used.

    Raises:
        UsageError: A file or folder that --plugin names doesn't exist.
    """
    ctx = ctx or click.get_current_context()
    if _LOADED not in ctx.meta:
        from rekindle_core.cli.commands import COMMANDS
        from rekindle_core.engine import find_plugins
        from rekindle_core.extension.printing import writing_apart

        files = named_files(ctx)
        with writing_apart():
            ctx.meta[_LOADED] = find_plugins(files, commands=COMMANDS)
        if not ctx.resilient_parsing:
            _tell_left_here(ctx.meta[_LOADED])
        if files and not ctx.resilient_parsing and ctx.find_root().invoked_subcommand != "plugins":
            _tell(ctx.meta[_LOADED], files)
    loaded: Plugins = ctx.meta[_LOADED]
    return loaded


def _tell_left_here(plugins: Plugins) -> None:
    """Say which plugins in the working folder are not loaded, because Python itself would import them from there."""
    from rekindle_core.extension.discovery import installed

    try:
        here = os.getcwd()  # noqa: PTH109
    except OSError:
        return  # It was deleted, so it contains nothing.
    if here in sys.path:
        return
    loaded = {status.name for status in plugins.statuses}
    for candidate in installed([here]):
        if candidate.name not in loaded:
            note(
                f"Note: the plugin {candidate.name} in the working folder was not loaded, because a folder "
                "may come from someone else. Install it, or name its file with --plugin."
            )


def _tell(plugins: Plugins, files: tuple[str, ...]) -> None:
    from rekindle_core.extension.files import in_files

    named = {candidate.origin for candidate in in_files(files)}
    for status in plugins.statuses:
        if status.origin in named:
            for problem in status.problems:
                note(f"Note: the plugin {status.name} is {status.state}: {problem}")


def added_commands(ctx: click.Context) -> Mapping[str, Command]:
    """Return the commands that plugins add."""
    if _LOADED not in ctx.meta and not named_files(ctx):
        from rekindle_core.extension.discovery import OURS, installed

        if all(candidate.origin == OURS for candidate in installed()):
            return {}
    return plugins_in_use(ctx).commands


class UnusableCommand(click.Command):
    """A placeholder for a plugin's command that cannot be imported; its epilog says why."""


def open_command(offer: Command) -> click.Command:
    """Import a plugin's command; if that fails, return a command that says so when it is called."""
    from rekindle_core.extension.apart import apart
    from rekindle_core.extension.returned import type_name

    try:
        with apart():
            command = offer.load()
        if not isinstance(command, click.Command):
            raise TypeError(f"load returned {type_name(command)}; expected a click.Command")
    except BaseException as error:
        see_stopped(error)
        command = _unusable(offer, error)
    command.short_help = offer.summary
    return command


def _unusable(offer: Command, error: BaseException) -> click.Command:
    from rekindle_core.extension.problem import raised_at

    where = raised_at(error)
    message = f"The command {offer.name} cannot be loaded: {describe(error)}{f' ({where})' if where else ''}."

    def refuse(words: tuple[str, ...]) -> None:
        raise PluginError(message, code="plugin-load", hint="install what it needs.") from error

    words = click.Argument(["words"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True}
    return UnusableCommand(
        offer.name, callback=refuse, params=[words], context_settings=settings, epilog=message
    )


def command_failed(name: str, error: BaseException) -> PluginError:
    """Return the error for a plugin's command that raised something."""
    from rekindle_core.extension.problem import raised_at

    where = raised_at(error)
    return PluginError(
        f"The command {name} failed: {describe(error)}{f' ({where})' if where else ''}.",
        code="plugin-failed",
        hint="the error is in the plugin that adds this command; --debug shows where.",
    )
