"""`rekindle client export` and `import`: one record as a file, for a move or another counselor."""

from __future__ import annotations

from pathlib import Path

import click

from rekindle_core.cli.clients.add import begun
from rekindle_core.cli.clients.opening import (
    label_argument,
    may_write,
    opened,
    store_options,
    warn_of_partner,
    write_copy,
)
from rekindle_core.cli.options import output_option
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import note


@click.command()
@label_argument
@output_option("Write to FILE (JSON).", required=True)
@click.option("--force", is_flag=True, help="Replace FILE.")
@store_options
def export(label: str, output: str, force: bool, store_path: str | None, secret: str | None) -> None:
    """Write the whole record of LABEL to a file (docs/reference/caseload.schema.json).

    The file isn't encrypted: anyone who has it can read it. It doesn't say who the client's partner is.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.export import export_client

    path = Path(output)
    may_write(path, store_path, force=force)
    with opened(store_path, secret) as store:
        client = find_client(store, label)
        text = export_client(store, client)
        write_copy(store, client, "export", path, text)
    note(f"Wrote {path}. It isn't encrypted: hand it over safely, then delete it.")
    warn_of_partner(client)


@click.command("import")
@click.argument("path", metavar="FILE", type=FILE_NAME, shell_complete=complete_file)
@click.option(
    "--label", default="", metavar="LABEL", help="The client's new LABEL. Default: the label in the file."
)
@store_options
def import_(path: str, label: str, store_path: str | None, secret: str | None) -> None:
    """Import a record that `rekindle client export` wrote, as a new client."""
    from rekindle_core.bounded import read_regular
    from rekindle_core.caseload.errors import WrongFileError
    from rekindle_core.caseload.export import MOST_BYTES, import_client, read_record
    from rekindle_core.cli.inputs import moment

    try:
        data = read_regular(Path(path), MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WrongFileError(f"{path} can't be read: {reason}.", hint="check the path.") from None
    if len(data) > MOST_BYTES:
        message = f"{path} has more than {MOST_BYTES // 1_000_000} MB; no record is that large."
        raise WrongFileError(message, hint="is it the right file?")
    read_record(data)
    with begun(store_path, secret) as store:
        import_client(store, data, moment(), label=label)
    note("Added a client from the file. If their partner is your client too, say so: `rekindle client edit`.")
