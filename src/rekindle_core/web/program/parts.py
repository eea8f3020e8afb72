"""The questions of a pack in parts, in the order in which the screens ask them.

Input: a pack. Output: parts, each with its questions. Must not know: what any question is about.

A part is found in the pack's own data. Whom the program is for: what the pack calls people, and the questions that
decide whether there is a program at all. Safety and limits: every question that is asked of everyone, and the sections
whose answers expire. What happened: all others; the ones that most gates, conflicts and pieces of content depend on
are asked at once, and the rest on request. Where it may go: what the pages must know about devices and paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rekindle_core.content.model.condition import facts_of
from rekindle_core.content.model.facts import CORE_NAMES, Fact, by_section
from rekindle_core.content.model.pack import Pack
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.frozen import Frozen

WHO, SAFETY, HAPPENED, WHERE = "who", "safety", "happened", "where"
TITLES = {
    WHO: "Who it is for",
    SAFETY: "Safety and limits",
    HAPPENED: "What happened",
    WHERE: "Where it may go",
}
COUNTRY = "country"
MOST_AT_ONCE = 8


class Part(Frozen):
    """Some questions that are asked together.

    Attributes:
        key: Its name in addresses.
        title: What it is called.
        facts: The questions that are asked at once, in the order of the pack.
        more: Those that are asked on request.
    """

    key: str
    title: str
    facts: tuple[Fact, ...]
    more: tuple[Fact, ...] = ()

    @property
    def all(self) -> tuple[Fact, ...]:
        """All of its questions."""
        return (*self.facts, *self.more)


def parts(pack: Pack) -> tuple[Part, ...]:
    """Return the parts that have questions."""
    ordered = [fact for section in by_section(pack.facts.values()).values() for fact in section]
    safety = _delicate(pack)
    where = {*pack.private_facts} - safety
    who = (_people(pack) | _deciding(pack) | {COUNTRY}) - safety - where
    records = set(pack.expiry.records) if pack.expiry else set()
    asked_on = {pack.expiry.asked_on} if pack.expiry else set()
    rest = {fact.name for fact in ordered} - safety - where - who - CORE_NAMES - records
    first = most_used(pack, (fact for fact in ordered if fact.name in rest))
    found = (
        _part(WHO, ordered, who),
        # The day is found out by another question.
        _part(SAFETY, ordered, safety | records - asked_on),
        _part(HAPPENED, ordered, first, rest - first),
        _part(WHERE, ordered, where),
    )
    return tuple(part for part in found if part.all)


def size_facts(pack: Pack) -> tuple[Fact, ...]:
    """Return the questions about the program's shape: how often, how long."""
    return tuple(fact for fact in pack.facts.values() if fact.name in CORE_NAMES and fact.name != COUNTRY)


def most_used(pack: Pack, facts: Iterable[Fact], number: int = MOST_AT_ONCE) -> set[str]:
    """Return the names of the facts that most gates, conflicts and pieces of content depend on.

    Args:
        pack: The pack.
        facts: The facts to choose from, in the order of asking, which decides between equals.
        number: How many to return.
    """
    uses: Counter[str] = Counter()
    for condition in (
        *(gate.when for gate in pack.gates),
        *(conflict.when for conflict in pack.conflicts),
        *(entry.offer.when for entry in catalogue(pack).values()),
    ):
        uses.update(facts_of(condition))
    ranked = sorted(facts, key=lambda fact: -uses[fact.name])
    return {fact.name for fact in ranked[:number]}


def _part(key: str, ordered: list[Fact], names: set[str], more: Iterable[str] = ()) -> Part:
    rest = set(more)
    return Part(
        key,
        TITLES[key],
        tuple(fact for fact in ordered if fact.name in names),
        tuple(fact for fact in ordered if fact.name in rest),
    )


def _delicate(pack: Pack) -> set[str]:
    """Return the facts that are asked of everyone, and all those of the sections whose answers expire."""
    expire = set(pack.expiry.answers) if pack.expiry else set()
    records = set(pack.expiry.records) if pack.expiry else set()
    found = {fact.name for fact in pack.facts.values() if fact.declined_holds} | expire
    sections = {pack.facts[name].section for name in expire} - {""}
    found |= {fact.name for fact in pack.facts.values() if fact.section in sections}
    return found - records


def _people(pack: Pack) -> set[str]:
    people = pack.people.values()
    return {name for one in people for name in (one.name_fact, one.pronouns_fact) if name in pack.facts}


def _deciding(pack: Pack) -> set[str]:
    """Return the facts that decide whether the whole program is replaced."""
    gates = [gate for gate in pack.gates if gate.effect.replaces_program]
    return {name for gate in gates for name in facts_of(gate.when)}
