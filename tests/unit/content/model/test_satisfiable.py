"""Whether conditions can hold together, against a look at every profile of a few small facts."""

from __future__ import annotations

import itertools
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.brute_force import FACTS, VALUES, random_condition
from tests.support import QUICK

from rekindle_core.content.model.condition import Condition, Has, Is, Not, Truth, evaluate
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.satisfiable import satisfiable
from rekindle_core.content.model.values import Missing

NAMES = sorted(FACTS)
PROFILES = [
    dict(zip(NAMES, values, strict=True))
    for values in itertools.product(*((*VALUES[name], *Missing) for name in NAMES))
]


def all_hold(profile: dict[str, Any], conditions: tuple[Condition, ...]) -> bool:
    return all(evaluate(one, profile.__getitem__) is Truth.TRUE for one in conditions)


@QUICK
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_conditions_can_hold_together_exactly_where_they_do_for_some_profile(seed: int, number: int) -> None:
    rng = Random(seed)
    conditions = tuple(random_condition(rng, NAMES, depth=3) for _ in range(number))
    assert satisfiable(FACTS, *conditions) == any(all_hold(profile, conditions) for profile in PROFILES)


def test_a_long_list_may_hold_some_and_lack_others() -> None:
    pests = {"pests": Fact("pests", "choices", "?", values=dict.fromkeys("abcdef", ""))}
    some = [Has("pests", (one, other)) for one, other in itertools.combinations("abcdef", 2)]
    assert satisfiable(pests, *some, Not(Has("pests", ("f",))))
    assert not satisfiable(pests, *some, Not(Has("pests", ("e", "f"))))
    assert not satisfiable(pests, some[0], some[-1], Is("pests", ("a", "none")))


def test_a_fact_with_too_many_values_to_name_can_be_known_and_not_be_what_is_named() -> None:
    facts = {"land": Fact("land", "country", "?"), "dream": Fact("dream", "text", "?")}
    known = [Not(Is(name, ("unknown", "declined"))) for name in facts]
    assert satisfiable(facts, *known, Not(Is("land", ("GB", "US"))))
    assert satisfiable(facts, *known, Is("land", ("GB",)))
    assert not satisfiable(facts, known[1], Is("dream", ("declined",)))
