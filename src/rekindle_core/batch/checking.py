"""Checking a whole roster: each row by itself, and that no two would be one file.

Input: a Pack, a Roster and the day. Output: each row, checked, in order. Must not know: what is built of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rekindle_core.batch.check import CheckedRow, check_row
from rekindle_core.batch.roster.open import Roster
from rekindle_core.batch.roster.row import ID, RowFault, letter
from rekindle_core.content.model.pack import Pack
from rekindle_core.frozen import replace
from rekindle_core.planning.code import program_inputs
from rekindle_core.planning.identity import Identity


def check_roster(
    pack: Pack, roster: Roster, date: dt.date, *, seed: int = 1, secret: bytes = b""
) -> Iterator[CheckedRow]:
    """Yield each row of a roster, checked. The faults are the same each time that it is read.

    Args:
        pack: The pack.
        roster: The roster.
        date: The day of the programs.
        seed: The seed of the programs.
        secret: The installation's secret, under which the ids of rows without one are computed.

    Raises:
        RosterError: The roster cannot be read, or its header cannot be used.
    """
    seen: dict[str, int] = {}
    for row in roster.rows():
        checked = check_row(pack, roster.file, row, date, spreadsheet=roster.is_spreadsheet)
        # Of a row with faults the answers are not known, but its id is.
        id_ = checked.id if checked.id or checked.faults else computed_id(pack, checked, date, seed, secret)
        # Some systems take Program-K1.pdf for program-k1.pdf.
        first = seen.setdefault(id_.casefold(), checked.number) if id_ else checked.number
        yield checked if first == checked.number else _second(checked, first, row.letters.get(ID, ""))


def computed_id(pack: Pack, checked: CheckedRow, date: dt.date, seed: int, secret: bytes) -> str:
    """Return the id of the program of a row that has none."""
    inputs = program_inputs(pack, checked.profile, seed, date, ())
    return Identity(secret=secret).program_id(inputs.text)


def _second(checked: CheckedRow, first: int, column: str) -> CheckedRow:
    """Return a row with the fault that its file would be another row's."""
    if checked.id:
        message = f"Row {first} has this id too, so both programs would be one file; capitals don't count."
        fault = RowFault(
            checked.number, ID, column, "duplicate-id", message, "give each row an id of its own."
        )
    else:
        message = (
            f"Row {first} has the same answers and neither has an id, so both programs would be one file."
        )
        hint = f"add a column “{ID}”, such as column {letter(1)}, and give each row an id, such as K-14."
        fault = RowFault(checked.number, "", "", "same-answers", message, hint)
    return replace(checked, faults=(*checked.faults, fault), concerns=())
