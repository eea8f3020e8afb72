"""Dealing a step's prompts and exercises to its sessions, by rank and within the dose.

Input: eligible prompts and exercises in order of rank, and how much room a session has. Output: its prompts in reading
order, its exercises, and the reason for each item that was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

import msgspec

from rekindle_core.content.model.condition import Truth, evaluate
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Exercise, Prompt, Variant
from rekindle_core.content.model.template import words_of
from rekindle_core.frozen import Frozen
from rekindle_core.planning.reasons import (
    CoreFirst,
    CoreTaken,
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
    TooLong,
)
from rekindle_core.profile.conflicts import Reading

GENTLE_LEVEL = 1
DEEP_LEVEL = 3
OPENING_WORDS = 2
"""The number of opening words to compare. At most two prompts in a row may share them."""


def highest_level(pack: Pack, reading: Reading) -> int:
    """Return the highest level that a reader may get now: lower if a gentle rule applies or sessions are brief."""
    minutes = reading.number("program.minutes") or pack.dose.minutes
    brief = pack.dose.brief_minutes(minutes) is not None
    gentle = (
        rule.highest_level for rule in pack.dose.gentle if evaluate(rule.when, reading.lookup) is Truth.TRUE
    )
    return min([*gentle, DEEP_LEVEL - 1 if brief else DEEP_LEVEL])


class Candidate(Frozen):
    """An eligible prompt with its chosen wording, and why it is eligible.

    `quotes` lists the facts that the wording quotes in the reader's own words. `written` is the prompt's index
    in its unit, in file order.
    """

    prompt: Prompt
    variant: Variant
    reason: Reason
    quotes: tuple[str, ...] = ()
    written: int = 0

    @property
    def opening(self) -> str:
        """Its first words, for comparison."""
        return " ".join(islice(words_of(self.variant.text), OPENING_WORDS)).casefold()


class Room(msgspec.Struct):
    """The remaining capacity of one session; shared by all units that the session joins.

    `deep` is how many level 3 prompts it can take, and `deep_refusal` the reason it takes no more. `quoted` are the
    facts whose text the program has repeated; all its sessions share them.
    """

    deep: int
    highest_level: int = DEEP_LEVEL
    motifs: set[str] = msgspec.field(default_factory=set)
    quoted: set[str] = msgspec.field(default_factory=set)
    deep_refusal: DeepTaken | DeepTooEarly | DeepTooShort = DeepTaken(1)

    def refusal(self, candidate: Candidate) -> Refusal | None:
        """Return why a prompt doesn't fit, or None."""
        prompt = candidate.prompt
        if prompt.level > self.highest_level:
            return TooDeep(prompt.level, self.highest_level)
        if prompt.level >= DEEP_LEVEL and self.deep <= 0:
            return self.deep_refusal
        if prompt.motif and prompt.motif in self.motifs:
            return MotifTaken(prompt.motif)
        if again := self.quoted.intersection(candidate.quotes):
            # Repeating a reader's own words too often makes them lose their meaning.
            return QuotedAlready(tuple(sorted(again)))
        return None

    def take(self, candidate: Candidate) -> None:
        """Record a prompt as taken."""
        prompt = candidate.prompt
        self.quoted.update(candidate.quotes)
        self.deep -= prompt.level >= DEEP_LEVEL
        if prompt.motif:
            self.motifs.add(prompt.motif)


class Dealing(Frozen):
    """The prompts a session takes from a pool, in reading order, and, by id, why each of the others was refused.

    `cores` are the ids of those that were taken as core prompts.
    """

    chosen: tuple[Candidate, ...]
    refused: Mapping[str, Refusal]
    cores: frozenset[str] = frozenset()


def deal(
    pool: list[Candidate],
    count: int,
    room: Room,
    *,
    most: int = 0,
    asked: set[int] | None = None,
    opens: bool = True,
) -> Dealing:
    """Take prompts from a ranked pool until a session is full, and order them for reading.

    Core prompts are taken first, up to half of the session's prompts (rounded up), unless one would prevent a
    session of two prompts or more from beginning at level 1. If no core prompt is at level 1, the
    highest-ranked prompt at level 1 comes next. Then the highest-ranked prompts that fit. Taken prompts are
    removed from the pool.

    Args:
        pool: The prompts, in order of rank.
        count: How many of them the session may still have.
        room: The session's remaining room: levels, motifs and quotations.
        most: How many prompts the session has in all, including those from other steps.
        asked: The numbers of the core prompts that have been asked before; this session's are added.
        opens: Whether the session begins with them.
    """
    gently = count > 1 or (opens and most > 1)
    places = {candidate.prompt.id: place for place, candidate in enumerate(pool)}
    session = _Deal(pool, room, asked if asked is not None else set())
    # Prompts taken ahead of higher-ranked ones, each with the refusal reason for those it displaced.
    early: dict[str, Refusal] = {}
    for _ in range(most_cores(count)):
        waiting = waiting_cores(pool, session.asked)
        if core := session.take_first(
            one for one in waiting if not gently or session.may_begin_gently(one, alone=count < 2)
        ):
            early[core.prompt.id] = CoreFirst(core.prompt.id)
    cores = frozenset(early)
    if count > 1 and not session.gentle and (gentle := session.take_first(_gentle(pool))):
        early[gentle.prompt.id] = GentleFirst(gentle.prompt.id)
    while len(session.chosen) < count and session.take_first(pool):
        pass
    for candidate in pool:
        # The session filled up before these prompts' turn came.
        name = candidate.prompt.id
        first = (why for other, why in early.items() if places[other] > places[name])
        session.refused.setdefault(name, SharedOut(most) if count <= 0 else next(first, RankedOut()))
    order = vary_openings(sorted(session.chosen, key=lambda candidate: candidate.prompt.level))
    return Dealing(tuple(order), session.refused, cores)


class _Deal(msgspec.Struct):
    """What a session has taken from a pool so far; `asked` has the numbers of core prompts, including earlier ones."""

    pool: list[Candidate]
    room: Room
    asked: set[int]
    chosen: list[Candidate] = msgspec.field(default_factory=list)
    refused: dict[str, Refusal] = msgspec.field(default_factory=dict)

    @property
    def gentle(self) -> bool:
        """Whether a level 1 prompt has been taken."""
        return any(one.prompt.level == GENTLE_LEVEL for one in self.chosen)

    def take_first(self, candidates: Iterable[Candidate]) -> Candidate | None:
        """Take the first candidate that there is room for, and return it."""
        for candidate in tuple(candidates):
            if refusal := self.refusal(candidate):
                # Room only shrinks: what was refused once in a session stays refused.
                self.refused.setdefault(candidate.prompt.id, refusal)
                continue
            self.pool.remove(candidate)
            self.room.take(candidate)
            self.chosen.append(candidate)
            self.asked.update({candidate.prompt.core} - {0})
            return candidate
        return None

    def refusal(self, candidate: Candidate) -> Refusal | None:
        """Return why a candidate doesn't fit, or None. A session takes at most one version of a core prompt."""
        number = candidate.prompt.core
        if number and any(one.prompt.core == number for one in self.chosen):
            return CoreTaken(number)
        return self.room.refusal(candidate)

    def may_begin_gently(self, first: Candidate, *, alone: bool) -> bool:
        """Return whether the session can still begin at level 1 after this prompt. True if it couldn't anyway."""
        if self.gentle or first.prompt.level == GENTLE_LEVEL:
            return True
        fits = False
        for one in self.pool:
            if one.prompt.level == GENTLE_LEVEL and not self.refusal(one):
                if not alone and not _excludes(first, one):
                    return True
                fits = True
                if alone:
                    break
        return not fits


def take_exercises(
    pool: list[Exercise], count: int, left: float
) -> tuple[tuple[Exercise, ...], Mapping[str, TooLong]]:
    """Take the highest-ranked exercises that fit in the minutes left, and remove them from the pool.

    Returns:
        At most `count` exercises, and why each that would have come before the last one was refused, by id.
    """
    taken: list[Exercise] = []
    refused: dict[str, TooLong] = {}
    for exercise in tuple(pool):
        if len(taken) == count:
            break
        if exercise.minutes > left:
            refused[exercise.id] = TooLong(exercise.minutes, int(left))
            continue
        taken.append(exercise)
        pool.remove(exercise)
        left -= exercise.minutes
    return tuple(taken), refused


def _excludes(one: Candidate, other: Candidate) -> bool:
    """Return whether two prompts can't be in the same session."""
    same = [(one.prompt.core, other.prompt.core), (one.prompt.motif, other.prompt.motif)]
    return any(mine and mine == its for mine, its in same) or bool(set(one.quotes) & set(other.quotes))


def _gentle(pool: Iterable[Candidate]) -> list[Candidate]:
    """Return the level 1 candidates, in order of rank."""
    return [one for one in pool if one.prompt.level == GENTLE_LEVEL]


def most_cores(count: int) -> int:
    """Return how many of `count` prompts may be core prompts: half, rounded up."""
    return (count + 1) // 2


def waiting_cores(pool: Iterable[Candidate], asked: AbstractSet[int]) -> list[Candidate]:
    """Return the core prompts that have not been asked, by number and then in file order."""
    waiting = (one for one in pool if one.prompt.core and one.prompt.core not in asked)
    return sorted(waiting, key=lambda one: (one.prompt.core, one.written))


def vary_openings(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Swap prompts of equal level so that no more than two in a row begin with the same two words.

    Best effort: if no single swap helps, the order is unchanged; check it with `monotonous`.
    """
    order = list(candidates)
    third = next((index for index in range(2, len(order)) if _third_alike(order, index)), None)
    if third is None:
        return order
    # Only a swap of one of the three can help. The last one is tried first, to change the order as little as possible.
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
