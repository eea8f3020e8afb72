"""`rekindle batch --caseload`: rows are taken into client records, and nothing is made.

Input: a roster. Output: new records and versions of profiles, and what is said of them; labels are told only where
a row has a fault.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from rekindle_core.cli.batch.checking import check_rows
from rekindle_core.cli.clients.add import begun
from rekindle_core.cli.inputs import day, moment, open_pack
from rekindle_core.cli.terminal.excerpt import visible
from rekindle_core.cli.terminal.messages import note
from rekindle_core.diagnostics import counted
from rekindle_core.errors import RekindleError, UsageError

if TYPE_CHECKING:
    from rekindle_core.cli.batch.order import BatchOrder

_NO_ID = "fill in the column id, such as K-14."


def take_rows_in(path: Path, order: BatchOrder, store_path: str | None, secret: str | None) -> None:
    """Take each row without a fault into the record with its id as the label; end with 1 if any was not.

    Raises:
        UsageError: Formats or a folder are given too, or the extra for client records is missing.
    """
    from rekindle_core.batch.checking import check_roster
    from rekindle_core.batch.roster.open import open_roster
    from rekindle_core.caseload.intake import take_in
    from rekindle_core.installation.secret import installation_secret

    _see_alone()
    pack = open_pack(order.pack_path, no_cache=order.no_cache)
    roster, date = open_roster(pack, path), day(order.date)
    # Nobody types a passphrase for rows that cannot be read.
    tally = check_rows(pack, roster, date, order.seed, to_build=False)
    found: Counter[str] = Counter()
    left = tally.faulty
    with begun(store_path, secret) as store:
        for row in check_roster(pack, roster, date, seed=order.seed, secret=installation_secret().key):
            if row.faults:
                continue
            try:
                if not row.id:
                    raise UsageError("A record needs a label, and this row has no id.", hint=_NO_ID)
                found[take_in(store, row.id, pack, row.profile, moment())] += 1
            except RekindleError as error:
                left += 1
                click.echo(visible(f"{roster.file}: row {row.number}: {error.code}: {error}"), err=True)
    note(
        f"{counted(found['added'], 'new record')}, {counted(found['changed'], 'changed profile')}, "
        f"{found['unchanged']} unchanged, {left} left out."
    )
    if found["added"]:
        note(
            "Note: Of the new clients, nobody has said whether their partner is your client too. If so, run `rekindle "
            "client edit LABEL --partner LABEL`. Ask the safety questions with `rekindle client profile LABEL`."
        )
    if left:
        raise click.exceptions.Exit(1)


def _see_alone() -> None:
    """Check that no files are asked for; a format that is configured for every batch is no request."""
    context = click.get_current_context()
    named = (context.get_parameter_source(name) for name in ("formats", "output"))
    if ParameterSource.COMMANDLINE in named:
        raise UsageError(
            "--caseload takes rows into client records and makes no files, so --format and --output can't be used.",
            hint="make each program from its record: `rekindle client build LABEL --format pdf`.",
        )
