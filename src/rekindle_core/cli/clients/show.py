"""`rekindle client show`: what the record of one client holds."""

from __future__ import annotations

import click

from rekindle_core.cli.clients.opening import label_argument, opened, store_options, warn_of_partner


@click.command()
@label_argument
@store_options
def show(label: str, store_path: str | None, secret: str | None) -> None:
    """Show what the record of LABEL holds: profile versions, programs, and how many answers."""
    from rekindle_core.caseload.answers import list_answers
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.erase import copies_of
    from rekindle_core.caseload.moments import local_day
    from rekindle_core.caseload.profiles import profile_versions
    from rekindle_core.caseload.programs import list_programs
    from rekindle_core.diagnostics import counted

    with opened(store_path, secret) as store:
        client = find_client(store, label)
        versions, programs = profile_versions(store, client), list_programs(store, client)
        answers, copies = list_answers(store, client), copies_of(store, client)
    click.echo(f"{client.label}, since {local_day(client.added)}")
    if client.held:
        click.echo(f"On hold since {local_day(client.held)}: the record can't be erased.")
    if versions:
        last = versions[-1]
        click.echo(
            f"Profile: version {last.number} of {local_day(last.saved)}, {counted(len(last.facts), 'answer')} "
            f"(pack {last.pack})"
        )
    else:
        click.echo("Profile: none yet")
    kinds = ", ".join(
        f"{sum(one.kind == kind for one in programs)} {kind}s" for kind in ("program", "handout")
    )
    click.echo(f"Given: {kinds}")
    told = {kind: sum(one.kind == kind for one in answers) for kind in ("rating", "tick", "number", "text")}
    click.echo(f"Answers: {', '.join(f'{count} {kind}s' for kind, count in told.items() if count) or 'none'}")
    for copy in copies:
        click.echo(f"{copy.kind.capitalize()} of {local_day(copy.made)}: {copy.place}")
    warn_of_partner(client)
