"""Completion at the cursor: the suggestions for each option and argument.

Input: the words before the cursor, as click has parsed them, and the start of the next one. Output: its
possible completions. Nothing here reports errors: a pack or plugin that cannot be read just has no
completions.

A word that continues, such as `soil=`, has the type `part`: no space is added after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, assert_never

import click

from rekindle_core.cli.help.pages import topics
from rekindle_core.cli.inputs import open_pack
from rekindle_core.cli.loading import plugins_in_use
from rekindle_core.cli.shell.complete_paths import complete_folder

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from rekindle_core.content.model.facts import Fact
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.extension.format import Format

MISSING = {"unknown": "it is not known", "declined": "the reader would rather not say"}


def complete_pack(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Suggest the packs that can be used by name, and let the shell suggest folders."""
    packs = plugins_in_use(ctx).packs.values()
    return [
        *_items(((pack.name, pack.summary) for pack in packs), incomplete),
        *complete_folder(ctx, param, incomplete),
    ]


def complete_setting(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Suggest facts and, after the equals sign, their values; in a list, those not yet given."""
    from rekindle_core.content.model.values import NONE

    pack = _pack(ctx)
    name, equals, typed = incomplete.partition("=")
    if not equals:
        return _items(((f"{fact.name}=", fact.ask) for fact in pack.facts.values()), incomplete, "part")
    fact = pack.facts.get(name)
    if fact is None:
        return []
    before, comma, _ = typed.rpartition(",")
    # In a list, each is given once, and neither 'none' nor 'unknown' can be one of several.
    taken = {*before.split(","), NONE} if comma else set()
    values = [
        (f"{name}={before}{comma}{word}", said) for word, said in _values(pack, fact) if word not in taken
    ]
    missing = [] if comma else [(f"{name}={word}", said) for word, said in MISSING.items()]
    kind = "part" if fact.kind == "choices" else "plain"
    return [*_items(values, incomplete, kind), *_items(missing, incomplete)]


def _values(pack: Pack, fact: Fact) -> Iterator[tuple[str, str]]:
    from rekindle_core.profile.answer import offered

    match fact.kind:
        case "yes-no":
            yield from (("yes", ""), ("no", ""))
        case "country":
            yield from ((code, country.name) for code, country in pack.help.countries.items())
        case "choice" | "choices" | "pronouns" | "number" | "text" | "name" | "date":
            yield from offered(pack, fact)
        case _ as never:
            assert_never(never)


def complete_id(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Suggest the ids that --step, --prompt or --why-not accept."""
    from rekindle_core.explanation.catalogue import catalogue

    pack = _pack(ctx)
    names = [
        (name, entry.kind)
        for name, entry in catalogue(pack).items()
        if param.name == "why_not" or (name in pack.units) == (param.name == "step")
    ]
    return _items(names, incomplete)


def complete_item(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Suggest the ids of items for a handout, except those already given."""
    from rekindle_core.explanation.catalogue import kind_of
    from rekindle_core.handout.offered import offered

    named = ctx.params.get(str(param.name)) or ()
    items = offered(_pack(ctx)).items()
    return _items(
        ((name, f"{kind_of(one.item)} of {one.unit.id}") for name, one in items if name not in named),
        incomplete,
    )


def complete_step(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Suggest the ids of steps, and of alternatives that replace them, each with its title."""
    from rekindle_core.explanation.written import unit_title
    from rekindle_core.handout.offered import offered

    pack = _pack(ctx)
    units = dict.fromkeys(one.unit.id for one in offered(pack).values())
    return _items(((unit, unit_title(pack, unit)) for unit in units), incomplete)


def complete_technique(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Suggest the ids of techniques, each with its name."""
    return _items(((name, one.name) for name, one in _pack(ctx).techniques.items()), incomplete)


def complete_format(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Suggest the installed formats, except those already chosen."""
    chosen = ctx.params.get("formats") or ()
    return _items(
        ((each.name, each.summary) for each in _formats(ctx) if each.name not in chosen), incomplete
    )


def complete_option(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Suggest the options of the chosen formats and, after the equals sign, their values."""
    from rekindle_core.extension.options import describe_options

    wanted = ctx.params.get("formats") or ("text",)
    names: list[tuple[str, str]] = []
    values: list[tuple[str, str]] = []
    for each in _formats(ctx):
        if each.name in wanted:
            for option in describe_options(each):
                for key in (option.name, f"{each.name}.{option.name}"):
                    names.append((f"{key}=", option.help))
                    values += [(f"{key}={value}", "") for value in option.choices]
    if "=" in incomplete:
        return _items(values, incomplete)
    # The longer form is only for those who have started typing it.
    return _items((item for item in names if ("." in item[0]) == ("." in incomplete)), incomplete, "part")


def complete_topic(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Suggest topics and commands and, after a command, its subcommands."""
    root = ctx.find_root()
    command, words = root.command, list(ctx.params.get("words") or ())
    names: list[tuple[str, str]] = [] if words else list(topics().items())
    for word in words:
        inner = command.get_command(root, word) if isinstance(command, click.Group) else None
        if inner is None:
            return []
        command = inner
    if isinstance(command, click.Group):
        names += [(name, "") for name in command.list_commands(root)]
    return _items(names, incomplete)


def complete_call(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Suggest what would be suggested if the words so far were a separate call."""
    from click.shell_completion import ShellComplete

    words = list(ctx.params.get(str(param.name)) or ())
    shell = ShellComplete(ctx.find_root().command, {}, "rekindle", "")
    return shell.get_completions(words, incomplete)


def _pack(ctx: click.Context) -> Pack:
    return open_pack(ctx.params.get("pack_path"), no_cache=False)


def _formats(ctx: click.Context) -> Iterable[Format]:
    return plugins_in_use(ctx).formats.values()


def _items(
    offered: Iterable[tuple[str, str]], incomplete: str, type_: str = "plain"
) -> list[CompletionItem[str]]:
    """Return the words that begin with what is typed, each once, with its meaning."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(word, type=type_, help=" ".join(said.split()) or None)
        for word, said in dict(offered).items()
        if word.startswith(incomplete)
    ]
