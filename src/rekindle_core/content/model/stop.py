"""Stops: words in a reader's own texts that a person has to look at before anything is made."""

from __future__ import annotations

from rekindle_core.content.model.condition import Condition
from rekindle_core.frozen import Frozen


class Recorded(Frozen):
    """Words that no longer stop once the profile says what they are about: while `when` is known to be true."""

    when: Condition
    words: tuple[str, ...]


class Stop(Frozen):
    """A stop.

    Attributes:
        id: What a person confirms it by.
        facts: The facts, of the kind text, that the words are looked for in.
        words: Words and phrases that stop whatever else the profile says. A star stands for any ending, `…` for up
            to three words, `{partner}` for the name that the profile gives that person.
        says: What to look at before going on. It is for the counselor, and quotes nobody.
        recorded: Words that stop unless the profile says what was done.
        harmless: Phrases in which the words do not count.
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
        return (*self.words, *(word for group in self.recorded for word in group.words))
