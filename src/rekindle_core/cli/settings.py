"""How settings are named, in files and in the environment, and where files with them may be.

What stands on the command line goes first, then the environment (`REKINDLE_BUILD_FORMAT`), then
`rekindle.toml` in the working directory, then `rekindle.toml` in the user's configuration folder, then the
command's own default. click knows the first two and takes the rest as its map of defaults.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from rekindle_core.cli.places import config_folder

FILE = "rekindle.toml"
PREFIX = "REKINDLE"
PLUGINS = "REKINDLE_PLUGINS"
"""What no option sets: `extension.discovery` reads it, for programs that import Rekindle as well."""


def config_places() -> tuple[Path, ...]:
    """Return where configuration files may be, the one that goes first at the front."""
    return Path(FILE), config_folder() / FILE


def option_key(option: click.Parameter) -> str:
    """Return an option as a file names it: the long form, without its dashes."""
    return max(option.opts, key=len).lstrip("-")


class FileName(click.types.StringParamType):
    """A path, which Linux lets be any bytes."""

    name = "path"


FILE_NAME = FileName()


class _Text(click.types.StringParamType):
    """Text; a word of it that is not UTF-8 would be changed or lost on its way, and is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = super().convert(value, param, ctx)
        if str(text).isascii():
            return text
        from rekindle_core.planning.clean import no_character

        if found := no_character(str(text)):
            # Up to there it is text, and tells which of several words it is.
            before = f"after “{text[: found.at]}” it" if found.at else "it"
            self.fail(f"{before} {found.message}; {found.hint}", param, ctx)
        return text


class _Words(click.types.StringParamType):
    """Text that may be given several times: in a variable, words are parted as a shell parts them."""

    def split_envvar_value(self, rv: str) -> list[str]:
        import shlex

        try:
            return shlex.split(rv)
        except ValueError as error:
            raise click.BadParameter(f"a quote in it is not closed ({error}).") from None


class _Texts(_Words, _Text):
    """Several texts."""


class PathBesideFile(_Words):
    """A path; one that is set in a file is told from the folder of that file."""

    name = "path"


def name_variables(command: click.Command, prefix: str) -> None:
    """Give each option of a command the variable that sets it, named as the option is.

    Args:
        command: The command.
        prefix: What its variables begin with, such as REKINDLE_BUILD.
    """
    for option in command.params:
        if isinstance(option, click.Option):
            option.envvar = variable(prefix, option)
            # click would take the names of Python's parameters as well.
            option.allow_from_autoenv = False
            if option.multiple and option.type is click.STRING:
                option.type = _Words()


def refuse_other_bytes(command: click.Command) -> None:
    """See that each text that a command of ours takes is UTF-8; what is a path says so by its type."""
    for one in command.params:
        if isinstance(one.type, _Words) and not isinstance(one.type, PathBesideFile):
            one.type = _Texts()
        elif one.type is click.STRING:
            one.type = _Text()


def variable(prefix: str, option: click.Parameter) -> str:
    """Return the name of the variable that sets an option."""
    return f"{prefix}_{option_key(option)}".upper().replace("-", "_")


def unknown_variables(group: click.Group, ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Yield each variable that looks as if it set something and sets nothing, with a hint."""
    for name in sorted(os.environ):
        # Most are right, and then only the one command has to be imported.
        if name.startswith(f"{PREFIX}_") and name not in _variables(group, ctx, PREFIX, name):
            from rekindle_core.diagnostics import did_you_mean

            known = _variables(group, ctx, PREFIX)
            yield name, did_you_mean(name, known) or "`rekindle help environment` tells what there is."


def _variables(command: click.Command, ctx: click.Context, prefix: str, about: str = "") -> set[str]:
    """Return the variables of a command, and of those of its commands that a name may be about."""
    found = {variable(prefix, option) for option in command.params if isinstance(option, click.Option)}
    if prefix == PREFIX:
        found.add(PLUGINS)
    if isinstance(command, click.Group):
        for key in command.list_commands(ctx):
            front = f"{prefix}_{key}".upper()
            if not about or about.startswith(f"{front}_"):
                inner = command.get_command(ctx, key)
                if inner is not None:
                    with click.Context(inner, info_name=key, parent=ctx) as inside:
                        found |= _variables(inner, inside, front, about)
    return found
