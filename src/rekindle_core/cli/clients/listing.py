"""`rekindle client list`: all clients."""

from __future__ import annotations

import click

from rekindle_core.cli.clients.opening import opened, sample_option, store_options


@click.command("list")
@sample_option
@store_options
def list_(store_path: str | None, secret: str | None) -> None:
    """List the clients by label, with the number of programs that each was given and the latest date."""
    from rekindle_core.caseload.clients import list_clients
    from rekindle_core.caseload.moments import local_day
    from rekindle_core.diagnostics import counted

    with opened(store_path, secret) as store:
        lines = list_clients(store)
    width = max((len(one.client.label) for one in lines), default=0)
    for one in lines:
        last = f", the last on {local_day(one.last)}" if one.last else ""
        held = "; on hold" if one.client.held else ""
        click.echo(f"{one.client.label:{width}}  {counted(one.programs, 'program')}{last}{held}")
    if not lines:
        click.echo("There are no clients.")
