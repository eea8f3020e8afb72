"""Conditions and answers in the words of the questions: no names of facts, since readers may never have seen a pack.

Input: a pack, and a condition, or a reason and a profile. Output: words.
Must not know: what any question is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from rekindle_core.content.model.condition import (
    All,
    Any,
    AtLeast,
    AtMost,
    Condition,
    Has,
    Is,
    Not,
    facts_of,
)
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.planning.reasons import (
    Needs,
    NoSelfCheck,
    OnlyWhereGateHolds,
    Reason,
    RemovedByTag,
    StandsInstead,
)
from rekindle_core.profile.answer import country_in_words, in_words
from rekindle_core.profile.profile import Profile

_OPEN = {"unknown": "not known", "declined": "not said", "yes": "yes", "no": "no", "none": "none of these"}


def plain_condition(pack: Pack, condition: Condition) -> str:
    """Return a condition in words, such as '“What contact is there now?”: none, or not known'."""
    match condition:
        case Not():
            return f"not so: {plain_condition(pack, condition.part)}"
        case All():
            return "; and ".join(plain_condition(pack, part) for part in condition.parts)
        case Any():
            return "; or ".join(plain_condition(pack, part) for part in condition.parts)
        case Is() | Has():
            return f"{_asked(pack, condition.fact)} {_listed(_words(pack, condition))}"
        case AtLeast():
            return f"{_asked(pack, condition.fact)} {condition.bound} or more"
        case AtMost():
            return f"{_asked(pack, condition.fact)} {condition.bound} or less"
        case _ as never:
            assert_never(never)


def deciding_answers(pack: Pack, reason: Reason, profile: Profile) -> tuple[tuple[str, str], ...]:
    """Return the answers that something is held back for, each with its question; what is not known is no answer."""
    return tuple(
        (pack.facts[fact].ask, in_words(pack, pack.facts[fact], profile[fact]))
        for fact in _facts(pack, reason)
        if profile[fact] is not Missing.UNKNOWN
    )


def missing_answers(pack: Pack, reason: Reason, profile: Profile) -> tuple[str, ...]:
    """Return the questions without an answer that something waits for."""
    if not isinstance(reason, Needs):
        return ()
    return tuple(pack.facts[fact].ask for fact in _facts(pack, reason) if profile[fact] is Missing.UNKNOWN)


def said(pack: Pack, fact: Fact, value: Value) -> str:
    """Return an answer as it is read to someone: with a country's name, and begun like a sentence."""
    if fact.kind == "country" and isinstance(value, str):
        words = country_in_words(pack, value)
    else:
        words = in_words(pack, fact, value)
    return f"{words[:1].upper()}{words[1:]}"


def _facts(pack: Pack, reason: Reason) -> Iterable[str]:
    """Return the facts that a reason is about, each once."""
    return dict.fromkeys(
        fact for condition in _conditions(pack, reason) for fact in sorted(facts_of(condition))
    )


def _conditions(pack: Pack, reason: Reason) -> Iterable[Condition]:
    gates = {gate.id: gate for gate in pack.gates}
    if isinstance(reason, StandsInstead | OnlyWhereGateHolds):
        return [gates[says.gate].when for says in reason.gates]
    if isinstance(reason, RemovedByTag | NoSelfCheck):
        return [gates[name].when for name in reason.gates]
    return [reason.when] if isinstance(reason, Needs) else []


def _asked(pack: Pack, fact: str) -> str:
    return f"“{pack.facts[fact].ask}”:"


def _words(pack: Pack, test: Is | Has) -> list[str]:
    values = pack.facts[test.fact].values
    return [values.get(str(value)) or _OPEN.get(str(value), str(value)) for value in test.values]


def _listed(words: list[str]) -> str:
    *before, last = words
    return f"{', '.join(before)}, or {last}" if before else last
