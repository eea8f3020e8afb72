"""From the rows of a spreadsheet, cell by cell, to rows with named cells.

Input: a Pack and rows of cells, the header first. Output: a Row for each that contains something.
Must not know: whether they are of CSV or XLSX.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from rekindle_core.batch.roster.cells import as_text
from rekindle_core.batch.roster.columns import read_header
from rekindle_core.batch.roster.row import ID, Cell, Row, RowFault, letter
from rekindle_core.content.model.pack import Pack
from rekindle_core.frozen import Frozen


class Formula(Frozen):
    """A cell that contains a formula, which is not computed here."""


def table_rows(pack: Pack, file: str, rows: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[Row]:
    """Yield the rows below the header; empty ones are passed over.

    Args:
        pack: The pack whose facts the columns are.
        file: What messages call the roster.
        rows: Each row's number and cells. An empty cell is None or blank.

    Raises:
        RosterError: The header cannot be used.
    """
    names: tuple[str, ...] = ()
    letters: dict[str, str] = {}
    for number, cells in rows:
        if all(map(_is_empty, cells)):
            continue
        if not names:
            names = read_header(pack, file, ["" if _is_empty(cell) else as_text(cell) for cell in cells])
            letters = {name: letter(at) for at, name in enumerate(names, 1) if name}
            continue
        yield _row(number, cells, names, letters)
    if not names:
        read_header(pack, file, ())


def _is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _row(number: int, cells: Sequence[Cell], names: Sequence[str], letters: dict[str, str]) -> Row:
    faults: list[RowFault] = []
    found: dict[str, Cell] = {}
    for at, cell in enumerate(cells, 1):
        if _is_empty(cell):
            continue
        name = names[at - 1] if at <= len(names) else ""
        if not name:
            faults.append(
                RowFault(
                    number,
                    "",
                    "",
                    "roster-column",
                    f"Cell {letter(at)}{number} has text, but row 1 doesn't name column {letter(at)}.",
                    "name the column, or empty the cell. In CSV, put quotes around a text with a comma: "
                    '"some time, perhaps".',
                )
            )
        elif isinstance(cell, Formula):
            faults.append(
                RowFault(
                    number,
                    name,
                    letter(at),
                    "roster-formula",
                    f"Cell {letter(at)}{number} contains a formula, and formulas are not computed here.",
                    "replace it with its value: copy the cell, then paste it as “values only”.",
                )
            )
        else:
            found[name] = cell
    id_ = found.pop(ID, "")
    if isinstance(id_, dt.date):
        faults.append(
            RowFault(
                number,
                ID,
                letters[ID],
                "bad-id",
                "The spreadsheet has turned the id into a day.",
                "format the column id as text, and type the id again.",
            )
        )
    return Row(number, "" if _is_empty(id_) else as_text(id_), found, letters, tuple(faults))
