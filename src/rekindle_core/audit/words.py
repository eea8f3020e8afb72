"""Slots that may be empty, and phrase lists that may run out.

Input: every text, and when it can be read. Output: findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rekindle_core.audit.circuit import Literal
from rekindle_core.audit.finding import Finding, Place
from rekindle_core.audit.given import GivenContent
from rekindle_core.audit.texts import Text
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.template import Agreement, FactSlot, Mention, PhraseSlot, slots_of
from rekindle_core.content.model.values import Missing
from rekindle_core.planning.eligibility import eligible_phrases


def empty_slots(content: GivenContent, texts: tuple[Text, ...]) -> Iterator[Finding]:
    """Yield slots that would be empty for some reader: the fact is missing, and nothing replaces it."""
    people, by_person = content.pack.people, content.pack.language.agreement == "person"
    for text in texts:
        for slot in dict.fromkeys(slots_of(text.prose)):
            match slot:
                case FactSlot():
                    yield from _empty(content, text, slot.fact)
                case Agreement() if by_person:
                    # A form is printed for everyone, whatever is known.
                    pass
                case Mention(person=person) | Agreement(person=person) if not people[person].stand_in:
                    yield from _empty(content, text, people[person].name_fact)
                case Mention() | Agreement() | PhraseSlot():
                    pass
                case _ as never:
                    assert_never(never)


def _empty(content: GivenContent, text: Text, fact: str) -> Iterator[Finding]:
    readers = content.rules.readers
    missing = content.circuit.any_of(readers.missing(fact, how) for how in Missing)
    given = readers.smallest(text.read, missing)
    if given is None:
        return
    trial = Trial(content.pack, given)
    trial.confirm(isinstance(trial.reading[fact], Missing), f"{fact} is missing")
    if text.entry:
        trial.confirm(trial.may_show(text.entry), f"{text.entry} can be given")
    yield Finding(
        "slot-may-be-empty",
        text.place,
        f"{text.what} uses {fact}, but a reader for whom {fact} is missing may get it.",
        "add a condition that the fact is known, or write it without the slot.",
        given,
    )


def spent_phrases(content: GivenContent, texts: tuple[Text, ...]) -> Iterator[Finding]:
    """Yield phrase lists that have no alternative for some reader of a text that needs one."""
    for name in content.pack.phrases:
        for text in texts:
            if PhraseSlot(name) in slots_of(text.prose):
                where = content.but_for_phrases[text.entry] if text.entry else text.read
                if found := _spent(content, text, name, where):
                    yield found
                    break


def _spent(content: GivenContent, text: Text, name: str, where: Literal) -> Finding | None:
    given = content.rules.readers.smallest(where, -content.rules.phrases[name])
    if given is None:
        return None
    trial = Trial(content.pack, given)
    trial.confirm(not eligible_phrases(content.pack, trial.reading, name), f"{name} has no alternative")
    if text.entry:
        trial.confirm(not trial.may_show(text.entry), f"{text.entry} is left out")
        outcome = f"and {text.what} is then silently left out"
    else:
        outcome = f"and {text.what} needs one"
    return Finding(
        "phrases-may-run-out",
        Place("phrases", name),
        f"No alternative of the phrase list {name} fits some reader, {outcome}.",
        f"add an alternative without `when`, or narrow the condition of {text.what}.",
        given,
    )
