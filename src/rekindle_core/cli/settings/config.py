"""`rekindle config`: each setting, its value, and where that comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from rekindle_core.cli.settings.set_by import SetBy, set_by
from rekindle_core.cli.settings.settings import FILE_NAME, config_places, option_key
from rekindle_core.cli.shell.complete import complete_call
from rekindle_core.installation.places import from_home

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from rekindle_core.cli.settings.config_file import ConfigFile

_DEFAULT, _COMMAND_LINE, _NOT_SET = "the default", "the command line", "(not set)"
_ALLOWED = {
    SetBy.COMMAND_LINE: "command line only",
    SetBy.OWN_FILE: "command line or your own file",
}


class _Calls(click.Command):
    """A command whose arguments are a call: it completes as that call does."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Complete with the options of the command that is called, if there is one yet."""
        (words,) = (param for param in self.params if isinstance(param, click.Argument))
        return (
            words.shell_complete(ctx, incomplete)
            if ctx.params.get("words")
            else super().shell_complete(ctx, incomplete)
        )


@click.command(
    cls=_Calls,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="""\b
Examples:
    rekindle config
    rekindle config build
    rekindle config build --seed 5 --format pdf
""",
)
@click.argument(
    "words", nargs=-1, metavar="[COMMAND [OPTIONS]...]", type=FILE_NAME, shell_complete=complete_call
)
@click.pass_context
def config(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Show each setting and where it comes from.

    Without COMMAND, shows every command; with OPTIONS, shows the settings as they would be with these
    options.
    """
    from rekindle_core.cli.settings.config_file import config_files

    root, files = ctx.find_root(), config_files()
    group = root.command
    if not isinstance(group, click.Group):
        raise TypeError("the command line has no commands")
    tables = [_called(group, root, list(words))] if words else [((), root), *_every(group, root)]
    for line in _precedence(files):
        click.echo(line)
    for names, inside in tables:
        if rows := _rows(names, inside, files):
            click.echo(f"\n[{'.'.join(names)}]" if names else "")
            widths = [max(len(row[at]) for row in rows) for at in (0, 1)]
            for key, value, source in rows:
                click.echo(f"{key:{widths[0]}} = {value:{min(widths[1], 40)}}  {source}".rstrip())


def _precedence(files: tuple[ConfigFile, ...]) -> Iterator[str]:
    read = {file.path for file in files}
    working, own = config_places()
    yield "Order of precedence, and what each may set:"
    yield "  1. the command line: everything"
    yield "  2. the environment, as REKINDLE_BUILD_FORMAT: formats and appearance"
    yield f"  3. {from_home(working)} ({'read' if working in read else 'not there'}): formats and appearance"
    yield f"  4. {from_home(own)} ({'read' if own in read else 'not there'}): preferences, formats and appearance"
    yield "  5. the default"


def _every(
    group: click.Group, ctx: click.Context, names: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Context]]:
    """Yield every command, parsed as if it had been called without arguments."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is not None and name not in ("config", "help"):
            inside = command.make_context(name, [], parent=ctx, resilient_parsing=True)
            if isinstance(command, click.Group):
                yield from _every(command, inside, (*names, name))
            else:
                yield (*names, name), inside


def _called(
    group: click.Group, ctx: click.Context, words: list[str]
) -> tuple[tuple[str, ...], click.Context]:
    """Return the command that the words call, parsed with their options.

    Raises:
        click.UsageError: There is no such command, or it doesn't accept these words.
    """
    names: tuple[str, ...] = ()
    command: click.Command = group
    while isinstance(command, click.Group):
        name, inner, words = command.resolve_command(ctx, words)
        if inner is None or name is None:
            raise click.UsageError("There is no such command.", ctx)
        names = (*names, name)
        # Required arguments are not needed to see how the options would be set.
        bare = not words or isinstance(inner, click.Group)
        before = len(words)
        ctx = inner.make_context(name, list(words), parent=ctx, resilient_parsing=bare)
        if isinstance(inner, click.Group):
            words = words[before - len(ctx.args) - len(getattr(ctx, "_protected_args", [])) :]
            if not words:
                raise click.UsageError(f"{name} has commands of its own: name one.", ctx)
        command = inner
    return names, ctx


def _rows(
    names: tuple[str, ...], ctx: click.Context, files: tuple[ConfigFile, ...]
) -> list[tuple[str, str, str]]:
    rows = []
    for option in ctx.command.params:
        if isinstance(option, click.Option) and option.name != "version":
            value, source = _origin(names, ctx, option, files)
            # Verbosity can be set for each command, but seldom is.
            if source != _DEFAULT or not names or option.expose_value:
                said = [source] if value != _NOT_SET else []
                if set_by(option) is not SetBy.ANYONE and source == _DEFAULT:
                    said.append(_ALLOWED[set_by(option)])
                rows.append((option_key(option), value, f"# {'; '.join(said)}" if said else ""))
    return rows


def _origin(
    names: tuple[str, ...], ctx: click.Context, option: click.Option, files: tuple[ConfigFile, ...]
) -> tuple[str, str]:
    """Return an option's value in TOML, and the name of its source."""
    if option.name == "options":
        return _merged(ctx, option)
    key, value = option_key(option), ctx.params.get(str(option.name))
    refused = " (cannot be used)" if option.expose_value and value is None else ""
    match ctx.get_parameter_source(str(option.name)):
        case ParameterSource.COMMANDLINE:
            return _toml(value if option.expose_value else True), _COMMAND_LINE
        case ParameterSource.ENVIRONMENT:
            return _toml(os.environ.get(str(option.envvar))), f"{option.envvar}{refused}"
        case ParameterSource.DEFAULT_MAP:
            for file in files:
                if (found := file.get(names, key)) is not None:
                    return _toml(found), f"{from_home(file.path)}{refused}"
        case ParameterSource.DEFAULT | ParameterSource.PROMPT | None:
            pass
    return _toml(value if option.expose_value else False), _DEFAULT


def _merged(ctx: click.Context, option: click.Option) -> tuple[str, str]:
    """Return the format options from all sources together: none replaces another as a whole."""
    from rekindle_core.cli.programs.format_options import configured_options

    said = [(one.word, one.source) for one in configured_options(ctx, option)]
    if ctx.get_parameter_source(str(option.name)) is ParameterSource.COMMANDLINE:
        said += [(word, _COMMAND_LINE) for word in ctx.params[str(option.name)]]
    sources = dict.fromkeys(from_home(Path(source)) for _, source in said)
    return _toml([word for word, _ in said]) if said else _NOT_SET, ", ".join(sources) or _DEFAULT


def _toml(value: object) -> str:
    import json

    match value:
        case None | ():
            return _NOT_SET
        case bool() | int() | float():
            return json.dumps(value)
        case list() | tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return f"{{ {', '.join(f'{_toml(key)} = {_toml(item)}' for key, item in value.items())} }}"
        case _:
            return json.dumps(str(value).removesuffix(" 00:00:00"), ensure_ascii=False)
