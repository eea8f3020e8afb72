"""Calls of the command line that pages show: whether what they name exists."""

from __future__ import annotations

import itertools
import shlex
from collections.abc import Iterator, Sequence

import click
from tests.support import bundled_pack

from rekindle_core import load_profile
from rekindle_core.cli.app import app
from rekindle_core.engine import find_plugins
from rekindle_core.extension.options import divide_options


def words_of(line: str) -> Iterator[list[str]]:
    """Yield the words of each call of rekindle in a line for a shell."""
    calls: list[list[str]] = [[]]
    for word in shlex.split(line.replace('eval "$(', ""), comments=True):
        if word in ("|", "&&", ";", ">", "<", "2>&1"):
            calls.append([])
        else:
            calls[-1].append(word)
    yield from (words[1:] for words in calls if words[:1] in (["rekindle"], [".venv/bin/rekindle"]))


def resolve(words: Sequence[str]) -> click.Command:
    """Follow a call through the commands, as click does; commands and options have to be there."""
    command: click.Command = app
    ctx = click.Context(app, info_name="rekindle", **app.context_settings)
    rest = [word for word in words if word != "…" and not word.isupper()]  # NAME stands for any
    options: list[str] = []
    while rest:
        word = rest.pop(0)
        if word.startswith("--"):
            options.append(word.partition("=")[0])
            if rest and "=" not in word and _takes_a_value(command, word):
                rest.pop(0)
        elif isinstance(command, click.Group):
            _see_options(command, options)
            inner = command.get_command(ctx, word)
            assert inner is not None, words
            command, ctx, options = inner, click.Context(inner, info_name=word, parent=ctx), []
    if command.name not in ("config", "help"):  # their words are those of other calls
        _see_options(command, options)
    return command


def _takes_a_value(command: click.Command, name: str) -> bool:
    return any(
        isinstance(option, click.Option) and name in option.opts and not option.is_flag
        for option in command.params
    )


def _see_options(command: click.Command, options: Sequence[str]) -> None:
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    assert set(options) <= known | {"--help"}, (command.name, options)


def look_into_build(words: Sequence[str]) -> None:
    """See that a call of `build` names formats, their options, and facts of the bundled pack that there are."""
    if "--plugin" in words:
        return  # it brings what is asked for
    plugins = find_plugins()

    def given(*names: str) -> list[str]:
        return [word for name, word in itertools.pairwise(words) if name in names]

    formats = [plugins.format(name) for name in given("--format", "-f") or ["text"]]
    divide_options(given("--option"), formats)
    if not given("--pack"):
        load_profile(bundled_pack(), settings=given("--set"))
