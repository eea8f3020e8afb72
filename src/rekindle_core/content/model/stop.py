"""Stops: words in a reader's own texts that a person has to look at before anything is made."""

from __future__ import annotations

from itertools import chain

from rekindle_core.content.model.condition import Condition
from rekindle_core.frozen import Frozen


class Recorded(Frozen):
    """Words that no longer stop a build once the profile says what they are about: while `when` is true."""

    when: Condition
    words: tuple[str, ...]


class Stop(Frozen):
    """A stop.

    Attributes:
        id: The name for confirming it.
        facts: The text facts to search.
        words: Words and phrases that stop the build whatever else the profile says. A star matches any
            ending, `…` up to three words, and `{partner}` the name that the profile gives that person.
        says: What to look at before continuing. It is for the counselor, and quotes nobody.
        recorded: Words that stop the build unless the profile says what was done.
        harmless: Phrases in which the words don't count.
    """

    id: str
    facts: tuple[str, ...]
    words: tuple[str, ...]
    says: str
    recorded: tuple[Recorded, ...] = ()
    harmless: tuple[str, ...] = ()

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every word that it looks for, recorded or not."""
        return (*self.words, *chain.from_iterable(group.words for group in self.recorded))
