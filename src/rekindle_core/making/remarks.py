"""Remarks: what the person who makes a program should know about it, besides the files.

Input: a pack, and what was found. Output: sentences, each a warning or a note. No remark contains a name.
Must not know: where they are shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from rekindle_core.frozen import Frozen

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.profile.conflicts import Reading
    from rekindle_core.profile.current import Asked

Weight: TypeAlias = Literal["warning", "note"]


class Remark(Frozen):
    """One thing to say.

    Attributes:
        weight: A warning must not be overlooked.
        text: The sentence.
        more: Sentences that belong to it.
    """

    weight: Weight
    text: str
    more: tuple[str, ...] = ()


def notes(sentences: Iterable[str]) -> Iterator[Remark]:
    """Yield each sentence as a note."""
    return (Remark("note", sentence) for sentence in sentences)


def asked_remarks(pack: Pack, asked: Asked | None, date: dt.date) -> Iterator[Remark]:
    """Yield that answers count as unknown, or that their age is unknown; else nothing.

    Args:
        pack: The pack.
        asked: What was found in the profile.
        date: The day of the program.
    """
    if asked and pack.expiry and asked.state != "current":
        from rekindle_core.explanation.wording import asked_words

        yield Remark("warning" if asked.lost else "note", asked_words(pack, pack.expiry, asked, date))


def conflict_remarks(pack: Pack, reading: Reading, *, named: bool = False) -> Iterator[Remark]:
    """Yield which answers do not fit together, and what they are taken to be: once for each such answer.

    Args:
        pack: The pack.
        reading: The profile as it is read.
        named: Whether to call people by the names that the profile has for them. Only what shows the profile itself
            does: other messages end up in logs.
    """
    if reading.conflicts:
        # Imported here: most answers fit together, and nothing else has a use for it.
        from rekindle_core.realisation.conflicts import deciding_conflicts

        for said in deciding_conflicts(pack, reading, named=named):
            yield Remark("warning", said.says, tuple(said.reading))
