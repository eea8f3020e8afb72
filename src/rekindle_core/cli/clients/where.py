"""`rekindle where`: what Rekindle keeps on this computer, and where; and removing it on request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.erase import tell_copies
from rekindle_core.cli.clients.opening import opened, store_file, store_options
from rekindle_core.cli.terminal.messages import note

if TYPE_CHECKING:
    from rekindle_core.caseload.erase import Copy


@click.command()
@click.option(
    "--remove",
    type=click.Choice(["records", "backups", "cache"]),
    multiple=True,
    help="Remove these (repeatable). Removed records can't be restored.",
)
@click.option("--yes", is_flag=True, help="Remove without asking.")
@store_options
def where(remove: tuple[str, ...], yes: bool, store_path: str | None, secret: str | None) -> None:
    """Print where client records, their backups and the cache are, and remove them on request.

    Removing records needs their passphrase, and is refused while any of them is on hold.
    """
    import sys

    from rekindle_core.caseload.whereabouts import find_places
    from rekindle_core.errors import UsageError

    path = store_file(store_path)
    places = find_places(path)
    if not remove:
        for name, files in places.items():
            click.echo(f"{name}:")
            for file in files:
                click.echo(f"  {file}{'' if file.exists() else ' (nothing there)'}")
        return
    if not yes and not sys.stdin.isatty():
        raise UsageError("Removing needs confirmation.", hint="add --yes.")
    if not yes:
        click.confirm(f"Remove {' and '.join(remove)} permanently?", abort=True, err=True)
    copies: tuple[Copy, ...] = ()
    if "records" in remove and path.exists():
        copies = _see_no_hold(store_path, secret)
        _remove_records(path, places["records"])
    for name in remove:
        if name != "records":
            _remove(places[name])
    gone = [place for name in remove for place in places[name]]
    tell_copies([one for one in copies if not {one.place, one.place.parent}.intersection(gone)])
    note(f"Removed {' and '.join(remove)}. Copies that you made elsewhere are still there.")


def _see_no_hold(store_path: str | None, secret: str | None) -> tuple[Copy, ...]:
    """Check that no record is on hold, and return the copies that will be left.

    Raises:
        HeldError: One is on hold.
    """
    from rekindle_core.caseload.clients import list_clients
    from rekindle_core.caseload.erase import every_copy
    from rekindle_core.caseload.errors import HeldError

    with opened(store_path, secret) as store:
        if any(one.client.held for one in list_clients(store)):
            raise HeldError
        return every_copy(store)


def _remove_records(path: Path, files: tuple[Path, ...]) -> None:
    from rekindle_core.caseload.store.gate import gate_file, held_alone

    with held_alone(path):
        _remove(tuple(file for file in files if file != gate_file(path)))
    _remove((gate_file(path),))


def _remove(files: tuple[Path, ...]) -> None:
    import shutil

    from rekindle_core.errors import OutputError

    for file in files:
        try:
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file)
            else:
                file.unlink(missing_ok=True)
        except OSError as error:
            message = f"{file} can't be removed: {error.strerror or error}."
            raise OutputError(message, code="cannot-write", hint="check the folder's permissions.") from None
