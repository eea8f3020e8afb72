"""Conditions on facts, in Kleene's strong three-valued logic.

A missing fact makes a test of it unknown, not false, unless the test names `unknown` or `declined` as a
value; `all`, `any` and `not` then follow Kleene's tables.

Source: S. C. Kleene, Introduction to Metamathematics, 1952, section 64.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from typing import TypeAlias, assert_never

from rekindle_core.content.model.values import NONE, Missing, Value
from rekindle_core.frozen import Frozen

Lookup: TypeAlias = Callable[[str], Value]


class Truth(IntEnum):
    """Kleene's three values, in order: `all` is the minimum of its parts, `any` the maximum."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


class Is(Frozen):
    """The fact has one of these values, which can include `unknown` and `declined`."""

    fact: str
    values: tuple[str | int, ...]


class Has(Frozen):
    """The list contains at least one of these."""

    fact: str
    values: tuple[str, ...]


class AtLeast(Frozen):
    """The number is this or more."""

    fact: str
    bound: int


class AtMost(Frozen):
    """The number is this or less."""

    fact: str
    bound: int


class All(Frozen):
    """Every part is true; without parts it is always true."""

    parts: tuple[Condition, ...] = ()


class Any(Frozen):
    """At least one part is true."""

    parts: tuple[Condition, ...]


class Not(Frozen):
    """The part is false."""

    part: Condition


Test: TypeAlias = Is | Has | AtLeast | AtMost
Condition: TypeAlias = Test | All | Any | Not

ALWAYS = All()

MOST_KEPT = 4_096
"""The number of conditions whose results are cached."""

MISSING = frozenset(missing.value for missing in Missing)
"""The words for missing values."""

_OPPOSITE = {Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN, Truth.TRUE: Truth.FALSE}


def is_always(condition: Condition) -> bool:
    """Return whether a condition is the one that is always true."""
    return isinstance(condition, All) and not condition.parts


def known(fact: str) -> Condition:
    """Return the condition that a fact has a value."""
    return Not(Is(fact, tuple(missing.value for missing in Missing)))


def both(first: Condition, second: Condition) -> Condition:
    """Return the condition that both are true, without unnecessary nesting."""
    parts = [part for condition in (first, second) for part in _parts(condition)]
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, All) else (condition,)


def evaluate(condition: Condition, lookup: Lookup) -> Truth:
    """Return whether a condition is true.

    Args:
        condition: The condition.
        lookup: Returns a fact's value by its name; `Missing` if there is none.
    """
    match condition:
        case Is() | Has() | AtLeast() | AtMost():
            return _evaluate_test(condition, lookup(condition.fact))
        case All():
            return min((evaluate(part, lookup) for part in condition.parts), default=Truth.TRUE)
        case Any():
            return max((evaluate(part, lookup) for part in condition.parts), default=Truth.FALSE)
        case Not():
            return _OPPOSITE[evaluate(condition.part, lookup)]
        case _ as never:
            assert_never(never)


def _evaluate_test(test: Test, value: Value) -> Truth:
    if isinstance(value, Missing):
        if not isinstance(test, Is) or MISSING.isdisjoint(test.values):
            return Truth.UNKNOWN
        # A test that names only missing values is decided by this one; others stay unknown.
        if value.value in test.values:
            return Truth.TRUE
        return Truth.FALSE if MISSING.issuperset(test.values) else Truth.UNKNOWN
    holds = False
    match test:
        case Is():
            plain = (value or (NONE,)) if isinstance(value, tuple) else (value,)
            holds = len(plain) == 1 and plain[0] in test.values
        case Has():
            holds = isinstance(value, tuple) and not set(test.values).isdisjoint(value)
        case AtLeast():
            holds = isinstance(value, int) and value >= test.bound
        case AtMost():
            holds = isinstance(value, int) and value <= test.bound
    return Truth.TRUE if holds else Truth.FALSE


# Results that depend only on a condition are the same for every reader, so they are computed once.


@lru_cache(MOST_KEPT)
def tests_of(condition: Condition) -> tuple[Test, ...]:
    """Return the tests of single facts in a condition, in order."""
    match condition:
        case All() | Any():
            return tuple(test for part in condition.parts for test in tests_of(part))
        case Not():
            return tests_of(condition.part)
        case Is() | Has() | AtLeast() | AtMost():
            return (condition,)
        case _ as never:
            assert_never(never)


@lru_cache(MOST_KEPT)
def facts_of(condition: Condition) -> frozenset[str]:
    """Return the names of the facts that a condition tests."""
    return frozenset(test.fact for test in tests_of(condition))
