"""Laying units out over sessions: in order, within capacity, and as evenly as can be."""

from __future__ import annotations

from itertools import groupby, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core.planning.schedule import Slot, schedule

CAPACITIES = st.lists(st.integers(1, 6), min_size=1, max_size=9)
SESSIONS = st.integers(1, 52)


def named(capacity: list[int]) -> list[str]:
    return [f"unit-{index}" for index in range(len(capacity))]


@QUICK
@given(CAPACITIES, SESSIONS)
def test_every_unit_begins_once_and_they_stand_in_order(capacity: list[int], sessions: int) -> None:
    slots = [slot for session in schedule(named(capacity), capacity, sessions) for slot in session]
    assert [name for name, _ in groupby(slots, key=lambda slot: slot.unit)] == named(capacity)
    assert [slot.unit for slot in slots if not slot.continued] == named(capacity)
    for _, run in groupby(slots, key=lambda slot: slot.unit):
        assert [slot.continued for slot in run] == [False] + [True] * (slots_of(slots, _) - 1)


def slots_of(slots: list[Slot], name: str) -> int:
    return sum(slot.unit == name for slot in slots)


@QUICK
@given(CAPACITIES, SESSIONS)
def test_no_unit_has_more_sessions_than_it_can_fill_and_no_session_is_empty(
    capacity: list[int], sessions: int
) -> None:
    laid = schedule(named(capacity), capacity, sessions)
    assert all(laid)
    for name, most in zip(named(capacity), capacity, strict=True):
        assert slots_of([slot for session in laid for slot in session], name) <= most


@QUICK
@given(CAPACITIES, SESSIONS)
def test_there_are_as_many_sessions_as_asked_for_unless_the_pools_are_spent(
    capacity: list[int], sessions: int
) -> None:
    assert len(schedule(named(capacity), capacity, sessions)) == min(sessions, sum(capacity))


@QUICK
@given(CAPACITIES, SESSIONS)
def test_few_sessions_join_neighbours_as_evenly_as_can_be(capacity: list[int], sessions: int) -> None:
    laid = schedule(named(capacity), capacity, sessions)
    if sessions <= len(capacity):
        sizes = [len(session) for session in laid]
        assert max(sizes) - min(sizes) <= 1
        assert not any(slot.continued for session in laid for slot in session)
    else:
        assert all(len(session) == 1 for session in laid)


@QUICK
@given(CAPACITIES, SESSIONS)
def test_many_sessions_are_spread_as_evenly_as_can_be(capacity: list[int], sessions: int) -> None:
    """A unit has two sessions fewer than another only where it cannot fill more."""
    slots = [slot for session in schedule(named(capacity), capacity, sessions) for slot in session]
    spans = [slots_of(slots, name) for name in named(capacity)]
    for (span, most), other in product(zip(spans, capacity, strict=True), spans):
        assert other - span <= 1 or span == most


@QUICK
@given(CAPACITIES, SESSIONS)
def test_one_session_more_takes_none_away(capacity: list[int], sessions: int) -> None:
    if sessions < len(capacity):
        return
    few, many = (schedule(named(capacity), capacity, count) for count in (sessions, sessions + 1))
    flat_few, flat_many = ([slot for session in laid for slot in session] for laid in (few, many))
    for name in named(capacity):
        assert slots_of(flat_few, name) <= slots_of(flat_many, name) <= slots_of(flat_few, name) + 1


def test_without_units_there_are_no_sessions() -> None:
    assert schedule([], [], 5) == ()


@pytest.mark.parametrize(
    ("capacity", "sessions", "shape"),
    [
        ([1, 1, 1], 1, "abc"),
        ([1, 1, 1], 2, "a bc"),
        ([1, 1, 1, 1, 1], 2, "ab cde"),
        ([3, 3, 3], 3, "a b c"),
        ([3, 3, 3], 5, "a a b b c"),
        ([1, 9, 1], 5, "a b b b c"),
        ([2, 1, 2], 30, "a a b c c"),
    ],
)
def test_how_units_are_laid_out(capacity: list[int], sessions: int, shape: str) -> None:
    laid = schedule("abcde"[: len(capacity)], capacity, sessions)
    assert " ".join("".join(slot.unit for slot in session) for session in laid) == shape
