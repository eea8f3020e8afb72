"""Dealing a step's prompts to its sessions, by rank and within the dose.

Comes in: eligible prompts in order of rank, and how much a session may take. Goes out: its prompts, ordered
as they are to be read, and for each prompt that it did not take the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

import msgspec

from rekindle_core.content.model.step import Prompt, Variant
from rekindle_core.content.model.template import words_of
from rekindle_core.frozen import Frozen
from rekindle_core.planning.reasons import (
    DeepTaken,
    DeepTooEarly,
    DeepTooShort,
    GentleFirst,
    MotifTaken,
    QuotedAlready,
    RankedOut,
    Reason,
    Refusal,
    SharedOut,
    TooDeep,
)

GENTLE_LEVEL = 1
DEEP_LEVEL = 3
OPENING_WORDS = 2
"""How many words two texts must begin alike with to be heard as alike; no more than two in a row may."""


class Candidate(Frozen):
    """An eligible prompt with the wording that was chosen for it, and why it is eligible.

    `quotes` are the facts whose text, in the reader's own words, the wording repeats.
    """

    prompt: Prompt
    variant: Variant
    reason: Reason
    quotes: tuple[str, ...] = ()

    @property
    def opening(self) -> str:
        """Its first words, for comparing."""
        return " ".join(islice(words_of(self.variant.text), OPENING_WORDS)).casefold()


class Room(msgspec.Struct):
    """What one session still takes; shared by all units that the session joins.

    `deep` is how many prompts of level 3 it takes, and `deep_refusal` why it takes no more. `quoted` are the
    facts whose text the program has repeated; all its sessions share them.
    """

    deep: int
    highest_level: int = DEEP_LEVEL
    motifs: set[str] = msgspec.field(default_factory=set)
    quoted: set[str] = msgspec.field(default_factory=set)
    deep_refusal: DeepTaken | DeepTooEarly | DeepTooShort = DeepTaken(1)

    def refusal(self, candidate: Candidate) -> Refusal | None:
        """Return why a prompt has no room here, or None."""
        prompt = candidate.prompt
        if prompt.level > self.highest_level:
            return TooDeep(prompt.level, self.highest_level)
        if prompt.level >= DEEP_LEVEL and self.deep <= 0:
            return self.deep_refusal
        if prompt.motif and prompt.motif in self.motifs:
            return MotifTaken(prompt.motif)
        if again := self.quoted.intersection(candidate.quotes):
            # What somebody wrote from the heart wears thin when a page says it back again and again.
            return QuotedAlready(tuple(sorted(again)))
        return None

    def take(self, candidate: Candidate) -> None:
        """Count a prompt in."""
        prompt = candidate.prompt
        self.quoted.update(candidate.quotes)
        self.deep -= prompt.level >= DEEP_LEVEL
        if prompt.motif:
            self.motifs.add(prompt.motif)


class Dealing(Frozen):
    """What a session takes of a pool, ordered for reading, and by id why it does not take the rest."""

    chosen: tuple[Candidate, ...]
    refused: Mapping[str, Refusal]


def deal(pool: list[Candidate], count: int, room: Room, *, most: int = 0) -> Dealing:
    """Take prompts from a ranked pool until a session is full, and order them for reading.

    A session of two prompts or more begins gently: the best of level 1 is taken first, where there is
    one. Then the best that there is room for. What is taken leaves the pool.

    Args:
        pool: The prompts, in order of rank.
        count: How many of them the session may still have.
        room: What else it still takes.
        most: How many prompts the session has in all, those of other steps included.
    """
    places = {candidate.prompt.id: place for place, candidate in enumerate(pool)}
    chosen: list[Candidate] = []
    refused: dict[str, Refusal] = {}

    def take_first(fits: Callable[[Candidate], bool]) -> bool:
        for candidate in filter(fits, pool):
            if refusal := room.refusal(candidate):
                # Room only shrinks: what was refused once in a session stays refused.
                refused.setdefault(candidate.prompt.id, refusal)
                continue
            pool.remove(candidate)
            room.take(candidate)
            chosen.append(candidate)
            return True
        return False

    if count > 1:
        take_first(lambda candidate: candidate.prompt.level == GENTLE_LEVEL)
    gentle = chosen[0].prompt.id if chosen else ""
    while len(chosen) < count and take_first(lambda candidate: True):
        pass
    for candidate in pool:
        # The session was full before these had their turn.
        name = candidate.prompt.id
        if count <= 0:
            refused.setdefault(name, SharedOut(most))
        elif gentle and places[gentle] > places[name]:
            refused.setdefault(name, GentleFirst(gentle))
        else:
            refused.setdefault(name, RankedOut())
    order = vary_openings(sorted(chosen, key=lambda candidate: candidate.prompt.level))
    return Dealing(tuple(order), refused)


def vary_openings(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Swap prompts of equal level so that no more than two in a row begin with the same two words.

    Best effort: where no one swap helps, the order stays; `monotonous` tells.
    """
    order = list(candidates)
    third = next((index for index in range(2, len(order)) if _third_alike(order, index)), None)
    if third is None:
        return order
    # A swap that helps moves one of the three; the last of them first, so that least is moved.
    for index in (third, third - 1, third - 2):
        for other in [*range(index + 1, len(order)), *range(index)]:
            swapped = list(order)
            swapped[index], swapped[other] = swapped[other], swapped[index]
            if order[other].prompt.level == order[index].prompt.level and not monotonous(swapped):
                return swapped
    return order


def monotonous(candidates: Sequence[Candidate]) -> bool:
    """Return whether three in a row begin with the same two words."""
    return any(_third_alike(candidates, index) for index in range(2, len(candidates)))


def _third_alike(order: Sequence[Candidate], index: int) -> bool:
    first, second, third = order[index - 2 : index + 1]
    return first.opening == second.opening == third.opening
