"""Which facts decide a condition for one profile, with their values.

Input: a condition and a reading of a profile. Output: facts with their values, for reasons.
Must not know: why anyone asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.content.model.condition import (
    MISSING,
    All,
    Any,
    Condition,
    Is,
    Lookup,
    Test,
    Truth,
    evaluate,
    tests_of,
)
from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.planning.reasons import FactIs, FactsAre, ReadAs
from rekindle_core.profile.conflicts import Reading


def because(condition: Condition, reading: Reading) -> FactsAre:
    """Return the facts that decide a condition for a profile as read."""
    names, whole = _deciding(condition, reading.__getitem__)
    return FactsAre(tuple(_fact_is(reading, name, whole=name in whole) for name in names))


def read_otherwise(pack: Pack, reading: Reading, conflict: Conflict) -> tuple[FactIs, ...]:
    """Return the facts that a conflict reads as another value than given, with what they contradict."""
    facts = (safer.fact for safer in conflict.read if reading.conflict(safer.fact) is conflict)
    return tuple(
        _fact_is(reading, fact, whole=pack.facts[fact].kind not in ("text", "name")) for fact in facts
    )


def does_not_fit(reading: Reading, conflict: Conflict, fact: str) -> tuple[FactIs, ...]:
    """Return the answers, as given, that a fact contradicts in a conflict."""
    given = reading.given
    names, compared = _deciding(conflict.when, given.__getitem__)
    return tuple(FactIs(name, _said(given[name], whole=name in compared)) for name in names if name != fact)


def _deciding(condition: Condition, lookup: Lookup) -> tuple[list[str], set[str]]:
    """Return the facts that decide a condition, and those that it tests for more than being known."""
    tests = tests_of(condition)
    names = list(dict.fromkeys(test.fact for test in tests))
    if len(names) > 1:
        truth = evaluate(condition, lookup)
        deciding = [
            name
            for name in names
            if lookup(name) is not Missing.UNKNOWN
            and evaluate(condition, _without(lookup, name)) is not truth
        ]
        # If no single fact decides (two say the same), these are the facts whose part has the result of the
        # whole.
        names = deciding or list(dict.fromkeys(test.fact for test in _telling(condition, lookup)))
    # For a name or a text, a condition can only test whether it is known, so nothing more can be said.
    return names, {test.fact for test in tests if not _asks_whether_known(test)}


def _telling(condition: Condition, lookup: Lookup) -> Iterator[Test]:
    """Yield the tests by which a list of conditions is true or false; if it is unknown, all of them."""
    if isinstance(condition, (All, Any)):
        settles = Truth.FALSE if isinstance(condition, All) else Truth.TRUE
        settled = evaluate(condition, lookup) is settles
        for part in condition.parts:
            if not settled or evaluate(part, lookup) is settles:
                yield from _telling(part, lookup)
    else:
        yield from tests_of(condition)


def _asks_whether_known(test: Test) -> bool:
    return isinstance(test, Is) and MISSING.issuperset(test.values)


def _without(lookup: Lookup, fact: str) -> Lookup:
    def without(name: str) -> Value:
        return Missing.UNKNOWN if name == fact else lookup(name)

    return without


def _fact_is(reading: Reading, fact: str, *, whole: bool) -> FactIs:
    """Return the value of a fact in a reading; unless the whole value is wanted, a text is only said to exist."""
    conflict = reading.conflict(fact)
    if conflict is None:
        return FactIs(fact, _said(reading[fact], whole=whole), set_aside=reading.given.set_aside.get(fact))
    given = reading.given[fact]
    _, compared = _deciding(conflict.when, reading.given.__getitem__)
    # The value that it is read as comes from the pack, and values of lists are not typed text.
    against = FactsAre(does_not_fit(reading, conflict, fact))
    read = ReadAs(conflict.id, _said(given, whole=whole or fact in compared), against)
    return FactIs(fact, _said(reading[fact], whole=True), read)


def _said(value: Value, *, whole: bool) -> Missing | str | int | tuple[str, ...] | None:
    """Return the part of a value that may be repeated: never texts or names."""
    match value:
        case str() if not whole:
            return None
        case Missing() | tuple() | str() | int():
            return value
        case _:
            return None
