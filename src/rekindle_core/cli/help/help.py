"""`rekindle help`: short pages to read, and the help of every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rekindle_core.cli.help.pages import read_topic, topics
from rekindle_core.cli.shell.complete import complete_topic

if TYPE_CHECKING:
    from rekindle_core.cli.terminal.page import Line


@click.command(
    name="help",
    epilog="""\b
Examples:
    rekindle help
    rekindle help profiles
    rekindle help profile new
""",
)
@click.argument("words", nargs=-1, metavar="[TOPIC | COMMAND]", shell_complete=complete_topic)
@click.pass_context
def help_(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Read about a topic or a command.

    Without an argument, lists all topics and commands.
    """
    from rekindle_core.cli.terminal.page import show

    group, root = ctx.find_root().command, ctx.find_root()
    if not isinstance(group, click.Group):
        raise TypeError("the command line has no commands")
    if not words:
        show(_contents(group, root))
    elif len(words) == 1 and words[0] in topics():
        show(_lines(read_topic(words[0])))
    else:
        _show_command(group, root, words)


def _contents(group: click.Group, root: click.Context) -> list[Line]:
    from rekindle_core.cli.terminal.page import Line

    titles = topics()
    commands = {name: group.get_command(root, name) for name in group.list_commands(root)}
    width = max(map(len, (*titles, *commands)))
    return [
        Line("Topics: rekindle help TOPIC", tone="title"),
        *(Line(title, f"  {name:{width}}  ") for name, title in titles.items()),
        Line(),
        Line("Commands: rekindle help COMMAND, or rekindle COMMAND --help", tone="title"),
        *(
            Line(command.get_short_help_str(200), f"  {name:{width}}  ")
            for name, command in commands.items()
            if command is not None
        ),
    ]


def _lines(text: str) -> list[Line]:
    from rekindle_core.cli.terminal.page import Line

    return [
        Line(line.lstrip("# "), tone="title") if line.startswith("#") else Line(line)
        for line in text.splitlines()
    ]


def _show_command(group: click.Group, root: click.Context, words: tuple[str, ...]) -> None:
    command: click.Command = group
    ctx = root
    for word in words:
        known = command.list_commands(ctx) if isinstance(command, click.Group) else []
        found = command.get_command(ctx, word) if isinstance(command, click.Group) else None
        if found is None:
            raise _unknown(words, word, known if ctx is not root else [*known, *topics()])
        command, ctx = found, click.Context(found, info_name=word, parent=ctx)
    click.echo(command.get_help(ctx))


def _unknown(words: tuple[str, ...], word: str, known: list[str]) -> Exception:
    from rekindle_core.diagnostics import did_you_mean
    from rekindle_core.errors import UsageError

    if not known:
        message = f"{' '.join(words[: words.index(word)])} has no commands of its own."
        return UsageError(message, code="unknown-topic", hint="remove the rest.")
    hint = did_you_mean(word, known) or "`rekindle help` lists them."
    return UsageError(f"There is no topic or command “{word}”.", code="unknown-topic", hint=hint)
