"""`rekindle client edit`: change a label, or whether the partner is a client too."""

from __future__ import annotations

import click

from rekindle_core.cli.clients.add import NONE
from rekindle_core.cli.clients.opening import label_argument, opened, store_options, warn_of_partner
from rekindle_core.cli.terminal.messages import note


@click.command()
@label_argument
@click.option("--label", "new_label", metavar="LABEL", help="Change the client's label to LABEL.")
@click.option(
    "--partner",
    metavar="LABEL",
    help="If the client's partner is your client too, give their LABEL; otherwise none.",
)
@store_options
def edit(
    label: str, new_label: str | None, partner: str | None, store_path: str | None, secret: str | None
) -> None:
    """Change a client's label, or whether their partner is your client too."""
    from rekindle_core.caseload.clients import client_by_id, find_client, rename_client, set_partner
    from rekindle_core.errors import UsageError

    if new_label is None and partner is None:
        raise UsageError("There is nothing to change.", hint="add --label LABEL or --partner LABEL.")
    with opened(store_path, secret) as store, store.writing():
        client = find_client(store, label)
        if partner is not None:
            set_partner(store, client, None if partner.casefold() == NONE else find_client(store, partner))
        if new_label is not None:
            rename_client(store, client, new_label)
        client = client_by_id(store, client.id)
    note("Changed the record.")
    warn_of_partner(client)
