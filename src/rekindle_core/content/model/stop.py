"""Stops: words in a reader's own texts that a person has to look at before anything is made."""

from __future__ import annotations

from rekindle_core.frozen import Frozen


class Stop(Frozen):
    """A stop.

    Attributes:
        id: What a person confirms it by.
        facts: The facts, of the kind text, that the words are looked for in.
        words: Words and phrases; a star stands for any ending.
        says: What to look at before going on. It is for the counselor, and quotes nobody.
    """

    id: str
    facts: tuple[str, ...]
    words: tuple[str, ...]
    says: str
