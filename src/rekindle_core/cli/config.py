"""Settings from files and the environment, and `rekindle config`, which shows where each comes from.

What stands on the command line goes first, then the environment (`REKINDLE_BUILD_FORMAT`), then
`rekindle.toml` in the working directory, then `rekindle.toml` in the user's configuration folder, then the
command's own default. click knows the first two and takes the rest as its map of defaults.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from rekindle_core.cli.places import config_folder
from rekindle_core.diagnostics import did_you_mean
from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen

FILE = "rekindle.toml"
PREFIX = "REKINDLE"


class ConfigFile(Frozen):
    """A configuration file and its tables: for each command the options that it sets."""

    path: Path
    tables: Mapping[str, Mapping[str, Any]]


def config_files() -> tuple[ConfigFile, ...]:
    """Read the configuration files there are, the one that goes first at the front.

    Raises:
        UsageError: One cannot be read, or is not TOML.
    """
    places = (Path(FILE), config_folder() / FILE)
    return tuple(_read(path) for path in places if path.is_file())


def _read(path: Path) -> ConfigFile:
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read: {error}.", code="bad-config", hint="mend or remove it."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path} is not TOML: {error}.", code="bad-config", hint="mend it at that place."
        ) from None
    return ConfigFile(path, data)


def default_map(group: click.Group, ctx: click.Context, files: tuple[ConfigFile, ...]) -> dict[str, Any]:
    """Return what click takes as defaults, by command.

    Raises:
        UsageError: A file names a command or an option that there is not.
    """
    merged: dict[str, Any] = {}
    for file in reversed(files):
        for command_name, table in file.tables.items():
            command = group.get_command(ctx, command_name)
            if command is None or not isinstance(table, Mapping):
                hint = (
                    did_you_mean(command_name, group.list_commands(ctx))
                    or "a table is named for a command: [build]."
                )
                raise UsageError(
                    f"{file.path} has “{command_name}”, which is no command.", code="bad-config", hint=hint
                )
            options = {_key(option): option for option in command.params if isinstance(option, click.Option)}
            for key, value in table.items():
                if key not in options:
                    hint = did_you_mean(key, options) or f"there are {', '.join(options)}."
                    message = f"{file.path} sets “{key}” for {command_name}, which has no such option."
                    raise UsageError(message, code="bad-config", hint=hint)
                merged.setdefault(command_name, {})[str(options[key].name)] = _value(options[key], value)
    return merged


def _key(option: click.Parameter) -> str:
    """Return an option as a file names it: the long form, without its dashes."""
    longest = max((name for name in option.opts), key=len)
    return longest.lstrip("-")


def _value(option: click.Option, value: object) -> object:
    """Return a value as click takes it: text, as if it had been typed."""
    if isinstance(value, Mapping):
        return tuple(f"{key}={item}" for key, item in value.items())
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if option.is_flag:
        return value
    return (str(value),) if option.multiple else str(value)


@click.command()
@click.pass_context
def config(ctx: click.Context) -> None:
    """Show each setting, and where it comes from.

    The command line goes first; then the environment; then rekindle.toml in the working directory; then
    rekindle.toml in the user's configuration folder; then the default.
    """
    group = ctx.find_root().command
    if not isinstance(group, click.Group):
        raise TypeError("the command line has no commands")
    files = config_files()
    for file in files:
        click.echo(f"Read {file.path}")
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is not None and not isinstance(command, click.Group) and command is not config:
            for line in _lines(name, command, files):
                click.echo(line)


def _lines(name: str, command: click.Command, files: tuple[ConfigFile, ...]) -> Iterator[str]:
    for option in command.params:
        if isinstance(option, click.Option):
            key = _key(option)
            value, source = _origin(f"{PREFIX}_{name}_{option.name}".upper(), name, key, option, files)
            yield f"{name}.{key} = {value!r}  ({source})"


def _origin(
    variable: str, command: str, key: str, option: click.Option, files: tuple[ConfigFile, ...]
) -> tuple[object, str]:
    if variable in os.environ:
        return os.environ[variable], variable
    for file in files:
        table = file.tables.get(command, {})
        if key in table:
            return table[key], str(file.path)
    default = option.default() if callable(option.default) else option.to_info_dict()["default"]
    return ("" if default is None or not isinstance(default, str | int | bool) else default), "default"
