"""`rekindle formats` and `rekindle plugins`: what there is, and what was left out and why."""

from __future__ import annotations

import click

from rekindle_core.cli.complete import complete_format


@click.command()
@click.argument("name", required=False, shell_complete=complete_format)
def formats(name: str | None) -> None:
    """List the output formats, or the options of one."""
    from rekindle_core.engine import find_plugins
    from rekindle_core.extension.options import common_options, describe_options

    plugins = find_plugins()
    if name is None:
        width = max(map(len, plugins.formats), default=0)
        for format_ in plugins.formats.values():
            click.echo(f"{format_.name:{width}}  {format_.summary}")
        return
    format_ = plugins.format(name)
    click.echo(f"{format_.name}: {format_.summary}")
    common = () if format_.addressed else common_options()
    for option in (*describe_options(format_), *common):
        click.echo(f"\n  --option {option.name}={option.default}\n      {option.help} ({option.values})")


@click.command()
def plugins() -> None:
    """List the plugins, and what was left out.

    A plugin that cannot be used is named with the reason.
    """
    from rekindle_core.engine import find_plugins

    statuses = find_plugins().statuses
    width = max((len(status.name) for status in statuses), default=0)
    for status in statuses:
        what = f"formats: {', '.join(status.formats)}" if status.formats else "no formats"
        click.echo(f"{status.name:{width}}  {status.origin}  {what}")
        if status.problem:
            click.echo(f"{'':{width}}  left out: {status.problem}")
