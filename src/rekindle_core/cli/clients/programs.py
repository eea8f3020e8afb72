"""`rekindle client programs`: what one client was given."""

from __future__ import annotations

import click

from rekindle_core.cli.clients.opening import label_argument, opened, store_options, warn_of_partner


@click.command()
@label_argument
@store_options
def programs(label: str, store_path: str | None, secret: str | None) -> None:
    """List the programs and handouts that LABEL was given, with their ids."""
    from rekindle_core.caseload.answers import list_answers
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.moments import local_day
    from rekindle_core.caseload.programs import list_programs
    from rekindle_core.diagnostics import counted

    with opened(store_path, secret) as store:
        client = find_client(store, label)
        found, answers = list_programs(store, client), list_answers(store, client)
    for one in found:
        formats = ", ".join(each.name for each in one.details.formats)
        count = sum(each.program == one.number for each in answers)
        click.echo(
            f"{one.id}  {one.kind}, made on {local_day(one.made)} for {one.details.date} ({formats}); "
            f"profile version {one.details.profile or 'none'}; {counted(count, 'answer')}"
        )
    if not found:
        click.echo("Nothing was given yet.")
    warn_of_partner(client)
