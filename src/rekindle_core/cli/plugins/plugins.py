"""`rekindle formats` and `rekindle plugins`: what is available, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

import click

from rekindle_core.cli.group import LazyGroup
from rekindle_core.cli.options import report_as
from rekindle_core.cli.plugins.listing import print_listing, status_json
from rekindle_core.cli.shell.complete import complete_format
from rekindle_core.cli.terminal.messages import note

if TYPE_CHECKING:
    from rekindle_core.extension.manager import PluginStatus


@click.command()
@click.argument("name", required=False, shell_complete=complete_format)
def formats(name: str | None) -> None:
    """List the output formats, or the options of one."""
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.extension.options import common_options, describe_options

    plugins = plugins_in_use()
    if name is None:
        width = max(map(len, plugins.formats), default=0)
        for format_ in plugins.formats.values():
            click.echo(f"{format_.name:{width}}  {format_.summary}")
        return
    format_ = plugins.format(name)
    click.echo(f"{format_.name}: {format_.summary}")
    for option in (*describe_options(format_), *common_options(format_)):
        click.echo(f"\n  --option {option.name}={option.default}\n      {option.help} ({option.values})")


class PluginsGroup(LazyGroup):
    """The commands about plugins."""

    homes: ClassVar[Mapping[str, str]] = {
        "doctor": "rekindle_core.cli.plugins.doctor:doctor",
        "new": "rekindle_core.cli.plugins.new:new",
    }


@click.group(
    cls=PluginsGroup,
    invoke_without_command=True,
    epilog="""\b
Examples:
    rekindle plugins
    rekindle plugins --strict
    rekindle plugins --report json
""",
)
@report_as("plugins")
@click.option("--strict", is_flag=True, help="Exit with code 3 if a plugin has a problem.")
@click.pass_context
def plugins(ctx: click.Context, report: str, strict: bool) -> None:
    """List the plugins by precedence, and their problems.

    For a plugin that cannot be used, shows the reason, the place, and what to do.
    """
    if ctx.invoked_subcommand is not None:
        return
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.extension.discovery import NAMES

    statuses = plugins_in_use(ctx).statuses
    unknown = _unknown(status.name for status in statuses)
    if report == "json":
        print_listing(map(status_json, statuses), unknown=list(unknown))
    else:
        _print(statuses)
        for name, hint in unknown.items():
            note(f"Note: {NAMES} names {name}, but no such plugin is installed. Hint: {hint}")
    if strict and (unknown or any(status.problems for status in statuses)):
        raise click.exceptions.Exit(3)


def _print(statuses: Iterable[PluginStatus]) -> None:
    rows = [(one.name, one.version or "-", one.origin, one.state) for one in statuses]
    widths = [max((len(row[at]) for row in rows), default=0) for at in range(3)]
    for row, status in zip(rows, statuses, strict=True):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        click.echo("  ".join((*cells, row[3])))
        for line in _told(status):
            click.echo(f"{'':{widths[0]}}  {line}")


def _unknown(names: Iterable[str]) -> dict[str, str]:
    """Return the names in REKINDLE_PLUGINS that no plugin has, each with a hint."""
    from rekindle_core.diagnostics import did_you_mean
    from rekindle_core.extension.discovery import named

    known = sorted(names)
    return {
        name: did_you_mean(name, known) or "see the names above."
        for name in named() or ()
        if name not in known
    }


def _told(status: PluginStatus) -> Iterator[str]:
    from rekindle_core.extension.discovery import NAMES

    # One line for each hook that it implements.
    for what in ("formats", "packs", "commands"):
        if f"rekindle_register_{what}" in status.hooks:
            yield f"{what}: {', '.join(getattr(status, what)) or 'none'}"
    if "rekindle_add_blocks" in status.hooks:
        yield "adds blocks to programs"
    if status.state == "not loaded":
        yield f"{NAMES} does not name it"
    for problem in status.problems:
        yield str(problem)
