"""Whether some profile meets several conditions at once: a search that needs no solver, for a handful of conditions.

Comes in: the facts of a pack, and conditions. Goes out: yes or no.
Must not know: what the conditions are for.

Conditions are taken apart into tests of single facts. Of an `any` one part after the other is tried; then each fact
needs a value that meets all of its tests. `rekindle_core.audit` asks a solver about whole packs instead.
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

_Wanted: TypeAlias = tuple[Condition, Truth]
_Tests: TypeAlias = tuple[tuple[Test, Truth], ...]

_OPPOSITE = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}
_SOMETHING = "…"
"""What stands for a value of a kind that has too many to name."""


def satisfiable(facts: Mapping[str, Fact], *conditions: Condition) -> bool:
    """Return whether there is a profile for which all of some conditions are known to be true.

    Args:
        facts: The facts that they look at, by name.
        conditions: The conditions.

    >>> soil = {"soil": Fact("soil", "choice", "?", values={"clay": "clay", "sand": "sand"})}
    >>> satisfiable(soil, Is("soil", ("clay", "sand")), Not(Is("soil", ("clay",))))
    True
    >>> satisfiable(soil, Is("soil", ("clay",)), Is("soil", ("sand", "unknown")))
    False
    """
    return _search(facts, [(condition, Truth.TRUE) for condition in conditions], {})


def _search(facts: Mapping[str, Fact], wanted: Sequence[_Wanted], held: Mapping[str, _Tests]) -> bool:
    if not wanted:
        return True
    (condition, truth), *rest = wanted
    match condition:
        case Is() | Has() | AtLeast() | AtMost():
            tests = (*held.get(condition.fact, ()), (condition, truth))
            if not any(_meets(value, tests) for value in _values(facts[condition.fact], tests)):
                return False
            return _search(facts, rest, {**held, condition.fact: tests})
        case Not():
            return _search(facts, [(condition.part, _OPPOSITE[truth]), *rest], held)
        case All() | Any():
            parts = [(part, truth) for part in condition.parts]
            if isinstance(condition, All) == (truth is Truth.TRUE):
                return _search(facts, [*parts, *rest], held)
            return any(_search(facts, [part, *rest], held) for part in parts)
        case _ as never:
            assert_never(never)


def _meets(value: Value, tests: _Tests) -> bool:
    return all(evaluate(test, lambda _: value) is truth for test, truth in tests)


def _values(fact: Fact, tests: _Tests) -> Iterator[Value]:
    """Yield values of a fact of which one meets the tests, if any value does."""
    yield from Missing
    match fact.kind:
        case "choice" | "yes-no":
            yield from fact.allowed
        case "choices":
            yield from ((), *((value,) for value in fact.values))
            # Of longer lists the one that holds most meets whatever any of them meets.
            denied = {value for test, truth in tests if _denies(test, truth) for value in test.values}  # type: ignore[union-attr]
            yield tuple(value for value in fact.values if value not in denied)
        case "number":
            yield from (number for number in _cuts(fact, tests) if fact.least <= number <= fact.most)
        case "country" | "text" | "name" | "pronouns" | "date":
            yield from (value for test, _ in tests if isinstance(test, Is) for value in test.values)
            yield _SOMETHING
        case _ as never:
            assert_never(never)


def _denies(test: Test, truth: Truth) -> bool:
    return isinstance(test, Has) and truth is Truth.FALSE


def _cuts(fact: Fact, tests: _Tests) -> Iterator[int]:
    """Yield the numbers at which some test may begin to say something else."""
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
