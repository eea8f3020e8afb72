"""Conditions: Kleene's tables, what a missing fact can and cannot change, and words for each."""

from __future__ import annotations

import itertools
import typing
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

import rekindle_core.content.model.condition as kleene
from rekindle_core.content.model.condition import (
    ALWAYS,
    All,
    Any,
    AtLeast,
    AtMost,
    Condition,
    Has,
    Is,
    Not,
    Truth,
    both,
    evaluate,
    facts_of,
    known,
)
from rekindle_core.content.model.values import Missing, Value

F, U, T = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
UNKNOWN, DECLINED = Missing.UNKNOWN, Missing.DECLINED

# Each fact and every value it takes.
WORLD: dict[str, tuple[Value, ...]] = {
    "soil": ("clay", "sand"),
    "pests": ((), ("slugs",), ("moles",), ("slugs", "moles")),
    "hours": (0, 1, 2, 3),
}
# A condition that is true, unknown and false.
SAMPLE: dict[Truth, Condition] = {T: Is("yes", ("x",)), U: Is("gap", ("x",)), F: Is("no", ("x",))}
SAMPLE_FACTS: dict[str, Value] = {"yes": "x", "gap": UNKNOWN, "no": "y"}


def truth(condition: Condition, facts: Mapping[str, Value]) -> Truth:
    """Return whether a condition holds; a fact that is not given is unknown."""
    return evaluate(condition, lambda fact: facts.get(fact, UNKNOWN))


def _tests(*, missing: bool) -> st.SearchStrategy[Condition]:
    ways = ["unknown", "declined"] if missing else []

    def some(*values: str | int) -> st.SearchStrategy[tuple[str | int, ...]]:
        return st.lists(st.sampled_from([*values, *ways]), min_size=1, max_size=3, unique=True).map(tuple)

    lists = st.lists(st.sampled_from(["slugs", "moles"]), min_size=1, unique=True).map(tuple)
    return st.one_of(
        st.builds(Is, st.just("soil"), some("clay", "sand")),
        st.builds(Is, st.just("hours"), some(0, 1, 2, 3)),
        st.builds(Is, st.just("pests"), some("none")),
        st.builds(Has, st.just("pests"), lists),
        st.builds(AtLeast, st.just("hours"), st.integers(0, 3)),
        st.builds(AtMost, st.just("hours"), st.integers(0, 3)),
    )


def conditions(*, missing: bool) -> st.SearchStrategy[Condition]:
    """Return conditions on WORLD; `missing` says whether tests name `unknown` and `declined`."""
    return st.recursive(
        _tests(missing=missing),
        lambda inner: st.one_of(
            st.builds(All, st.lists(inner, max_size=3).map(tuple)),
            st.builds(Any, st.lists(inner, max_size=3).map(tuple)),
            st.builds(Not, inner),
        ),
        max_leaves=8,
    )


def profiles() -> st.SearchStrategy[dict[str, Value]]:
    """Return values for every fact of WORLD, some of them missing."""
    return st.fixed_dictionaries(
        {fact: st.sampled_from([UNKNOWN, DECLINED, *values]) for fact, values in WORLD.items()}
    )


# ------------------------------------------------------------------ tables

CONJUNCTION = {
    (T, T): T, (T, U): U, (T, F): F,
    (U, T): U, (U, U): U, (U, F): F,
    (F, T): F, (F, U): F, (F, F): F,
}  # fmt: skip
DISJUNCTION = {
    (T, T): T, (T, U): T, (T, F): T,
    (U, T): T, (U, U): U, (U, F): U,
    (F, T): T, (F, U): U, (F, F): F,
}  # fmt: skip
NEGATION = {T: F, U: U, F: T}


@pytest.mark.parametrize("first", Truth)
@pytest.mark.parametrize("second", Truth)
def test_all_any_and_not_follow_kleenes_tables(first: Truth, second: Truth) -> None:
    parts = (SAMPLE[first], SAMPLE[second])
    assert truth(All(parts), SAMPLE_FACTS) == CONJUNCTION[first, second]
    assert truth(Any(parts), SAMPLE_FACTS) == DISJUNCTION[first, second]
    assert truth(Not(SAMPLE[first]), SAMPLE_FACTS) == NEGATION[first]


def test_all_of_nothing_holds_and_any_of_nothing_does_not() -> None:
    assert truth(ALWAYS, {}) == T
    assert truth(All(), {}) == T
    assert truth(Any(()), {}) == F


def by_definition(condition: Condition, facts: Mapping[str, Value]) -> Truth:
    """Return whether a condition holds, from the tables and the words of the manual alone."""
    match condition:
        case All():
            value = T
            for part in condition.parts:
                value = CONJUNCTION[value, by_definition(part, facts)]
            return value
        case Any():
            value = F
            for part in condition.parts:
                value = DISJUNCTION[value, by_definition(part, facts)]
            return value
        case Not():
            return NEGATION[by_definition(condition.part, facts)]
    return by_definition_of_test(condition, facts[condition.fact])


def by_definition_of_test(test: kleene.Test, value: typing.Any) -> Truth:
    """Return whether a test of one fact holds."""
    if isinstance(value, Missing):
        ways = {"unknown", "declined"} & set(test.values) if isinstance(test, Is) else set()
        if value.value in ways:
            return T
        return F if ways and isinstance(test, Is) and ways == set(test.values) else U
    holds: bool
    match test:
        case Is():
            holds = ("none" if value == () else value) in test.values
        case Has():
            holds = any(word in value for word in test.values)
        case AtLeast():
            holds = value >= test.bound
        case AtMost():
            holds = value <= test.bound
    return T if holds else F


@given(conditions(missing=True), profiles())
@QUICK
def test_any_condition_has_the_truth_that_the_definition_gives_it(
    condition: Condition, facts: dict[str, Value]
) -> None:
    assert truth(condition, facts) == by_definition(condition, facts)


# ------------------------------------------------------------------ missing facts


@pytest.mark.parametrize("missing", Missing)
@pytest.mark.parametrize(
    "test", [Is("soil", ("clay",)), Has("pests", ("slugs",)), AtLeast("hours", 0), AtMost("hours", 3)]
)
def test_a_missing_fact_makes_a_test_unknown_and_not_false(missing: Missing, test: Condition) -> None:
    assert truth(test, dict.fromkeys(WORLD, missing)) == U
    assert truth(Not(test), dict.fromkeys(WORLD, missing)) == U


@pytest.mark.parametrize(
    ("values", "unknown", "declined", "clay", "sand"),
    [
        (("unknown",), T, F, F, F),
        (("declined",), F, T, F, F),
        (("unknown", "declined"), T, T, F, F),
        (("clay", "unknown"), T, U, T, F),
        (("clay", "declined"), U, T, T, F),
        (("clay", "unknown", "declined"), T, T, T, F),
        (("clay",), U, U, T, F),
        (("clay", "sand"), U, U, T, T),
    ],
)
def test_a_test_that_names_a_way_of_missing_answers_it(
    values: tuple[str, ...], unknown: Truth, declined: Truth, clay: Truth, sand: Truth
) -> None:
    test = Is("soil", values)
    given_ = (UNKNOWN, DECLINED, "clay", "sand")
    assert [truth(test, {"soil": value}) for value in given_] == [unknown, declined, clay, sand]


@given(conditions(missing=False), profiles())
@QUICK
def test_learning_a_fact_can_only_settle_what_was_unknown(
    condition: Condition, facts: dict[str, Value]
) -> None:
    """Whatever the missing facts turn out to be, what was true stays true and what was false stays false."""
    before = truth(condition, facts)
    gaps = [fact for fact, value in facts.items() if isinstance(value, Missing)]
    for values in itertools.product(*(WORLD[fact] for fact in gaps)):
        after = truth(condition, {**facts, **dict(zip(gaps, values, strict=True))})
        assert after != U
        assert before in (U, after)


@given(conditions(missing=False), profiles())
@QUICK
def test_a_condition_that_names_no_way_of_missing_does_not_tell_them_apart(
    condition: Condition, facts: dict[str, Value]
) -> None:
    swap = {UNKNOWN: DECLINED, DECLINED: UNKNOWN}
    other = {fact: swap[value] if isinstance(value, Missing) else value for fact, value in facts.items()}
    assert truth(condition, facts) == truth(condition, other)


@given(conditions(missing=True), profiles())
@QUICK
def test_only_the_facts_that_a_condition_looks_at_count(
    condition: Condition, facts: dict[str, Value]
) -> None:
    assert facts_of(condition) == {test.fact for test in kleene.tests_of(condition)}
    kept = {fact: value for fact, value in facts.items() if fact in facts_of(condition)}
    assert truth(condition, kept) == truth(condition, facts)


@pytest.mark.parametrize("value", ["clay", 0, (), ("none",), UNKNOWN, DECLINED])
def test_known_is_true_or_false_and_never_unknown(value: Value) -> None:
    assert truth(known("soil"), {"soil": value}) == (F if isinstance(value, Missing) else T)


# ------------------------------------------------------------------ single tests


@pytest.mark.parametrize(
    ("test", "value", "holds"),
    [
        (Is("soil", ("clay", "sand")), "sand", T),
        (Is("soil", ("clay",)), "clayish", F),
        (Is("hours", (2,)), 2, T),
        (Is("hours", (2,)), "2", F),
        (Is("pests", ("none",)), (), T),
        (Is("pests", ("none",)), ("none",), T),
        (Is("pests", ("none",)), ("slugs",), F),
        (Has("pests", ("slugs", "moles")), ("moles", "pigeons"), T),
        (Has("pests", ("slugs",)), (), F),
        (Has("pests", ("slugs",)), "slugs", F),
        (AtLeast("hours", 2), 2, T),
        (AtLeast("hours", 2), 1, F),
        (AtMost("hours", 2), 2, T),
        (AtMost("hours", 2), 3, F),
    ],
)
def test_a_test_holds_where_its_words_say(test: Condition, value: Value, holds: Truth) -> None:
    (fact,) = facts_of(test)
    assert truth(test, {fact: value}) == holds


# ------------------------------------------------------------------ laws


@given(st.lists(conditions(missing=True), max_size=3), profiles())
@QUICK
def test_de_morgan(parts: list[Condition], facts: dict[str, Value]) -> None:
    opposite = tuple(Not(part) for part in parts)
    assert truth(Not(All(tuple(parts))), facts) == truth(Any(opposite), facts)
    assert truth(Not(Any(tuple(parts))), facts) == truth(All(opposite), facts)


@given(conditions(missing=True), conditions(missing=True), profiles())
@QUICK
def test_both_is_the_conjunction_without_nesting(
    first: Condition, second: Condition, facts: dict[str, Value]
) -> None:
    joined = both(first, second)
    assert truth(joined, facts) == truth(All((first, second)), facts)
    if isinstance(first, Is) and isinstance(second, Is):
        assert joined == All((first, second))
    assert both(ALWAYS, first) == both(first, ALWAYS)


def test_both_of_one_condition_and_no_other_is_that_condition() -> None:
    clay = Is("soil", ("clay",))
    assert both(ALWAYS, clay) == clay
    assert both(clay, ALWAYS) == clay
    assert both(ALWAYS, ALWAYS) == ALWAYS


# ------------------------------------------------------------------ words
