"""Conflicts between answers: as a warning on stderr, as lines of a page, and as data in JSON reports.

Input: a Pack and a Reading of a profile. Output: lines, or plain data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rekindle_core.cli.terminal.messages import tell
from rekindle_core.cli.terminal.page import Line
from rekindle_core.content.model.pack import Pack
from rekindle_core.making.remarks import conflict_remarks
from rekindle_core.profile.conflicts import Reading
from rekindle_core.profile.telling import told_data


def warn_of_conflicts(pack: Pack, reading: Reading, *, named: bool = False) -> None:
    """Say which answers contradict each other, and how the program reads them: once for each such answer.

    Args:
        pack: The pack.
        reading: The reading of the profile.
        named: Whether to use the names of people from the profile. Only commands that show the profile itself
            do: other messages may end up in logs.
    """
    tell(conflict_remarks(pack, reading, named=named))


def conflict_lines(pack: Pack, reading: Reading) -> Iterator[Line]:
    """Yield the same as lines of a page, on which nobody is called by a name."""
    for remark in conflict_remarks(pack, reading):
        yield Line(remark.text, tone="stop")
        yield from (Line(words, indent=2) for words in remark.more)


def conflict_report(pack: Pack, reading: Reading) -> list[dict[str, Any]]:
    """Return the conflicts that hold for a profile: what each one says, and how it changes the reading of facts.

    Names are left out, like everything else that someone typed.
    """
    if not reading.conflicts:
        return []
    from rekindle_core.realisation.conflicts import said_conflicts

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
