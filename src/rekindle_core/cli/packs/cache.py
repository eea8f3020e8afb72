"""`rekindle cache`: compiled packs, which can be deleted at any time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import click

from rekindle_core.cli.group import LazyGroup
from rekindle_core.cli.terminal.messages import detail, note
from rekindle_core.diagnostics import counted
from rekindle_core.installation.places import cache_folder


class CacheGroup(LazyGroup):
    """The commands about the cache."""

    homes: ClassVar[Mapping[str, str]] = {
        "path": "rekindle_core.cli.packs.cache:path",
        "clear": "rekindle_core.cli.packs.cache:clear",
    }


@click.group(cls=CacheGroup)
def cache() -> None:
    """Show or clear the cache of compiled packs.

    The cache makes commands start faster. It contains no data about any reader.
    """


@click.command()
def path() -> None:
    """Print the cache folder."""
    click.echo(cache_folder())


@click.command()
def clear() -> None:
    """Delete every compiled pack and nothing else."""
    from rekindle_core.content.building.compiled import compiled_packs
    from rekindle_core.errors import OutputError
    from rekindle_core.staging import remove_left

    folder = cache_folder()
    _see_own(folder)
    found, size = compiled_packs(folder), 0
    for file in found:
        try:
            size += file.lstat().st_size
            file.unlink(missing_ok=True)
        except FileNotFoundError:
            continue  # Another run has already cleared it.
        except OSError as error:
            message = f"{file} cannot be deleted: {error.strerror or error}."
            raise OutputError(message, code="cannot-write", hint="check the folder's permissions.") from error
        detail(f"Deleted {file.name}")
    remove_left(folder)
    real = Path(os.path.realpath(folder))
    where = str(folder) if real == Path(os.path.abspath(folder)) else f"{folder}, which is {real}"  # noqa: PTH100
    note(f"Deleted {counted(len(found), 'compiled pack')} ({_shown(size)}) from {where}")
    if kept := _names(folder):
        many = f"{', '.join(kept[:3])}{' and more' if len(kept) > 3 else ''}"
        note(f"Note: other files in the folder were kept: {many}.")


def _see_own(folder: Path) -> None:
    """Check that a folder belongs to the user, not to someone else, such as root's cache in a shared place."""
    from rekindle_core.errors import OutputError

    try:
        owner = folder.stat().st_uid
    except OSError:
        return  # There is nothing to delete.
    if hasattr(os, "geteuid") and owner != os.geteuid():
        raise OutputError(
            f"{folder} belongs to another user, so nothing in it was deleted.",
            code="cannot-write",
            hint="let that user run `rekindle cache clear`, or set XDG_CACHE_HOME to your own folder.",
        )


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return []


def _shown(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{counted(size, 'byte')}"
