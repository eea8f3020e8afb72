"""`rekindle client erase` and `hold`: erasing a record, or preventing that."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.opening import label_argument, opened, store_options
from rekindle_core.cli.terminal.messages import note

if TYPE_CHECKING:
    from rekindle_core.caseload.erase import Copy


@click.command()
@label_argument
@click.option("--release", is_flag=True, help="End the hold.")
@store_options
def hold(label: str, release: bool, store_path: str | None, secret: str | None) -> None:
    """Prevent the record of LABEL from being erased, for example while a court may ask for it."""
    from rekindle_core.caseload.clients import find_client, hold_client
    from rekindle_core.cli.inputs import moment

    with opened(store_path, secret) as store:
        hold_client(store, find_client(store, label), None if release else moment())
    note("The hold has ended." if release else "The record is on hold: it can't be erased.")


@click.command()
@click.argument("label", metavar="LABEL", default="")
@click.option("--yes", is_flag=True, help="Erase without asking.")
@click.option("--finish", is_flag=True, help="Only empty the file's log, after an erasure was interrupted.")
@store_options
def erase(label: str, yes: bool, finish: bool, store_path: str | None, secret: str | None) -> None:
    """Erase the record of LABEL permanently, and list the copies that this can't erase."""
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.erase import erase_client, finish_erasing
    from rekindle_core.caseload.giving import file_stem
    from rekindle_core.caseload.programs import list_programs
    from rekindle_core.errors import UsageError

    if bool(label) == finish:
        raise UsageError(
            "Name one client to erase.", hint="run `rekindle client erase LABEL`, or use --finish by itself."
        )
    if label and not yes and not sys.stdin.isatty():
        raise UsageError("Erasing needs confirmation.", hint="add --yes.")
    with opened(store_path, secret) as store:
        if finish:
            finish_erasing(store)
            note("The log is empty.")
            return
        client = find_client(store, label)
        if not yes:
            click.confirm("Erase this record permanently?", abort=True, err=True)
        made = [file_stem(one) for one in list_programs(store, client)]
        copies = erase_client(store, client)
    note("Erased the record.")
    tell_copies(copies)
    if made:
        note(
            f"Not reached: files whose names begin with {', '.join(made)}, or with a name that you gave them"
        )
    note("Pages you printed or sent, and backups of your whole computer, are not erased either.")


def tell_copies(copies: Sequence[Copy]) -> None:
    """Name the copies that are out of reach."""
    from rekindle_core.caseload.moments import local_day

    for copy in copies:
        there = "" if copy.place.exists() else " (no longer there, or moved)"
        note(f"Not erased: the {copy.kind} of {local_day(copy.made)}, {copy.place}{there}")
