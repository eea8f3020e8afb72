"""Configuration files: read, checked against the existing commands, and passed to click as defaults.

Input: files, and the commands. Output: a map of defaults, or an error that names the place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from rekindle_core.bounded import read_regular
from rekindle_core.cli.settings.set_by import PathPreference, SetBy, call_with, set_by
from rekindle_core.cli.settings.settings import FILE, config_places, option_key
from rekindle_core.cli.settings.toml_reader import MOST_BYTES, read_toml
from rekindle_core.diagnostics import did_you_mean
from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.installation.places import config_folder, from_home


class ConfigFile(Frozen):
    """A configuration file: a table for each command with the options that it sets; tables can contain tables."""

    path: Path
    text: str
    tables: Mapping[str, Any]

    @property
    def is_own(self) -> bool:
        """Whether it is in the user's configuration folder, where nobody else can put files."""
        # The file itself may be a link to wherever the user keeps all their settings.
        return self.path.parent.resolve() == config_folder().resolve()

    def fault(self, message: str, *keys: str, hint: str) -> UsageError:
        """Return the error for something in the file, with its line if that can be found."""
        return UsageError(f"{self.place(keys)}: {message}", code="bad-config", hint=hint)

    def place(self, keys: tuple[str, ...]) -> str:
        """Return the position of a key: the file, and the line if that can be found."""
        line = _line_of(self.text, keys)
        return f"{self.path}:{line}" if line else str(self.path)

    def get(self, names: tuple[str, ...], key: str) -> object | None:
        """Return the file's value for an option of a command, or None."""
        table: Any = self.tables
        for name in names:
            table = table.get(name, {})
        return table.get(key) if isinstance(table, Mapping) else None


def config_files() -> tuple[ConfigFile, ...]:
    """Read the existing configuration files, in order of precedence.

    Raises:
        UsageError: One cannot be read, or is not TOML.
    """
    return tuple(_read(path) for path in config_places() if path.is_file())


def _read(path: Path) -> ConfigFile:
    try:
        data = read_regular(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        message = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}."
        raise UsageError(message, code="bad-config", hint="fix or remove it.") from None
    file = ConfigFile(path, *read_toml(data, str(path)))
    _see_no_null(file, file.tables, ())
    return file


def _see_no_null(file: ConfigFile, value: object, keys: tuple[str, ...]) -> None:
    """Check that no text contains a null character, which is impossible in paths and command-line arguments.

    Raises:
        UsageError: A text contains one.
    """
    match value:
        case str() if "\0" in value:
            message = f"{'.'.join(keys)} contains a null character (U+0000)."
            raise file.fault(message, *keys, hint="delete it.")
        case Mapping():
            for key, inner in value.items():
                _see_no_null(file, key, (*keys, key))
                _see_no_null(file, inner, (*keys, key))
        case list():
            for inner in value:
                _see_no_null(file, inner, keys)
        case _:
            pass


def default_map(
    group: click.Group, ctx: click.Context, files: tuple[ConfigFile, ...], *, own: bool = False
) -> dict[str, Any]:
    """Return the defaults in click's form: a group's own options, and its commands' options in nested maps.

    Args:
        group: The command line.
        ctx: Its context.
        files: The files, in order of precedence.
        own: Whether to look only at the group's own options, and leave its commands for later.

    Raises:
        UsageError: A file names a command or an option that doesn't exist, or gives an invalid value.
    """
    merged: dict[str, Any] = {}
    for file in reversed(files):
        tables = file.tables
        if own:
            names = {option_key(option) for option in group.params}
            tables = {key: value for key, value in tables.items() if key in names}
        _merge(merged, tables, file, group, ctx, ())
    return merged


def _merge(
    merged: dict[str, Any],
    table: Mapping[str, Any],
    file: ConfigFile,
    command: click.Command,
    ctx: click.Context,
    names: tuple[str, ...],
) -> None:
    options = {option_key(option): option for option in command.params if isinstance(option, click.Option)}
    for key, value in table.items():
        if key in options and key != "version":
            _see_allowed(file, options[key], names)
            merged[str(options[key].name)] = words_of(file, options[key], (*names, key), value)
        elif (
            inner := command.get_command(ctx, key) if isinstance(command, click.Group) else None
        ) is not None:
            if not isinstance(value, Mapping):
                message = f"“{key}” is a command, so it must be a table."
                near = did_you_mean(key, options)
                raise file.fault(message, *names, key, hint=near or f"write [{'.'.join((*names, key))}].")
            with click.Context(inner, info_name=key, parent=ctx) as inside:
                _merge(merged.setdefault(key, {}), value, file, inner, inside, (*names, key))
        else:
            commands = command.list_commands(ctx) if isinstance(command, click.Group) else []
            if home := _home(command, ctx, commands, key) if not isinstance(value, Mapping) else "":
                message = f"“{key}” is an option of {home}."
                raise file.fault(message, *names, key, hint=f"write it under [{'.'.join((*names, home))}].")
            raise _unknown(file, (*names, key), commands, list(options), table=isinstance(value, Mapping))


def _home(group: click.Command, ctx: click.Context, commands: list[str], key: str) -> str:
    """Return the command that has an option; empty if none has. `build` is tried first, as the most common."""
    for name in sorted(commands, key=lambda name: name != "build"):
        inner = group.get_command(ctx, name) if isinstance(group, click.Group) else None
        if inner and any(option_key(one) == key for one in inner.params if isinstance(one, click.Option)):
            return name
    return ""


def _unknown(
    file: ConfigFile, path: tuple[str, ...], commands: list[str], options: list[str], *, table: bool
) -> UsageError:
    *names, key = path
    if names and not commands:
        message = f"{' '.join(names)} has no option “{key}”."
        hint = did_you_mean(key, options) or f"available: {', '.join(options)}."
    else:
        message = f"there is no command “{key}”." if table else f"there is no command or option “{key}”."
        hint = did_you_mean(key, [*commands, *options]) or "name the table after a command: [build]."
    return file.fault(message, *path, hint=hint)


def _see_allowed(file: ConfigFile, option: click.Option, names: tuple[str, ...]) -> None:
    """Check that this file may set an option.

    Raises:
        UsageError: It may not set it.
    """
    allowed = set_by(option)
    if allowed is SetBy.ANYONE or (file.is_own and allowed is SetBy.OWN_FILE):
        return
    keys = (*names, option_key(option))
    setting, hint = ".".join(keys), f"use the command line: `{call_with(names, option)}`"
    if file.is_own:
        message = f"a file can't set {setting}: it belongs to a single program."
    else:
        message = (
            f"a file in the working directory can't set {setting}, because someone else may have sent the "
            "folder. It can only set formats and appearance."
        )
        if allowed is SetBy.OWN_FILE:
            hint += f", or set it in {from_home(config_folder() / FILE)}"
    raise file.fault(message, *keys, hint=f"{hint}.")


def words_of(file: ConfigFile, option: click.Option, keys: tuple[str, ...], value: object) -> object:
    """Return a value in click's form: text, as if it had been typed."""
    several = isinstance(value, list | Mapping)
    if isinstance(option, PathPreference) and option.multiple and isinstance(value, str):
        value = [value]
    if isinstance(option, PathPreference) and isinstance(value, str):
        value = _beside(file, value)
    elif isinstance(option, PathPreference) and isinstance(value, list):
        value = [_beside(file, str(path)) for path in value]
    if option.is_flag:
        if not isinstance(value, bool):
            raise file.fault(f"{'.'.join(keys)} is set to {value!r}.", *keys, hint="use true or false.")
        return value
    if several and not option.multiple:
        message = f"{'.'.join(keys)} is given several values."
        raise file.fault(message, *keys, hint="use a single value, not a list or table.")
    if isinstance(value, Mapping):
        return tuple(f"{key}={item}" for key, item in _items(value))
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return (str(value),) if option.multiple else str(value)


def _beside(file: ConfigFile, path: str) -> str:
    """Make a path from the user's own file absolute, so that it doesn't depend on the working directory."""
    return str(file.path.parent / os.path.expanduser(path))  # noqa: PTH111


def _items(table: Mapping[str, object], front: str = "") -> Iterator[tuple[str, str]]:
    """Yield keys and values: an unquoted key with dots is a table in TOML, and a list is written with commas here."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _items(value, f"{front}{key}.")
        elif isinstance(value, list):
            yield f"{front}{key}", ",".join(map(str, value))
        elif isinstance(value, bool):
            yield f"{front}{key}", "yes" if value else "no"
        else:
            yield f"{front}{key}", str(value)


def _line_of(text: str, keys: tuple[str, ...]) -> int:
    """Return the line on which a key of a table is defined in the usual way, or 0."""
    *names, key = keys
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
            table = header[1]
            if table == ".".join(keys):
                return number
        elif table == ".".join(names) and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", line):
            return number
    return 0


def set_elsewhere(error: click.BadParameter) -> UsageError | None:
    """Return the error for a value from a file or the environment, or None if it was typed."""
    ctx, option = error.ctx, error.param
    if ctx is None or not isinstance(option, click.Option):
        return None
    key, names = option_key(option), tuple(ctx.command_path.split()[1:])
    source = ctx.get_parameter_source(str(option.name))
    if source is None and option.envvar and str(option.envvar) in os.environ:
        # It could not even be split into words.
        source = ParameterSource.ENVIRONMENT
    match source:
        case ParameterSource.ENVIRONMENT:
            said = f"{option.envvar} is “{os.environ.get(str(option.envvar))}”: {error.message}"
            return UsageError(said, code="bad-config", hint="correct or unset that variable.")
        case ParameterSource.DEFAULT_MAP:
            for file in config_files():
                if (value := file.get(names, key)) is not None:
                    message = f"{'.'.join((*names, key))} is {value!r}: {error.message}"
                    return file.fault(message, *names, key, hint="correct it there.")
        case ParameterSource.COMMANDLINE | ParameterSource.DEFAULT | ParameterSource.PROMPT | None:
            pass
    return None
