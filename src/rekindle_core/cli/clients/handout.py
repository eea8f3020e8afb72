"""`rekindle client handout`: one sheet of chosen items, from a client's record."""

from __future__ import annotations

from typing import Any

import click

from rekindle_core.cli.clients.opening import label_argument, opened, store_options, warn_of_partner
from rekindle_core.cli.options import pack_options, plan_options, practice_options, settings_option
from rekindle_core.cli.programs.options import output_options
from rekindle_core.cli.shell.complete import complete_item
from rekindle_core.cli.terminal.messages import note


@click.command(
    epilog="""\b
Examples:
    rekindle client handout K-14 space-three-plans --format pdf
"""
)
@label_argument
@click.argument("items", nargs=-1, required=True, metavar="ID...", shell_complete=complete_item)
@click.option("--counselor", is_flag=True, help="Make a page for the counselor too, in a separate file.")
@settings_option
@pack_options
@output_options("handout")
@practice_options
@plan_options
@store_options
def handout(
    label: str,
    items: tuple[str, ...],
    counselor: bool,
    store_path: str | None,
    secret: str | None,
    **options: Any,
) -> None:
    """Make one sheet of chosen items for LABEL, and record it.

    `rekindle catalogue` lists items with their ids. The command tells you which of them this client was given before.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.giving import handout_for, recording
    from rekindle_core.caseload.profiles import current_profile
    from rekindle_core.cli.inputs import moment
    from rekindle_core.cli.programs.making import Order, deliver, during, read_order

    order = Order(**options)
    with opened(store_path, secret) as store:
        client = find_client(store, label)
        version = current_profile(store, client)
        inputs, wanted = read_order(order, version.data if version else None, handout=True)
        given = handout_for(
            store, client, inputs.pack, items, inputs.profile, wanted, counselor=counselor, during=during
        )
        deliver(order, given.made, recording(store, client, given, moment()))
    if given.again:
        note(f"Note: This client was given these before: {', '.join(given.again)}.")
    warn_of_partner(client)
