"""Whether some profile satisfies a handful of conditions: a search that needs no solver.

Input: the facts of a pack, and conditions. Output: yes or no.
Must not know: what the conditions are for.

Conditions are split into tests of single facts. The parts of an `any` are tried one after another; then
each fact needs a value that passes all of its tests. A condition that implies another one can't be true while
the other is false or unknown. `rekindle_core.audit` uses a solver for whole packs instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
)
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.values import Missing, Value

_Truths: TypeAlias = frozenset[Truth]
_Wanted: TypeAlias = tuple[Condition, _Truths]
_Tests: TypeAlias = tuple[tuple[Test, _Truths], ...]

MOST_STEPS = 100_000
"""The number of steps after which a search ends, and assumes that there may be such a profile."""

_TRUE = frozenset({Truth.TRUE})
_FALSE = frozenset({Truth.FALSE})
_NOT_TRUE = frozenset({Truth.FALSE, Truth.UNKNOWN})
_NOT_FALSE = frozenset({Truth.TRUE, Truth.UNKNOWN})
_OPPOSITE = {_TRUE: _FALSE, _FALSE: _TRUE, _NOT_TRUE: _NOT_FALSE, _NOT_FALSE: _NOT_TRUE}
_SOMETHING = "…"
"""A placeholder for a value of a kind that has too many to list."""


def satisfiable(facts: Mapping[str, Fact], *conditions: Condition) -> bool:
    """Return whether there is a profile for which all of some conditions are known to be true.

    Args:
        facts: The facts that they test, by name.
        conditions: The conditions.

    >>> soil = {"soil": Fact("soil", "choice", "?", values={"clay": "clay", "sand": "sand"})}
    >>> satisfiable(soil, Is("soil", ("clay", "sand")), Not(Is("soil", ("clay",))))
    True
    >>> satisfiable(soil, Is("soil", ("clay",)), Is("soil", ("sand", "unknown")))
    False
    """
    return _search(facts, [(condition, _TRUE) for condition in conditions], {}, iter(range(MOST_STEPS)))


def implies(facts: Mapping[str, Fact], condition: Condition, other: Condition) -> bool:
    """Return whether `other` is true for every profile for which `condition` is.

    Args:
        facts: The facts that they test, by name.
        condition: The condition; one that is true for no reader implies nothing.
        other: The condition that may be implied.

    >>> soil = {"soil": Fact("soil", "choice", "?", values={"clay": "clay", "sand": "sand"})}
    >>> implies(soil, Is("soil", ("clay",)), Is("soil", ("clay", "sand")))
    True
    """
    wanted = [(condition, _TRUE), (other, _NOT_TRUE)]
    return satisfiable(facts, condition) and not _search(facts, wanted, {}, iter(range(MOST_STEPS)))


def _search(
    facts: Mapping[str, Fact], wanted: Sequence[_Wanted], held: Mapping[str, _Tests], steps: Iterator[int]
) -> bool:
    if not wanted or next(steps, None) is None:
        return True
    (condition, truths), *rest = wanted
    match condition:
        case Is() | Has() | AtLeast() | AtMost():
            tests = (*held.get(condition.fact, ()), (condition, truths))
            if not any(_meets(value, tests) for value in _values(facts[condition.fact], tests)):
                return False
            return _search(facts, rest, {**held, condition.fact: tests}, steps)
        case Not():
            return _search(facts, [(condition.part, _OPPOSITE[truths]), *rest], held, steps)
        case All() | Any():
            parts = [(part, truths) for part in condition.parts]
            if isinstance(condition, All) == (Truth.TRUE in truths):
                return _search(facts, [*parts, *rest], held, steps)
            return any(_search(facts, [part, *rest], held, steps) for part in parts)
        case _ as never:
            assert_never(never)


def _meets(value: Value, tests: _Tests) -> bool:
    return all(evaluate(test, lambda _: value) in truths for test, truths in tests)


def _values(fact: Fact, tests: _Tests) -> Iterator[Value]:
    """Yield values of a fact, one of which passes the tests if any value does."""
    yield from Missing
    match fact.kind:
        case "choice" | "yes-no":
            yield from fact.allowed
        case "choices":
            yield from ((), *((value,) for value in fact.values))
            # Of longer lists, the fullest one passes whatever any of them passes.
            denied = {value for test, truths in tests if _denies(test, truths) for value in test.values}  # type: ignore[union-attr]
            yield tuple(value for value in fact.values if value not in denied)
        case "number":
            yield from (number for number in _cuts(fact, tests) if fact.least <= number <= fact.most)
        case "country" | "text" | "name" | "pronouns" | "date":
            yield from (value for test, _ in tests if isinstance(test, Is) for value in test.values)
            yield _SOMETHING
        case _ as never:
            assert_never(never)


def _denies(test: Test, truths: _Truths) -> bool:
    return isinstance(test, Has) and Truth.TRUE not in truths


def _cuts(fact: Fact, tests: _Tests) -> Iterator[int]:
    """Yield the numbers at which the result of a test may change."""
    yield fact.least
    for test, _ in tests:
        match test:
            case AtLeast():
                yield test.bound
            case AtMost():
                yield test.bound + 1
            case Is():
                yield from (n for value in test.values if isinstance(value, int) for n in (value, value + 1))
            case Has():
                pass
