"""Whether one condition implies another: where the first is true, so is the second, for every profile.

Comes in: two conditions, and the facts that they look at. Goes out: yes or no.

It needs no solver: the first is taken apart into the ways in which it can be true, each of which leaves some
facts fewer values, and the second is looked at for all the values that are left of its own facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    return 0 < len(ways) <= MOST_WAYS and bool(left) and all(_always(other, one) for one in left)


def _ways(condition: Condition, wanted: Truth) -> Iterator[_Way]:
    """Yield the ways in which a condition is known to be true, or known to be false."""
    match condition:
        case Is() | Has() | AtLeast() | AtMost():
            yield ((condition, wanted),)
        case Not():
            yield from _ways(condition.part, Truth.FALSE if wanted is Truth.TRUE else Truth.TRUE)
        case All() | Any():
            if isinstance(condition, All) is (wanted is Truth.TRUE):
                for parts in product(*(tuple(_ways(part, wanted)) for part in condition.parts)):
                    yield tuple(chain(*parts))
            else:
                for part in condition.parts:
                    yield from _ways(part, wanted)
        case _ as never:
            assert_never(never)


def _left(way: _Way, values: Mapping[str, tuple[Value, ...]]) -> Mapping[str, tuple[Value, ...]] | None:
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


def _always(condition: Condition, values: Mapping[str, tuple[Value, ...]]) -> bool:
    names = sorted(facts_of(condition))
    return all(
        evaluate(condition, dict(zip(names, given, strict=True)).__getitem__) is Truth.TRUE
        for given in product(*(values[name] for name in names))
    )


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
