"""Profiles that differ from a given one in a single fact, with values that could matter to some conditions.

Input: a profile, the pack's facts, conditions. Output: pairs of a fact and another value, nearest first.
Must not know: plans, or what the values are tried for.

A fact has many values, but conditions distinguish only a few: for a number, those next to a threshold; for a
text, whether there is one. Only those are tried.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from rekindle_core.content.model.condition import AtLeast, AtMost, Condition, Has, Is, Test, tests_of
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.values import NAME_ONLY, NONE, Missing, Value
from rekindle_core.profile.profile import Profile

SOMETHING = "…"
"""A placeholder for any text or name."""


def neighbours(
    profile: Profile, facts: Mapping[str, Fact], conditions: Iterable[Condition]
) -> Iterator[tuple[str, Value]]:
    """Yield facts with other values that conditions can distinguish from the profile's own, nearest first."""
    tests: dict[str, list[Test]] = {}
    for condition in conditions:
        for test in tests_of(condition):
            tests.setdefault(test.fact, []).append(test)
    for name, of_fact in tests.items():
        present = profile[name]
        tried: list[Value] = [present]
        for value in _values(facts[name], present, of_fact):
            if value not in tried:
                tried.append(value)
                yield name, value


def _values(fact: Fact, present: Value, tests: Iterable[Test]) -> Iterable[Value]:
    match fact.kind:
        case "choice" | "yes-no":
            return fact.allowed
        case "choices":
            return _lists(fact, present, tests)
        case "number":
            return _numbers(fact, present, tests)
        case "country":
            named = [value for test in tests if isinstance(test, Is) for value in test.values]
            return [value for value in named if value not in {item.value for item in Missing}]
        case "text" | "name":
            return [SOMETHING] if isinstance(present, Missing) else []
        case "pronouns":
            return [NAME_ONLY] if isinstance(present, Missing) else []
        case "date":
            return [dt.date(2027, 1, 1)] if isinstance(present, Missing) else []
        case _ as never:
            assert_never(never)


def _lists(fact: Fact, present: Value, tests: Iterable[Test]) -> Iterator[Value]:
    held = present if isinstance(present, tuple) else ()
    named = {value for test in tests if isinstance(test, Has) for value in test.values}
    named |= {str(value) for test in tests if isinstance(test, Is) for value in test.values}
    for value in fact.values:
        if value in named and value not in held:
            yield tuple(one for one in fact.values if one in held or one == value)
    for value in held:
        yield tuple(one for one in held if one != value)
    if NONE not in fact.values:
        yield ()


def _numbers(fact: Fact, present: Value, tests: Iterable[Test]) -> list[Value]:
    found: set[int] = set()
    for test in tests:
        match test:
            case AtLeast():
                found |= {test.bound - 1, test.bound}
            case AtMost():
                found |= {test.bound, test.bound + 1}
            case Is():
                found |= {
                    beside
                    for value in test.values
                    if isinstance(value, int)
                    for beside in (value - 1, value, value + 1)
                }
            case Has():
                pass
    if isinstance(present, Missing):
        # Any number will do if a condition tests only whether it is known.
        found.add(fact.least)
    here = present if isinstance(present, int) else fact.least
    within = [number for number in found if fact.least <= number <= fact.most]
    within.sort(key=lambda number: (abs(number - here), number))
    return [*within]
