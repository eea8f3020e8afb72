"""The worker: one thing at a time, in order, in one thread."""

from __future__ import annotations

import asyncio
import threading

import pytest

from rekindle_core.web.state.worker import Worker


def test_jobs_are_done_in_order_in_one_thread_that_is_not_the_servers() -> None:
    worker, done = Worker(), list[tuple[int, int]]()

    async def ask() -> list[int]:
        jobs = [worker.run(lambda n=n: done.append((n, threading.get_ident())) or n) for n in range(5)]  # type: ignore[misc]
        return await asyncio.gather(*jobs)

    assert asyncio.run(ask()) == [0, 1, 2, 3, 4]
    assert [n for n, _ in done] == [0, 1, 2, 3, 4]
    assert len({thread for _, thread in done} - {threading.get_ident()}) == 1


def test_what_a_job_raises_is_raised_where_it_was_asked_for_and_the_next_is_done() -> None:
    worker = Worker()
    with pytest.raises(KeyError):
        worker.put(lambda: {}["x"]).result(5)
    assert worker.put(lambda: 1).result(5) == 1


@pytest.mark.parametrize("error", [SystemExit(2), KeyboardInterrupt()])
def test_a_job_that_would_end_the_process_ends_only_itself(error: BaseException) -> None:
    def end() -> None:
        raise error

    worker = Worker()
    with pytest.raises(RuntimeError, match=type(error).__name__):
        worker.put(end).result(5)
    assert worker.put(lambda: 1).result(5) == 1


def test_a_job_that_was_cancelled_before_its_turn_is_not_done() -> None:
    worker, go_on, done = Worker(), threading.Event(), list[int]()
    worker.put(lambda: go_on.wait(5))
    second = worker.put(lambda: done.append(2))
    assert second.cancel()
    go_on.set()
    worker.put(lambda: done.append(3)).result(5)
    assert done == [3]
