"""Checking one row: what is wrong with it, what a person has to look at, and its profile.

Input: a Pack, a Row and the day. Output: a CheckedRow. Must not know: other rows, files, or formats.

A row that a person has to look at is never built in a batch: nobody confirms a check for thirty clients at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from rekindle_core.batch.roster.cells import cell_value
from rekindle_core.batch.roster.row import ID, Row, RowFault
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.content.reading.source import KeyPath, Mark, Source
from rekindle_core.diagnostics import Diagnostic
from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM
from rekindle_core.planning.halt import halt_sentence
from rekindle_core.planning.identity import Identity
from rekindle_core.planning.judge import judge
from rekindle_core.profile.check import FactReader
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.current import current
from rekindle_core.profile.profile import Profile

CONFLICT = "conflict"


class Concern(Frozen):
    """Something that a person has to look at before a program is made from a row.

    Attributes:
        name: What it is: `conflict`, the id of a stop, or the name of a check to confirm.
        message: Why, in a sentence that quotes no one.
        hint: What to do.
    """

    name: str
    message: str
    hint: str


class CheckedRow(Frozen):
    """A row, checked.

    Attributes:
        number: Its number.
        id: Its id; empty if it has none.
        profile: The facts; without those that have faults.
        faults: What is wrong; then nothing is made from it.
        concerns: What a person has to look at; then nothing is made from it either.
        notes: Sentences about values that were read as others.
    """

    number: int
    id: str
    profile: Profile
    faults: tuple[RowFault, ...] = ()
    concerns: tuple[Concern, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def may_be_built(self) -> bool:
        """Whether a program may be made from it."""
        return not self.faults and not self.concerns


def check_row(pack: Pack, file: str, row: Row, date: dt.date, *, spreadsheet: bool) -> CheckedRow:
    """Check a row by itself.

    Args:
        pack: The pack whose facts it gives.
        file: What messages call the roster.
        row: The row.
        date: The day of the program, on which answers may have expired.
        spreadsheet: Whether people typed its cells, so that they are read as answers are.
    """
    faults = list(row.faults)
    notes: list[str] = []
    if row.id and (fault := _id_fault(row)):
        faults.append(fault)
    found: list[Diagnostic] = []
    values = FactReader(pack, found, notes.append).read(_source(pack, file, row, spreadsheet=spreadsheet))
    columns = list(row.cells)
    faults += (_fault(row, columns[one.position.column - 1], one) for one in found)
    profile = Profile(values)
    concerns = () if faults else tuple(find_concerns(pack, profile, date))
    return CheckedRow(row.number, row.id, profile, tuple(faults), concerns, tuple(notes))


def find_concerns(pack: Pack, profile: Profile, date: dt.date) -> Iterator[Concern]:
    """Yield what a person has to look at before a program is made for a reader in a batch.

    Args:
        pack: The pack.
        profile: The reader's facts.
        date: The day of the program.
    """
    now = current(pack, profile, date)
    for halt in now.halts:
        yield Concern(
            halt.stop.id,
            halt_sentence(halt),
            "ask your client. --row prints the row as a profile, to make it by itself.",
        )
    reading = safer_reading(pack, now.profile)
    if reading.conflicts:
        # Imported here: most rows fit together.
        from rekindle_core.realisation.conflicts import deciding_conflicts

        says = " ".join(one.says for one in deciding_conflicts(pack, reading, named=False))
        yield Concern(CONFLICT, says, "ask your client again, and correct the row.")
    alone = "agree on it with your client. --row prints the row as a profile, to make it by itself."
    if judge(pack, reading).replaced_by:
        yield Concern(REPLACED_PROGRAM, "A gate replaces the whole program for this reader.", alone)
    unsafe = [name for name in pack.private_facts if reading[name] in ("no", Missing.DECLINED)]
    if unsafe:
        verb = "isn't" if len(unsafe) == 1 else "aren't"
        said = f"{' and '.join(unsafe)} {verb} answered “yes”, so someone else may find the files."
        yield Concern(MAY_BE_FOUND, said, alone)


def _id_fault(row: Row) -> RowFault | None:
    try:
        Identity(given=row.id)
    except UsageError as error:
        return RowFault(row.number, ID, row.letters.get(ID, ""), error.code, error.message, error.hint)
    return None


def _source(pack: Pack, file: str, row: Row, *, spreadsheet: bool) -> Source:
    """Return the row as a source of facts, in which the place of each is the number of its column here."""
    data: Mapping[str, Any] = row.cells
    if spreadsheet:
        data = {name: cell_value(pack, pack.facts[name], cell) for name, cell in row.cells.items()}
    marks: dict[KeyPath, Mark] = {(name,): Mark(row.number, at, 0, 0) for at, name in enumerate(row.cells, 1)}
    return Source(file, "", data, marks, marks)


def _fault(row: Row, column: str, fault: Diagnostic) -> RowFault:
    return RowFault(row.number, column, row.letters.get(column, ""), fault.code, fault.message, fault.hint)
