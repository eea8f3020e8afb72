"""Which facts decide a condition for one profile, and what it says to them.

Comes in: a condition and a profile. Goes out: facts with their values, for reasons.
Must not know: why anybody asks.
"""

from __future__ import annotations

from rekindle_core.content.model.condition import (
    MISSING,
    Condition,
    Is,
    Lookup,
    Test,
    evaluate,
    tests_of,
)
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.planning.reasons import FactIs, FactsAre
from rekindle_core.profile.profile import Profile


def because(condition: Condition, profile: Profile) -> FactsAre:
    """Return the facts that decide a condition for a profile."""
    tests = tests_of(condition)
    names = list(dict.fromkeys(test.fact for test in tests))
    if len(names) > 1:
        truth = evaluate(condition, profile.__getitem__)
        deciding = [
            name
            for name in names
            if profile[name] is not Missing.UNKNOWN
            and evaluate(condition, _without(profile, name)) is not truth
        ]
        # Where no single fact decides (two say the same), all of them are named.
        names = deciding or names
    # Of a name or a text a condition can only ask whether it is known; then that is all there is to say.
    asked = {test.fact for test in tests if not _asks_whether_known(test)}
    return FactsAre(tuple(_fact_is(profile, name, whole=name in asked) for name in names))


def _asks_whether_known(test: Test) -> bool:
    return isinstance(test, Is) and MISSING.issuperset(test.values)


def _without(profile: Profile, fact: str) -> Lookup:
    def lookup(name: str) -> Value:
        return Missing.UNKNOWN if name == fact else profile[name]

    return lookup


def _fact_is(profile: Profile, fact: str, *, whole: bool) -> FactIs:
    """Return what a profile says to a fact; unless it is wanted whole, a text only says that it is there.

    Texts and names are nobody's business here.
    """
    value = profile[fact]
    match value:
        case str() if not whole:
            return FactIs(fact, None)
        case Missing():
            return FactIs(fact, value, profile.set_aside.get(fact))
        case tuple() | str() | int():
            return FactIs(fact, value)
        case _:
            return FactIs(fact, None)
