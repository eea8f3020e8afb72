"""`rekindle batch --row`: one row as a profile, for a program that a person makes by itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rekindle_core.cli.batch.told import Tally
from rekindle_core.cli.inputs import day, open_pack
from rekindle_core.cli.terminal.messages import note
from rekindle_core.errors import UsageError

if TYPE_CHECKING:
    from rekindle_core.cli.batch.order import BatchOrder


def print_row(path: Path, id_: str, order: BatchOrder) -> None:
    """Print the row with an id as a profile on stdout, and what a person has to look at on stderr.

    Raises:
        UsageError: No row has this id, or it has faults.
    """
    from rekindle_core.batch.check import check_row
    from rekindle_core.batch.roster.open import open_roster
    from rekindle_core.profile.file import profile_text

    pack = open_pack(order.pack_path, no_cache=order.no_cache)
    roster = open_roster(pack, path)
    row = next((one for one in roster.rows() if one.id.casefold() == id_.casefold()), None)
    if row is None:
        hint = "look at the column id; capitals don't count."
        raise UsageError(f"{roster.file} has no row with the id “{id_[:60]}”.", code="no-row", hint=hint)
    checked = check_row(pack, roster.file, row, day(order.date), spreadsheet=roster.is_spreadsheet)
    Tally().tell(roster.file, checked)
    if checked.faults:
        raise UsageError(
            f"Row {row.number} has faults, so it isn't a profile yet.", hint="correct them first."
        )
    sys.stdout.buffer.write(profile_text(pack, checked.profile.values).encode())
    note("Ask about safety before you make the program: no spreadsheet has these answers.")
