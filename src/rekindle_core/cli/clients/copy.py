"""`rekindle client copy`: what is kept about a client, for the client to read."""

from __future__ import annotations

from pathlib import Path

import click

from rekindle_core.cli.clients.opening import (
    label_argument,
    may_write,
    opened,
    sample_option,
    store_options,
    warn_of_partner,
    write_copy,
)
from rekindle_core.cli.options import confirm_option, output_option, pack_options
from rekindle_core.cli.terminal.messages import note


@click.command()
@label_argument
@output_option("Write to FILE.", default="copy.txt", show_default=True)
@click.option("--force", is_flag=True, help="Replace FILE.")
@confirm_option
@pack_options
@sample_option
@store_options
def copy(
    label: str,
    output: str,
    force: bool,
    confirmed: tuple[str, ...],
    pack_path: Path | None,
    no_cache: bool,
    store_path: str | None,
    secret: str | None,
) -> None:
    """Write a page for LABEL to read: what is kept about them, and why.

    It lists the contents of each program, and the answer that brought an item in. It contains no gates, no
    answers about safety, none of your notes, and nothing about other clients. Read it first: someone else may
    find it.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.pages.copy import copy_text
    from rekindle_core.cli.inputs import open_pack

    path = Path(output)
    may_write(path, store_path, force=force)
    pack = open_pack(pack_path, no_cache=no_cache)
    with opened(store_path, secret) as store:
        client = find_client(store, label)
        text = copy_text(store, client, pack, confirmed)
        write_copy(store, client, "copy", path, text)
    note(f"Wrote {path}. Read it before you hand it over; it isn't encrypted.")
    warn_of_partner(client)
