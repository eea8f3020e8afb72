"""Every condition that a pack's author wrote, and where.

Input: a Pack. Output: conditions, each with its place and what it is for, in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.audit.finding import Place
from rekindle_core.content.model.condition import ALWAYS, Condition
from rekindle_core.content.model.pack import Pack
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.frozen import Frozen


class Named(Frozen):
    """A condition: where it is, what it is for, and the id of its content, if any.

    An `as_given` condition is about the answers as given, however conflicts read them.
    """

    condition: Condition
    place: Place
    what: str
    entry: str = ""
    as_given: bool = False


def every_condition(pack: Pack) -> Iterator[Named]:
    """Yield a pack's conditions; content for everyone has none."""
    return (named for named in _conditions(pack) if named.condition != ALWAYS)


def _conditions(pack: Pack) -> Iterator[Named]:
    for fact in pack.facts.values():
        if fact.asked_when is not None:
            place = Place("fact", fact.name, key="asked_when")
            yield Named(fact.asked_when, place, f"when {fact.name} is asked", as_given=True)
    for conflict in pack.conflicts:
        place = Place("id", conflict.id, key="when")
        yield Named(conflict.when, place, f"the conflict {conflict.id}", as_given=True)
    for index, rule in enumerate(pack.reorder):
        yield Named(rule.when, Place("reorder", index=index, key="when"), f"rule {index + 1} of `reorder`")
    for index, gentle in enumerate(pack.dose.gentle):
        yield Named(gentle.when, Place("gentle", index=index, key="when"), f"rule {index + 1} of `gentle`")
    for gate in pack.gates:
        yield Named(gate.when, Place("id", gate.id, key="when"), f"the gate {gate.id}")
    yield from _of_assumptions(pack)
    for entry in catalogue(pack).values():
        # A look-back has the condition of its prompt.
        if entry.kind != "look-back":
            what = f"the {entry.kind} {entry.id}"
            yield Named(entry.offer.when, Place("id", entry.id, key="when"), what, entry.id)
    for one in pack.frame.handout.stop if pack.frame.handout else ():
        yield Named(one.offer.when, Place("program", "handout"), "a wording of when to stop, on handouts")
    for name, phrases in pack.phrases.items():
        for index, phrase in enumerate(phrases):
            what = f"alternative {index + 1} of the phrase list {name}"
            yield Named(phrase.when, Place("phrase", name, index, "when"), what)


def _of_assumptions(pack: Pack) -> Iterator[Named]:
    for one in pack.assumptions.values():
        for key, condition in (("denied_when", one.denied_when), ("implied_by", one.implied_by)):
            if condition is not None:
                place = Place("assumption", one.id, key=key)
                yield Named(condition, place, f"the assumption {one.id}", as_given=True)
