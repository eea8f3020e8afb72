"""Whatever becomes of workers, each item has one result, and one that kills its worker is named."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from operator import length_hint

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.killing import squares
from tests.rosters import AtOnce, HereOnly

from rekindle_core.batch.pool import UNDER_WAY, Killed, Processes, Runner
from rekindle_core.errors import OutputError


def double(items: tuple[int, ...]) -> list[int]:
    return [2 * item for item in items]


def run(executors: HereOnly, items: Iterator[int] | range, seconds: float = 0.05) -> list:
    return list(Runner(executors, double, lambda result: seconds).run(items))


@given(
    st.integers(0, 60),
    st.sets(st.integers(0, 60), max_size=2),
    st.integers(1, 3),
    st.sampled_from([0.001, 0.05, 1]),
)
def test_each_item_comes_once_and_only_deadly_ones_are_left_out(
    count: int, deadly: set[int], workers: int, seconds: float
) -> None:
    found = run(HereOnly(deadly.__contains__, workers), range(count), seconds)
    killed = {one.item for one in found if isinstance(one, Killed)}
    assert killed == deadly & set(range(count))
    assert sorted(one for one in found if not isinstance(one, Killed)) == [
        2 * item for item in range(count) if item not in deadly
    ]


def test_items_that_kill_one_after_the_other_end_the_run() -> None:
    executors = HereOnly(lambda item: True)
    with pytest.raises(OutputError) as ended:
        run(executors, range(1000))
    assert ended.value.code == "workers-end"
    assert executors.opened < 10


def test_what_breaks_between_two_items_is_no_item_s_fault() -> None:
    class Falling(HereOnly):
        def open(self) -> AtOnce:
            executor = super().open()
            if self.opened == 1:
                executor.submit(lambda items: None, ("deadly",))
            return executor

    assert sorted(run(Falling(lambda item: item == "deadly"), range(5))) == [0, 2, 4, 6, 8]


def test_no_more_items_are_taken_than_are_under_way() -> None:
    """So memory doesn't grow with the number of rows."""
    items = iter(range(1000))
    runner = Runner(HereOnly(workers=2), double, lambda result: 10.0)
    for number, _ in enumerate(runner.run(items), 1):
        assert 1000 - length_hint(items) <= number + 2 * UNDER_WAY


def test_chunks_grow_where_items_are_quick() -> None:
    sizes: list[int] = []

    def sized(items: tuple[int, ...]) -> list[int]:
        sizes.append(len(items))
        return list(items)

    list(Runner(HereOnly(), sized, lambda result: 0.02).run(range(200)))
    assert (sizes[0], max(sizes)) == (1, 8)
    sizes.clear()
    list(Runner(HereOnly(), sized, lambda result: 2.0).run(range(20)))
    assert max(sizes) == 1


@pytest.mark.slow
def test_a_process_that_is_killed_loses_one_item() -> None:
    threads = threading.active_count()
    executors = Processes(2)
    found = list(Runner(executors, squares, lambda result: 0.05).run(range(20)))
    assert [one for one in found if isinstance(one, Killed)] == [Killed(13)]
    done = dict(one for one in found if not isinstance(one, Killed))
    assert done == {item: item * item for item in range(20) if item != 13}
    assert threading.active_count() <= threads + 1
