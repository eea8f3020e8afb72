"""A group whose commands are imported when they are called, with the options that all commands share.

Input: names, each with the place where its command is defined. Output: commands, with --quiet, --verbose
and --plugin. Must not know: which commands there are.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import ClassVar

import click

from rekindle_core.cli.loading import plugin_option
from rekindle_core.cli.settings.set_by import open_to_all
from rekindle_core.cli.settings.settings import name_variables, option_key, prefix_of, refuse_other_bytes
from rekindle_core.cli.terminal.messages import volume_options


class LazyGroup(click.Group):
    """A group that imports a command only when it is needed, so that each pays only for itself."""

    homes: ClassVar[Mapping[str, str]]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order in which people meet them."""
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self.homes:
            return None
        module, _, name = self.homes[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        command = with_common_options(command, prefix_of(ctx), cmd_name)
        refuse_other_bytes(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; suggest the nearest name for a misspelt one."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from rekindle_core.diagnostics import did_you_mean

            names = self.list_commands(ctx)
            hint = did_you_mean(args[0], names) or f"available: {', '.join(names)}."
            ctx.fail(f"There is no command “{args[0]}”. Hint: {hint}{self.missing(ctx)}")
        return super().resolve_command(ctx, args)

    def missing(self, ctx: click.Context) -> str:
        """Return a sentence about what could have provided a command, after a space; empty if there is nothing."""
        return ""


def with_common_options(
    command: click.Command, prefix: str, name: str, appearance: tuple[str, ...] = ()
) -> click.Command:
    """Add the options that every command has, and name the variables that set its options.

    Args:
        command: The command; one that already has them is returned unchanged.
        prefix: The prefix of its variables.
        name: Its name here.
        appearance: The keys of the options that anyone may set; for a plugin's command.
    """
    if not any(option.name == "quiet" for option in command.params):
        # Done once for each command, so it can't be forgotten for any.
        command.params.extend([*volume_options(), plugin_option(hidden=True)])
        for option in command.params:
            if isinstance(option, click.Option) and option_key(option) in appearance:
                open_to_all(option)
        name_variables(command, f"{prefix}_{name}".upper().replace("-", "_"))
    return command
