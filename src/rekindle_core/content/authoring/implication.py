"""Whether one condition implies another: where the first is true, so is the second, for every profile.

Comes in: two conditions, and the facts that they look at. Goes out: yes or no.

It needs no solver: the first is taken apart into the ways in which it can be true, each of which leaves some
facts fewer values, and the second is looked at with those. Only parts of it that share facts are looked at together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice, product
from typing import TypeAlias, assert_never

from rekindle_core.content.model.condition import (
    All,
    Any,
    AtLeast,
    AtMost,
    Condition,
    Has,
    Is,
    Not,
    Test,
    Truth,
    evaluate,
    facts_of,
    tests_of,
)
from rekindle_core.content.model.domain import cells
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.values import Missing, Value

MOST_WAYS = 10_000
"""A condition that can be true in more ways than these is not looked into, and implies nothing."""

_Way: TypeAlias = tuple[tuple[Test, Truth], ...]
_Values: TypeAlias = Mapping[str, tuple[Value, ...]]


def implies(condition: Condition, other: Condition, facts: Mapping[str, Fact], language: Language) -> bool:
    """Return whether `other` is true for every profile for which `condition` is.

    Args:
        condition: The condition; one that is true for nobody implies nothing.
        other: What it may imply.
        facts: The facts of the pack, by name.
        language: Whose pronoun sets there are.
    """
    tests = (*tests_of(condition), *tests_of(other))
    values = {
        name: tuple(_values(facts[name], [test for test in tests if test.fact == name], language))
        for name in facts_of(condition) | facts_of(other)
    }
    ways = list(islice(_ways(condition, Truth.TRUE), MOST_WAYS + 1))
    left = [found for way in ways if (found := _left(way, values))]
    return 0 < len(ways) <= MOST_WAYS and bool(left) and all(_always(other, Truth.TRUE, one) for one in left)


def _ways(condition: Condition, wanted: Truth) -> Iterator[_Way]:
    """Yield the ways in which a condition is known to be true, or known to be false."""
    match condition:
        case Is() | Has() | AtLeast() | AtMost():
            yield ((condition, wanted),)
        case Not():
            yield from _ways(condition.part, _opposite(wanted))
        case All() | Any():
            if isinstance(condition, All) is (wanted is Truth.TRUE):
                for parts in product(*(tuple(_ways(part, wanted)) for part in condition.parts)):
                    yield tuple(chain(*parts))
            else:
                for part in condition.parts:
                    yield from _ways(part, wanted)
        case _ as never:
            assert_never(never)


def _opposite(truth: Truth) -> Truth:
    return Truth.FALSE if truth is Truth.TRUE else Truth.TRUE


def _left(way: _Way, values: _Values) -> _Values | None:
    """Return the values that are left of each fact, or None where a fact has none."""
    left = {
        name: tuple(
            value
            for value in all_of
            if all(_truth(test, value) is truth for test, truth in way if test.fact == name)
        )
        for name, all_of in values.items()
    }
    return left if all(left.values()) else None


def _always(condition: Condition, wanted: Truth, values: _Values) -> bool:
    """Return whether a condition is known to be true, or false, whatever values its facts have of those left."""
    match condition:
        case Is() | Has() | AtLeast() | AtMost():
            return all(_truth(condition, value) is wanted for value in values[condition.fact])
        case Not():
            return _always(condition.part, _opposite(wanted), values)
        case All() | Any():
            if isinstance(condition, All) is (wanted is Truth.TRUE):
                return all(_always(part, wanted, values) for part in condition.parts)
            return any(_one_always(parts, wanted, values) for parts in _apart(condition.parts))
        case _ as never:
            assert_never(never)


def _one_always(parts: Sequence[Condition], wanted: Truth, values: _Values) -> bool:
    """Return whether one of some conditions at least is so, whatever values their facts have."""
    if len(parts) == 1:
        return _always(parts[0], wanted, values)
    names = sorted(frozenset().union(*map(facts_of, parts)))
    return all(
        any(evaluate(part, dict(zip(names, given, strict=True)).__getitem__) is wanted for part in parts)
        for given in product(*(values[name] for name in names))
    )


def _apart(parts: Iterable[Condition]) -> Iterable[Sequence[Condition]]:
    """Return groups of conditions of which no two look at the same fact: each can be looked at by itself."""
    groups: list[list[Condition]] = []
    for part in parts:
        shared = [group for group in groups if any(facts_of(part) & facts_of(one) for one in group)]
        groups = [group for group in groups if group not in shared] + [[*chain(*shared), part]]
    return groups


def _truth(test: Test, value: Value) -> Truth:
    return evaluate(test, lambda _: value)


def _values(fact: Fact, tests: Iterable[Test], language: Language) -> Iterator[Value]:
    """Yield the values of a fact that some tests tell apart."""
    tests = tuple(tests)
    if fact.kind != "choices":
        yield from (cell.value for cell in cells(fact, tests, (), language))
        return
    named = [value for value in fact.values if any(value in getattr(test, "values", ()) for test in tests)]
    # What no test names makes no difference, but that the list is not empty.
    other = next((value for value in fact.values if value not in named), None)
    listed = named if other is None else [*named, other]
    yield from (some for size in range(len(listed) + 1) for some in combinations(listed, size))
    yield from Missing
