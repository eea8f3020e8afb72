"""`rekindle client add`: a new record; the first one creates the file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.opening import label_argument, opened, read_secret, store_file, store_options
from rekindle_core.cli.inputs import profile_source
from rekindle_core.cli.options import pack_options, profile_options
from rekindle_core.cli.terminal.messages import note

if TYPE_CHECKING:
    from rekindle_core.caseload.clients import Client
    from rekindle_core.caseload.store.store import Store

NONE = "none"


@click.command(
    epilog="""\b
Examples:
    rekindle client add K-14 --partner none
    rekindle client add K-15 --partner K-14
    rekindle client add K-16 --partner none --profile alex.yaml
"""
)
@label_argument
@click.option(
    "--partner",
    metavar="LABEL",
    help="If the client's partner is your client too, give their LABEL; otherwise none. In a terminal, you are asked.",
)
@profile_options
@pack_options
@store_options
def add(
    label: str,
    partner: str | None,
    profile_path: str | None,
    settings: tuple[str, ...],
    pack_path: Path | None,
    no_cache: bool,
    store_path: str | None,
    secret: str | None,
) -> None:
    """Create a record for a client, labeled LABEL.

    Initials or a number will do: LABEL is shown only by the commands about records, never in a file name or
    on a page. The first record creates the encrypted file, asks for a passphrase, and prints the recovery key
    once.
    """
    from rekindle_core.caseload.clients import add_client, see_label
    from rekindle_core.caseload.profiles import save_profile
    from rekindle_core.cli.inputs import moment

    see_label(label)
    _see_partner_said(partner)
    inputs = None
    if profile_path or settings:
        from rekindle_core.cli.inputs import read_inputs

        inputs = read_inputs(pack_path, profile_source(profile_path), settings, no_cache=no_cache)
    with begun(store_path, secret) as store:
        # Asked before anything is written: meanwhile, others can work.
        other = _partner(store, partner)
        with store.writing():
            client = add_client(store, label, moment(), partner=other)
            if inputs:
                save_profile(store, client, inputs.pack, inputs.profile, moment())
    note("Added a client.")
    if client.partner:
        note(
            "Warning: Both partners are now your clients. Nothing from one record is used for the other. Ask each "
            "alone, never give one partner's pages to the other, and think about whether you can work with both."
        )


def _see_partner_said(partner: str | None) -> None:
    """Check that it is known whether the partner is a client, before asking anything else."""
    if partner is None and not sys.stdin.isatty():
        from rekindle_core.errors import UsageError

        message = "Is this client's partner your client too?"
        raise UsageError(message, code="partner-unknown", hint="add --partner none, or --partner LABEL.")


def _partner(store: Store, given: str | None) -> Client | None:
    from rekindle_core.caseload.clients import find_client

    label = (
        given
        if given is not None
        else click.prompt("Is this client's partner your client too? Their label, or none", err=True)
    )
    return None if label.strip().casefold() == NONE else find_client(store, label)


@contextmanager
def begun(store_path: str | None, secret: str | None) -> Iterator[Store]:
    """Open the store; if there is none, create it and show its recovery key."""
    from rekindle_core.caseload.store.cipher import load_apsw
    from rekindle_core.caseload.store.store import create_store, is_there

    path = store_file(store_path)
    if is_there(path):
        with opened(store_path, secret) as store:
            yield store
        return
    load_apsw()
    note(
        "There are no client records yet. They are kept in one encrypted file, and nobody can open it without its "
        "passphrase: choose one that you will remember, such as five words that don't belong together."
    )
    store, recovery = create_store(path, read_secret(secret, "New passphrase: ", again=True))
    with store:
        show_recovery(recovery)
        note(
            "What you keep may count as part of the client's record: ask your professional body how long you must keep "
            "it and who may ask to see it."
        )
        yield store


def show_recovery(recovery: str) -> None:
    """Print a recovery key, the only time that it is known."""
    click.echo(f"Recovery key: {recovery}")
    note(
        "Write it on paper now, and keep it where you keep keys. It opens the records if you forget the "
        "passphrase, and it is not shown again."
    )
