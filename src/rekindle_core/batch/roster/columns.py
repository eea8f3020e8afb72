"""The columns of a roster: which there may be, and which a spreadsheet must not have.

Input: a Pack and the header. Output: the columns by position, or every fault of the header.
Must not know: what a file is read with.

A spreadsheet lies in shared folders and mailboxes and has no passphrase, so answers about safety are never taken from
one. Programs exchange JSON Lines, which nobody opens in a browser, and they may have kept such answers properly.
"""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.batch.errors import RosterError
from rekindle_core.batch.roster.row import ID, MOST_COLUMNS, letter
from rekindle_core.content.model.pack import Pack
from rekindle_core.diagnostics import did_you_mean

SAFETY = "safety."
"""How facts about safety begin, in every pack."""


def kept_out(pack: Pack) -> frozenset[str]:
    """Return the facts that no spreadsheet may contain: those about safety, and the pack's others that expire.

    Answers expire where someone has to ask again, alone; the pack's `expiry` names them.
    """
    named = {name for name in pack.facts if name.startswith(SAFETY)}
    return frozenset(named.union(pack.expiry.answers, pack.expiry.records) if pack.expiry else named)


def spreadsheet_facts(pack: Pack) -> tuple[str, ...]:
    """Return the facts that a spreadsheet may contain, in the order in which they are asked for."""
    out = kept_out(pack)
    return tuple(fact.name for facts in pack.sections.values() for fact in facts if fact.name not in out)


def read_header(pack: Pack, file: str, header: Sequence[str]) -> tuple[str, ...]:
    """Return the name of each column of a spreadsheet; empty for one without a name.

    Args:
        pack: The pack whose facts the columns are.
        file: What messages call the roster.
        header: The cells of the first row.

    Raises:
        RosterError: There are no names of columns, or a column is unknown, twice there, or about safety.
    """
    names = [cell.strip() for cell in header]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise RosterError(
            f"{file} has {len(names):,} columns; the limit is {MOST_COLUMNS}.",
            code="roster-size",
            hint="delete the columns that aren't facts.",
        )
    by_case = {name.casefold(): name for name in (ID, *pack.facts)}
    found = [by_case.get(name.casefold(), name) for name in names]
    if not any(name in by_case.values() for name in found):
        raise RosterError(
            f"{file} has no header: its first row doesn't name a fact.",
            hint=f"write the names of the columns into row 1, such as {ID}, {', '.join(list(pack.facts)[:2])}. "
            "`rekindle batch --template roster.csv` writes all of them.",
        )
    if unsafe := [name for name in found if name in kept_out(pack) or name.startswith(SAFETY)]:
        raise _unsafe(file, unsafe)
    if faults := [
        text for number, name in enumerate(found, 1) if (text := _fault(pack, found, number, name))
    ]:
        hint = f"correct row 1 or delete {'this column' if len(faults) == 1 else 'these columns'}."
        raise RosterError(f"{file}: {'; '.join(faults)}.", code="roster-column", hint=hint)
    return tuple(found)


def _fault(pack: Pack, names: Sequence[str], number: int, name: str) -> str:
    """Return what is wrong with a column; empty for nothing."""
    where = f"column {letter(number)}"
    if name and name in names[: number - 1]:
        return f"{where} repeats “{name}”"
    if not name or name == ID or name in pack.facts:
        return ""
    meant = did_you_mean(name, (ID, *pack.facts))
    return f"{where} is “{name[:60]}”, which isn't a fact{f' ({meant})' if meant else ''}"


def _unsafe(file: str, names: Sequence[str]) -> RosterError:
    columns = "a column" if len(names) == 1 else "columns"
    return RosterError(
        f"{file} has {columns} about safety: {', '.join(names)}. A spreadsheet is copied, synchronized and mailed, and "
        "anyone who opens it can read who is afraid and who was hurt.",
        code="roster-safety",
        hint="delete these columns, in older copies of the file too. Ask these questions alone, by voice, and keep the "
        "answers in client records (`rekindle client profile`). Where they are unknown, the pages ask.",
    )
