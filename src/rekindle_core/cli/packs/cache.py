"""`rekindle cache`: compiled packs, which can be deleted at any time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from rekindle_core.cli.group import LazyGroup
from rekindle_core.cli.terminal.messages import note
from rekindle_core.diagnostics import counted
from rekindle_core.installation.places import cache_folder


class CacheGroup(LazyGroup):
    """The commands about what is kept."""

    homes: ClassVar[Mapping[str, str]] = {
        "path": "rekindle_core.cli.packs.cache:path",
        "clear": "rekindle_core.cli.packs.cache:clear",
    }


@click.group(cls=CacheGroup)
def cache() -> None:
    """Clear what is kept to start faster.

    Packs are kept as they were checked. Nothing of any reader is in there.
    """


@click.command()
def path() -> None:
    """Print the folder."""
    click.echo(cache_folder())


@click.command()
def clear() -> None:
    """Delete every compiled pack."""
    from rekindle_core.content.building.compiled import compiled_packs
    from rekindle_core.errors import OutputError

    found = compiled_packs(cache_folder())
    for file in found:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            message = f"{file} cannot be deleted: {error.strerror or error}."
            raise OutputError(
                message, code="cannot-write", hint="look at the folder's permissions."
            ) from error
    note(f"Deleted {counted(len(found), 'compiled pack')} from {cache_folder()}")
