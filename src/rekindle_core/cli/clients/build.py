"""`rekindle client build`: a program from a client's record that repeats nothing they were given before."""

from __future__ import annotations

from typing import Any

import click

from rekindle_core.cli.clients.opening import label_argument, opened, store_options, warn_of_partner
from rekindle_core.cli.options import pack_options, plan_options, practice_options, settings_option
from rekindle_core.cli.programs.options import output_options
from rekindle_core.cli.settings.set_by import Preference
from rekindle_core.cli.terminal.messages import note


@click.command(
    epilog="""\b
Examples:
    rekindle client build K-14 --format pdf
    rekindle client build K-14 --format pdf --format html --output programs/
    rekindle client build K-14 --format pdf --repeat-after 365
"""
)
@label_argument
@click.option(
    "--repeat-after",
    cls=Preference,
    type=click.IntRange(0, 36_500),
    metavar="DAYS",
    help="Allow an item again after this many days. Default: never.",
)
@settings_option
@pack_options
@output_options("program")
@practice_options
@plan_options
@store_options
def build(
    label: str, repeat_after: int | None, store_path: str | None, secret: str | None, **options: Any
) -> None:
    """Make a program for LABEL from the record, and record it.

    It leaves out every prompt, exercise and checklist that this client was given before, in a program or a
    handout. The program's id is random unless you give one.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.giving import program_for, recording
    from rekindle_core.caseload.profiles import current_profile
    from rekindle_core.cli.inputs import moment
    from rekindle_core.cli.programs.making import Order, deliver, during, read_order
    from rekindle_core.diagnostics import counted

    order = Order(**options)
    with opened(store_path, secret) as store:
        client = find_client(store, label)
        version, now = current_profile(store, client), moment()
        inputs, wanted = read_order(order, version.data if version else None)
        given = program_for(
            store,
            client,
            inputs.pack,
            inputs.profile,
            wanted,
            now,
            repeat_after=repeat_after,
            overrides=inputs.overrides,
            during=during,
        )
        deliver(order, given.made, recording(store, client, given, now))
    if given.left_out:
        note(f"Left out {counted(given.left_out, 'item')} that this client was given before.")
    if version is None:
        note(
            "Note: The record has no profile, so this is the general program; `rekindle client profile` asks."
        )
    warn_of_partner(client)
