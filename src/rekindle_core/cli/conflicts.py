"""Conflicts between answers: as a warning on stderr, and as the reports for programs hold them.

Comes in: a Pack and a Reading of a profile. Goes out: lines on stderr, or plain data.
"""

from __future__ import annotations

from typing import Any

from rekindle_core.cli.terminal.messages import note
from rekindle_core.content.model.pack import Pack
from rekindle_core.profile.conflicts import Reading
from rekindle_core.profile.telling import told_data
from rekindle_core.realisation.conflicts import said_conflicts


def warn_of_conflicts(pack: Pack, reading: Reading) -> None:
    """Say of each conflict which answers do not fit together, and what the program takes them to be."""
    for said in said_conflicts(pack, reading, named=True):
        note(f"Warning: {said.says}")
        for words in said.reading:
            note(f"  {words}")


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
        for said in said_conflicts(pack, reading, named=False)
    ]
