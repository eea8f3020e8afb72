"""`rekindle client programs`: what one client was given."""

from __future__ import annotations

import click

from rekindle_core.cli.clients.opening import (
    label_argument,
    opened,
    sample_option,
    store_options,
    warn_of_partner,
)


@click.command()
@label_argument
@sample_option
@store_options
def programs(label: str, store_path: str | None, secret: str | None) -> None:
    """List the programs and handouts that LABEL was given, with their ids."""
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.moments import local_day
    from rekindle_core.caseload.overview import look_over
    from rekindle_core.diagnostics import counted

    with opened(store_path, secret) as store:
        client = find_client(store, label)
        found = look_over(store, client)
    for given in found.given:
        one = given.program
        formats = ", ".join(each.name for each in one.details.formats)
        click.echo(
            f"{one.id}  {one.kind}, made on {local_day(one.made)} for {one.details.date} ({formats}); "
            f"profile version {one.details.profile or 'none'}; {counted(given.answers, 'answer')}"
        )
    if not found.given:
        click.echo("Nothing has been given yet.")
    warn_of_partner(client)
