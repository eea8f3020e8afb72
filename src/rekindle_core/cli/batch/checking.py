"""Checking the rows of a roster before anything is made; `--check` does nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.batch.told import Tally
from rekindle_core.cli.inputs import day, open_pack
from rekindle_core.cli.terminal.messages import note, stage

if TYPE_CHECKING:
    import datetime as dt

    from rekindle_core.batch.roster.open import Roster
    from rekindle_core.cli.batch.order import BatchOrder
    from rekindle_core.content.model.pack import Pack


def check_only(path: Path, order: BatchOrder) -> None:
    """Check a roster, and end with 1 if a row needs someone."""
    from rekindle_core.batch.roster.open import open_roster

    pack = open_pack(order.pack_path, no_cache=order.no_cache)
    tally = check_rows(pack, open_roster(pack, path), day(order.date), order.seed)
    if tally.good < tally.rows:
        raise click.exceptions.Exit(1)


def check_rows(pack: Pack, roster: Roster, date: dt.date, seed: int, *, to_build: bool = True) -> Tally:
    """Check each row, say what is wrong with it, and return how many there are of each kind.

    Args:
        pack: The pack.
        roster: The roster.
        date: The day of the programs.
        seed: Their seed.
        to_build: Whether programs are to be made, so that it is said how many.
    """
    from rekindle_core.batch.checking import check_roster
    from rekindle_core.installation.secret import installation_secret

    tally = Tally()
    with stage("Checking the rows"):
        for row in check_roster(pack, roster, date, seed=seed, secret=installation_secret().key):
            tally.tell(roster.file, row)
    if to_build:
        note(tally.sentence)
    return tally
