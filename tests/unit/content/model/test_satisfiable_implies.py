"""One condition implies another exactly where a look at every profile says so."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.brute_force import FACTS, VALUES
from tests.support import QUICK

from rekindle_core.content.model import satisfiable as search
from rekindle_core.content.model.condition import (
    ALWAYS,
    All,
    AtLeast,
    AtMost,
    Condition,
    Has,
    Is,
    Not,
    Truth,
    evaluate,
    facts_of,
    known,
)
from rekindle_core.content.model.condition import Any as AnyOf
from rekindle_core.content.model.satisfiable import implies
from rekindle_core.content.model.values import Missing


def _test(rng: Random) -> Condition:
    return rng.choice(
        [
            Is("soil", (rng.choice(["clay", "sand", "declined"]),)),
            Is("pond", ("yes", "unknown")),
            known("pond"),
            Has("pests", tuple(rng.sample(["slugs", "moles"], rng.choice([1, 2])))),
            Is("pests", ("none",)),
            AtLeast("hours", rng.randrange(4)),
            AtMost("hours", rng.randrange(4)),
            Is("hours", (rng.randrange(4),)),
        ]
    )


def _condition(rng: Random, depth: int = 2) -> Condition:
    if depth == 0 or rng.random() < 0.3:
        return _test(rng)
    if rng.random() < 0.2:
        return Not(_condition(rng, depth - 1))
    parts = tuple(_condition(rng, depth - 1) for _ in range(rng.randint(1, 3)))
    return All(parts) if rng.random() < 0.5 else AnyOf(parts)


def _truths(*conditions: Condition) -> Iterator[tuple[Truth, ...]]:
    names = sorted(frozenset().union(*map(facts_of, conditions)))
    for values in itertools.product(*((*VALUES[name], *Missing) for name in names)):
        lookup = dict(zip(names, values, strict=True)).__getitem__
        yield tuple(evaluate(condition, lookup) for condition in conditions)


@QUICK
@given(st.integers(0, 10_000))
def test_it_is_so_exactly_where_every_profile_says_so(number: int) -> None:
    rng = Random(number)
    # A random condition seldom implies another; one that has it as a part often does.
    condition, other = _condition(rng), _condition(rng)
    if number % 3 == 0:
        condition = All((condition, other))
    elif number % 3 == 1:
        other = AnyOf((_test(rng), condition))
    truths = list(_truths(condition, other))
    expected = any(one is Truth.TRUE for one, _ in truths) and all(
        two is Truth.TRUE for one, two in truths if one is Truth.TRUE
    )
    assert implies(FACTS, condition, other) == expected


@pytest.mark.parametrize(
    ("condition", "other", "so"),
    [
        (Is("soil", ("clay",)), Is("soil", ("clay", "sand")), True),
        (Is("soil", ("clay", "sand")), Is("soil", ("clay",)), False),
        (AtLeast("hours", 2), AtLeast("hours", 1), True),
        (AtLeast("hours", 1), AtLeast("hours", 2), False),
        (Has("pests", ("slugs",)), Has("pests", ("slugs", "moles")), True),
        (Is("pests", ("none",)), Not(Has("pests", ("moles",))), True),
        # A fact that is missing makes a test unknown, and that is not true.
        (ALWAYS, AnyOf((Is("pond", ("yes",)), Is("pond", ("no",)))), False),
        (known("pond"), AnyOf((Is("pond", ("yes",)), Is("pond", ("no",)))), True),
        # What is true for no reader says nothing of anybody.
        (All((Is("pond", ("yes",)), Is("pond", ("no",)))), Is("soil", ("clay",)), False),
    ],
)
def test_cases(condition: Condition, other: Condition, so: bool) -> None:
    assert implies(FACTS, condition, other) == so


def test_a_search_that_takes_too_long_implies_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    either = AnyOf((Is("soil", ("clay",)), Is("pond", ("yes",))))
    assert implies(FACTS, All((either, either)), either)
    monkeypatch.setattr(search, "MOST_STEPS", 3)
    assert not implies(FACTS, All((either, either)), either)
