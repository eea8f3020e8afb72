"""How settings are named, in files and in the environment, and where configuration files can be.

The declaration of an option says who may set it (`cli.set_by`). Order of precedence: the command line, the
environment (`REKINDLE_BUILD_FORMAT`), `rekindle.toml` in the working directory, `rekindle.toml` in the user's
configuration folder, the command's own default. click handles the first two, and gets the rest as its map of
defaults.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import click

from rekindle_core.cli.settings.set_by import SetBy, call_with, set_by
from rekindle_core.errors import UsageError
from rekindle_core.installation.places import config_folder, from_home

FILE = "rekindle.toml"
FILES_READ = "rekindle.config-files"
"""The key under which a run keeps the configuration files that it has read."""
PREFIX = "REKINDLE"
PLUGINS = "REKINDLE_PLUGINS"
"""Not an option: `extension.discovery` reads it, for programs that import Rekindle as well."""


def config_places() -> tuple[Path, ...]:
    """Return the possible paths of configuration files, in order of precedence."""
    return Path(FILE), config_folder() / FILE


def option_key(option: click.Parameter) -> str:
    """Return an option's name in a file: the long form, without its dashes."""
    return max(option.opts, key=len).lstrip("-")


class FileName(click.types.StringParamType):
    """A path, which can be any bytes on Linux."""

    name = "path"


FILE_NAME = FileName()


class _Text(click.types.StringParamType):
    """Text; a word that is not UTF-8 would be changed or lost on the way, so it is rejected."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = super().convert(value, param, ctx)
        if str(text).isascii():
            return text
        from rekindle_core.profile.clean import no_character

        if found := no_character(str(text)):
            # The part before it is text, and shows which of several words it is.
            before = f"after “{text[: found.at]}” it" if found.at else "it"
            self.fail(f"{before} {found.message}; {found.hint}", param, ctx)
        return text


class _Words(click.types.StringParamType):
    """Text that can be given several times: in a variable, words are separated as in a shell."""

    def split_envvar_value(self, rv: str) -> list[str]:
        import shlex

        try:
            return shlex.split(rv)
        except ValueError as error:
            raise click.BadParameter(f"it has an unclosed quote ({error}).") from None


class _Texts(_Words, _Text):
    """Several texts."""


def name_variables(command: click.Command, prefix: str) -> None:
    """Give each option that a variable may set its variable, named after the option.

    Args:
        command: The command.
        prefix: The prefix of its variables, such as REKINDLE_BUILD.
    """
    for option in command.params:
        if isinstance(option, click.Option):
            option.envvar = variable(prefix, option) if set_by(option) is SetBy.ANYONE else None
            # click would also accept the names of Python's parameters.
            option.allow_from_autoenv = False
            if option.multiple and option.type is click.STRING:
                option.type = _Words()


def refuse_other_bytes(command: click.Command) -> None:
    """Check that each text argument of the engine's own commands is UTF-8; paths check this by their type."""
    for one in command.params:
        if isinstance(one.type, _Words):
            one.type = _Texts()
        elif one.type is click.STRING:
            one.type = _Text()


def variable(prefix: str, option: click.Parameter) -> str:
    """Return the name of the variable that sets an option."""
    return f"{prefix}_{option_key(option)}".upper().replace("-", "_")


def prefix_of(ctx: click.Context) -> str:
    """Return the prefix of a command's variables, such as REKINDLE_PROFILE."""
    names: list[str] = []
    while ctx.parent is not None:
        names.append(str(ctx.info_name))
        ctx = ctx.parent
    return _joined(PREFIX, *reversed(names))


def _joined(*names: str) -> str:
    return "_".join(names).upper().replace("-", "_")


def unknown_variables(group: click.Group, ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Yield each variable that looks like a setting but has no effect, with a hint.

    Raises:
        UsageError: A variable sets something that the environment may not set.
    """
    for name in sorted(os.environ):
        if not name.startswith(f"{PREFIX}_") or name == PLUGINS:
            continue
        # Most variables are right, so usually only one command has to be imported.
        found = dict(_variables(group, ctx, (), name)).get(name)
        if found is None:
            from rekindle_core.diagnostics import did_you_mean

            known = [PLUGINS, *(key for key, (_, _, free) in _variables(group, ctx, ()) if free)]
            yield name, did_you_mean(name, known) or "`rekindle help environment` lists the variables."
        elif not found[2] and os.environ[name]:
            raise _refused(name, *found[:2])


def _refused(name: str, names: tuple[str, ...], option: click.Option) -> UsageError:
    setting = ".".join((*names, option_key(option)))
    own = f", or set it in {from_home(config_folder() / FILE)}" if set_by(option) is SetBy.OWN_FILE else ""
    message = (
        f"{name}: the environment can't set {setting}, because variables may come from someone else's "
        "folder or script. It can only set formats and appearance."
    )
    return UsageError(
        message,
        code="bad-config",
        hint=f"unset the variable, and use the command line (`{call_with(names, option)}`){own}.",
    )


_Found: TypeAlias = tuple[tuple[str, ...], click.Option, bool]
"""The command that an option belongs to, the option, and whether the environment may set it."""


def _variables(
    command: click.Command, ctx: click.Context, names: tuple[str, ...], about: str = ""
) -> Iterator[tuple[str, _Found]]:
    """Yield the variables of a command's options, and of those subcommands that the name may refer to."""
    prefix = _joined(PREFIX, *names)
    for option in command.params:
        if isinstance(option, click.Option):
            yield variable(prefix, option), (names, option, set_by(option) is SetBy.ANYONE)
    if isinstance(command, click.Group):
        for key in command.list_commands(ctx):
            if not about or about.startswith(f"{_joined(prefix, key)}_"):
                inner = command.get_command(ctx, key)
                if inner is not None:
                    with click.Context(inner, info_name=key, parent=ctx) as inside:
                        yield from _variables(inner, inside, (*names, key), about)
