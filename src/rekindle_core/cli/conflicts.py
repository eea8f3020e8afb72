"""Conflicts between answers: as a warning on stderr, as lines of a page, and as the reports for programs hold them.

Comes in: a Pack and a Reading of a profile. Goes out: lines, or plain data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rekindle_core.cli.terminal.messages import note
from rekindle_core.cli.terminal.page import Line
from rekindle_core.content.model.pack import Pack
from rekindle_core.profile.conflicts import Reading
from rekindle_core.profile.telling import told_data

if TYPE_CHECKING:
    from rekindle_core.realisation.conflicts import SaidConflict


def warn_of_conflicts(pack: Pack, reading: Reading) -> None:
    """Say of each conflict which answers do not fit together, and what the program takes them to be."""
    for said in _said(pack, reading, named=True):
        note(f"Warning: {said.says}")
        for words in said.reading:
            note(f"  {words}")


def conflict_lines(pack: Pack, reading: Reading) -> Iterator[Line]:
    """Yield the same as lines of a page, on which nobody is called by a name."""
    for said in _said(pack, reading, named=False):
        yield Line(said.says, tone="stop")
        yield from (Line(words, indent=2) for words in said.reading)


def conflict_report(pack: Pack, reading: Reading) -> list[dict[str, Any]]:
    """Return the conflicts that hold for a profile: what is said of each, and what facts are read as for it.

    Like everything else that somebody typed, names are left out.
    """
    return [
        {
            "conflict": said.id,
            "says": said.says,
            "read": [
                {
                    "fact": one.fact,
                    "given": told_data(pack.facts[one.fact], reading.given[one.fact]),
                    "read": told_data(pack.facts[one.fact], reading[one.fact]),
                    "reason": words,
                }
                for one, words in zip(said.read, said.reading, strict=True)
            ],
        }
        for said in _said(pack, reading, named=False)
    ]


def _said(pack: Pack, reading: Reading, *, named: bool) -> tuple[SaidConflict, ...]:
    if not reading.conflicts:
        return ()
    # Imported here: most answers fit together, and nothing else of these commands has a use for it.
    from rekindle_core.realisation.conflicts import said_conflicts

    return said_conflicts(pack, reading, named=named)
