"""`rekindle client backup`, `restore` and `passphrase`: the whole file."""

from __future__ import annotations

from pathlib import Path

import click

from rekindle_core.cli.clients.add import show_recovery
from rekindle_core.cli.clients.opening import opened, read_secret, store_file, store_options
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import note, stage


@click.command()
@click.argument("path", metavar="FILE", type=FILE_NAME, shell_complete=complete_file)
@store_options
def backup(path: str, store_path: str | None, secret: str | None) -> None:
    """Write all records to FILE, encrypted; they may be in use.

    FILE opens with the current passphrase and recovery key, even if you change them later.
    """
    from rekindle_core.caseload.erase import record_copy
    from rekindle_core.caseload.store.backup import back_up
    from rekindle_core.cli.inputs import moment

    with opened(store_path, secret) as store:
        with stage("Backing up"):
            back_up(store, Path(path))
        record_copy(store, "backup", Path(path), moment())
    note(f"Wrote {path}")


@click.command()
@click.argument("path", metavar="FILE", type=FILE_NAME, shell_complete=complete_file)
@store_options
def restore(path: str, store_path: str | None, secret: str | None) -> None:
    """Restore the records from the backup FILE; the current file is kept under another name.

    The backup is checked first. Use the passphrase that FILE was made with.
    """
    from rekindle_core.caseload.store.backup import restore as put_back

    typed = read_secret(secret, "Passphrase of the backup: ")
    with stage("Checking the backup"):
        done = put_back(store_file(store_path), Path(path), typed)
    note(f"Restored {done.path}.")
    if done.kept:
        note(f"The previous file is now {done.kept}; it opens with its own passphrase.")


@click.command()
@click.option("--new", "new_secret", metavar="WHERE", help="Read the new passphrase from env:NAME or fd:N.")
@store_options
def passphrase(new_secret: str | None, store_path: str | None, secret: str | None) -> None:
    """Change the passphrase, encrypt all records again, and print a new recovery key.

    No other program may have the records open. Earlier backups keep their old passphrase.
    """
    from rekindle_core.caseload.errors import NoStoreError
    from rekindle_core.caseload.store.passphrase import change_passphrase

    path = store_file(store_path)
    if not path.exists():
        raise NoStoreError(path)
    old = read_secret(secret, "Passphrase: ")
    new = read_secret(new_secret, "New passphrase: ", again=True)
    with stage("Encrypting the records again"):
        recovery = change_passphrase(path, old, new)
    note("Changed the passphrase. The old recovery key opens only earlier backups.")
    show_recovery(recovery)
