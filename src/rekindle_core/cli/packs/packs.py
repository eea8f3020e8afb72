"""`rekindle packs`: the content packs that can be used by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from rekindle_core.cli.group import LazyGroup
from rekindle_core.cli.terminal.messages import detail


class PacksGroup(LazyGroup):
    """The commands about packs."""

    homes: ClassVar[Mapping[str, str]] = {"new": "rekindle_core.cli.packs.new:new"}


@click.group(cls=PacksGroup, invoke_without_command=True)
@click.pass_context
def packs(ctx: click.Context) -> None:
    """List the content packs that can be used by name.

    Use one with `--pack NAME`, or any other with `--pack FOLDER`.
    """
    if ctx.invoked_subcommand is not None:
        return
    from rekindle_core.cli.loading import plugins_in_use

    found = plugins_in_use(ctx).packs
    width = max(map(len, found))
    for pack in found.values():
        click.echo(f"{pack.name:{width}}  {pack.summary}".rstrip())
        detail(f"{'':{width}}  {pack.folder}")
