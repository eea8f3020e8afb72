"""Locking: what is private is closed after some minutes without anyone, and never while something is at work."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from tests.serving import Visitor, new_desk, words

from rekindle_core.web.state.locking import Locking
from rekindle_core.web.state.worker import Worker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def locking(clock: Clock) -> Locking:
    return Locking(after=900, warned=120, clock=clock)


def watch_for(locking: Locking, worker: Worker, seconds: float) -> None:
    async def watch() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(locking.watch(worker.run, every=0.005), seconds)

    asyncio.run(watch())


def test_nothing_locks_while_nothing_private_is_open(locking: Locking, clock: Clock) -> None:
    clock.now = 10_000
    watch_for(locking, Worker(), 0.05)
    assert not locking.locked
    assert not locking.active


def test_what_is_open_is_closed_when_its_time_is_up_and_not_before(locking: Locking, clock: Clock) -> None:
    closed: list[str] = []
    locking.hold("records", lambda: closed.append("records"))
    clock.now = 899
    watch_for(locking, Worker(), 0.05)
    assert closed == []
    clock.now = 900
    watch_for(locking, Worker(), 0.05)
    assert closed == ["records"]
    assert locking.locked
    assert not locking.active


def test_each_sign_of_someone_puts_it_off(locking: Locking, clock: Clock) -> None:
    locking.hold("records", lambda: None)
    clock.now = 800
    locking.touch()
    assert locking.left() == 900
    clock.now = 1_699
    watch_for(locking, Worker(), 0.05)
    assert not locking.locked


def test_locking_waits_for_what_is_at_work_and_then_looks_again(locking: Locking, clock: Clock) -> None:
    worker, begun, go_on = Worker(), threading.Event(), threading.Event()
    closed: list[str] = []
    locking.hold("records", lambda: closed.append("records"))
    clock.now = 900

    def work() -> None:
        begun.set()
        go_on.wait(5)
        assert closed == []
        # It was somebody's.
        locking.touch()

    done = worker.put(work)
    assert begun.wait(5)
    watch_for(locking, worker, 0.05)
    go_on.set()
    done.result(5)
    watch_for(locking, worker, 0.05)
    assert closed == []


def test_one_that_cannot_be_closed_keeps_no_other_open(locking: Locking) -> None:
    closed: list[str] = []

    def fail() -> None:
        raise OSError("no")

    locking.hold("first", fail)
    locking.hold("second", lambda: closed.append("second"))
    with pytest.raises(OSError, match="no"):
        locking.lock()
    assert closed == ["second"]
    assert not locking.active


def test_it_locks_again_after_something_could_not_be_closed(locking: Locking, clock: Clock) -> None:
    told, closed = list[Exception](), list[str]()

    def fail() -> None:
        locking.hold("second", lambda: closed.append("second"))
        clock.now += 900
        raise OSError("no")

    locking.hold("first", fail)
    clock.now = 900

    async def watch() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(locking.watch(Worker().run, told.append, every=0.005), 0.1)

    asyncio.run(watch())
    assert [type(error) for error in told] == [OSError]
    assert closed == ["second"]


def test_what_was_closed_by_itself_is_not_closed_again(locking: Locking) -> None:
    locking.hold("records", lambda: pytest.fail("closed twice"))
    locking.release("records")
    locking.lock()
    assert not locking.locked


def test_the_warning_gives_more_time_than_wcag_asks_for() -> None:
    locking = Locking()
    assert locking.warned >= 20
    assert locking.after > locking.warned


def test_the_page_says_how_long_it_is_and_a_script_that_asks_is_no_sign_of_anyone(
    tmp_path: Path, locking: Locking, clock: Clock
) -> None:
    visitor = Visitor(new_desk(tmp_path, locking=locking)).enter()
    assert "data-left" not in visitor.page
    assert visitor.get("/here").text == ""
    locking.hold("records", lambda: None)
    clock.now = 600
    assert visitor.get("/here").text == "300"
    clock.now = 700
    assert visitor.get("/here").text == "200"
    visitor.get("/")
    assert 'data-left="900" data-warned="120"' in visitor.page
    clock.now = 1_000
    assert visitor.post("/stay").text == "900"
    visitor.post("/lock")
    assert locking.locked
    assert "What was open is closed" in words(visitor.page)
