"""`rekindle client show`: the contents of one client's record."""

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
def show(label: str, store_path: str | None, secret: str | None) -> None:
    """Show the contents of the record of LABEL: profile versions, programs, and the number of answers."""
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.moments import local_day
    from rekindle_core.caseload.overview import look_over
    from rekindle_core.cli.clients.answers import KIND_WORDS
    from rekindle_core.diagnostics import counted

    with opened(store_path, secret) as store:
        client = find_client(store, label)
        found = look_over(store, client)
    click.echo(f"{client.label}, since {local_day(client.added)}")
    if client.held:
        click.echo(f"On hold since {local_day(client.held)}: the record can't be erased.")
    if found.versions:
        last = found.versions[-1]
        click.echo(
            f"Profile: version {last.number} of {local_day(last.saved)}, {counted(len(last.facts), 'answer')} "
            f"(pack {last.pack})"
        )
    else:
        click.echo("Profile: none yet")
    kinds = ", ".join(
        counted(sum(one.program.kind == kind for one in found.given), kind) for kind in ("program", "handout")
    )
    click.echo(f"Given: {kinds}")
    told = ", ".join(counted(count, KIND_WORDS[kind]) for kind, count in found.answers.items())
    click.echo(f"Answers: {told or 'none'}")
    for copy in found.copies:
        click.echo(f"{copy.kind.capitalize()} of {local_day(copy.made)}: {copy.place}")
    warn_of_partner(client)
