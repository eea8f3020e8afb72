"""Facts that are asked for but never used.

Input: a pack. Output: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.audit.conditions import every_condition
from rekindle_core.audit.finding import Finding, Place
from rekindle_core.audit.readers import Readers
from rekindle_core.audit.texts import Text
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.condition import facts_of
from rekindle_core.content.model.facts import CORE_NAMES
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.template import FactSlot, slots_of


def unused_facts(readers: Readers, texts: tuple[Text, ...]) -> Iterator[Finding]:
    """Yield facts that no rule or text uses, and that are not only for the counselor."""
    pack = readers.pack
    used, nobody = _used(pack, texts), Trial(pack, {}).held
    for fact in pack.facts.values():
        if fact.name in used or fact.for_counselor:
            continue
        cell = readers.facts[fact.name].cells[0][0]
        given = {fact.name: cell.given}
        trial = Trial(pack, given)
        trial.confirm(trial.held == nobody, f"{fact.name} changes nothing")
        yield Finding(
            "unused-fact",
            Place("fact", fact.name),
            f"The interview asks for the fact {fact.name}, but the answer changes nothing.",
            "use it, or delete it. If it is meant for the counselor only, add `use: counselor`.",
            given,
        )


def _used(pack: Pack, texts: tuple[Text, ...]) -> frozenset[str]:
    used = {*CORE_NAMES, *pack.private_facts, *(pack.expiry.records if pack.expiry else ())}
    for named in every_condition(pack):
        # A fact that is used only to deny an assumption makes no difference to any reader.
        if named.place.kind not in ("fact", "assumption"):
            used |= facts_of(named.condition)
    for text in texts:
        used |= {slot.fact for slot in slots_of(text.prose) if isinstance(slot, FactSlot)}
    for person in pack.people.values():
        used |= {person.name_fact, person.pronouns_fact}
    # A fact that decides whether a question is asked is used if that question is; it was asked earlier.
    for fact in reversed([fact for section in pack.sections.values() for fact in section]):
        if fact.asked_when is not None and (fact.name in used or fact.for_counselor):
            used |= facts_of(fact.asked_when)
    return frozenset(used)
