"""Options of formats, from the command line, the environment and files: merged key by key.

Input: options from the command line and from configuration. Output: each format's options, checked.

A file that sets one option of a format doesn't change the other options from sources with lower precedence: a
folder that sets `paper=a4` must not undo the password from the user's own file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from rekindle_core.cli.settings.settings import FILE, FILES_READ, option_key
from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.installation.places import config_folder, from_home

if TYPE_CHECKING:
    from rekindle_core.extension.format import Format


class Configured(Frozen):
    """A format option that is set in a file or a variable: `key=value`, and where.

    Attributes:
        word: `key=value`.
        source: The path of the file, or the name of the variable.
        place: The same, with the line of the file.
        is_own: Whether it is the user's own file.
    """

    word: str
    source: str
    place: str
    is_own: bool = False


def chosen_options(
    ctx: click.Context, wanted: Sequence[Format], every: Mapping[str, Format]
) -> dict[str, dict[str, str]]:
    """Return the options for each requested format.

    Args:
        ctx: The context of the command with `--option`.
        wanted: The requested formats.
        every: All formats, by name. Configured options for other formats are left out.

    Raises:
        UsageError: An option doesn't exist, has an invalid value, or may not be set in that place.
    """
    from rekindle_core.extension.options import divide_options

    option = next(one for one in ctx.command.params if one.name == "options")
    typed: Sequence[str] = ()
    if ctx.get_parameter_source("options") is ParameterSource.COMMANDLINE:
        typed = ctx.params["options"]
    chosen = divide_options(typed, wanted)
    for one in reversed(tuple(configured_options(ctx, option))):
        for name, values in _divided(one, wanted, every).items():
            chosen[name] = values | chosen[name]
    return chosen


def configured_options(ctx: click.Context, option: click.Parameter) -> Iterator[Configured]:
    """Yield the configured options, lowest precedence first."""
    from rekindle_core.cli.settings.config_file import words_of

    names, key = tuple(ctx.command_path.split()[1:]), option_key(option)
    for file in reversed(ctx.meta.get(FILES_READ, ())):
        if isinstance(option, click.Option) and (value := file.get(names, key)) is not None:
            place = file.place((*names, key))
            for word in _words(words_of(file, option, (*names, key), value)):
                yield Configured(word, str(file.path), place, file.is_own)
    for word in _words(option.value_from_envvar(ctx)):
        yield Configured(word, str(option.envvar), str(option.envvar))


def _words(value: object) -> Iterable[str]:
    return map(str, value) if isinstance(value, list | tuple) else ()


def _divided(
    one: Configured, wanted: Sequence[Format], every: Mapping[str, Format]
) -> dict[str, dict[str, str]]:
    """Return what one configured option sets, for each requested format."""
    from rekindle_core.extension.options import divide_options, homes_of, is_appearance

    key, _, value = one.word.partition("=")
    homes = homes_of(key, wanted)
    known = homes or homes_of(key, tuple(every.values()))
    name = key.rpartition(".")[2]
    if not one.is_own and (closed := [home for home in known if not is_appearance(home, name, value)]):
        raise _refused(one, closed[0], name)
    try:
        divided = divide_options([one.word], known or wanted)
    except UsageError as error:
        raise UsageError(f"{one.place}: {error.message}", code="bad-config", hint=error.hint) from None
    return {home.name: divided[home.name] for home in homes}


def _refused(one: Configured, home: Format, name: str) -> UsageError:
    message = (
        f"{one.place}: “{one.word}” can't be set here: the “{name}” option of the {home.name} format changes "
        "more than appearance, and someone else may have set it."
    )
    hint = f"use the command line: `--option {home.name}.{name}=…`, or set it in {from_home(config_folder() / FILE)}."
    return UsageError(message, code="bad-config", hint=hint)
