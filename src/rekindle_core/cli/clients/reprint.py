"""`rekindle client reprint`: an earlier program again, from the Document in the record."""

from __future__ import annotations

from pathlib import Path

import click

from rekindle_core.cli.clients.opening import (
    label_argument,
    opened,
    sample_option,
    store_options,
    warn_of_partner,
)
from rekindle_core.cli.options import confirm_option, output_option
from rekindle_core.cli.terminal.messages import note, stage


@click.command(
    epilog="""\b
Examples:
    rekindle client reprint K-14
    rekindle client reprint K-14 4tz8q1m0xk7c --output again/
"""
)
@label_argument
@click.argument("program_id", metavar="[PROGRAM]", default="")
@output_option("Write to FOLDER. Default: this folder.", metavar="FOLDER")
@click.option("--force", is_flag=True, help="Replace files that differ.")
@confirm_option
@sample_option
@store_options
def reprint(
    label: str,
    program_id: str,
    output: str | None,
    force: bool,
    confirmed: tuple[str, ...],
    store_path: str | None,
    secret: str | None,
) -> None:
    """Make PROGRAM again, as it was given to LABEL. Default: the latest.

    With the same versions of Rekindle and its plugins, the files have the same bytes. Otherwise they show the
    same Document, and the command tells you. Files that were locked with a password are made without one.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.programs import find_program
    from rekindle_core.caseload.reprinting import reprint as make_again
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.cli.programs.making import during
    from rekindle_core.cli.programs.names import destinations
    from rekindle_core.cli.programs.output import write_all

    with opened(store_path, secret) as store:
        client = find_client(store, label)
        program = find_program(store, client, program_id)
        again = make_again(store, program, plugins_in_use(), confirmed=confirmed, during=during)
    folder = f"{output.rstrip('/')}/" if output else None
    places = destinations(folder, "", again.stem, again.made)
    for path, artifact in places:
        _see_free(path, artifact.data, store_path, force=force)
    with stage("Writing"):
        write_all(places)
    for path, _ in places:
        note(f"Wrote {path}")
    note(again.says)
    for sentence in again.warnings:
        note(f"Note: {sentence}")
    warn_of_partner(client)


def _see_free(path: Path, data: bytes, store_path: str | None, *, force: bool) -> None:
    from rekindle_core.cli.clients.opening import may_write

    if not (path.is_file() and path.read_bytes() == data):
        may_write(path, store_path, force=force)
