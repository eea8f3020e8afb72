"""Running work in other processes, through any executor of `concurrent.futures`, whatever becomes of them.

Input: items, and a function that takes some of them. Output: each item's result, or that it ended its worker.
Must not know: what the items are.

A pool of processes loses everything that is under way when one of them dies, and doesn't say which item killed it. So
then there is a new pool, and what was not finished runs again, one item at a time: the next that kills its worker is
the one, and is left out.

Chunks take at least 100 ms, so that sending them costs little, and a few are under way for each worker, so that none
waits; never all of them, since whatever is under way is in memory.
"""

from __future__ import annotations

import math
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from itertools import islice
from typing import Generic, Protocol, TypeVar

from rekindle_core.errors import OutputError
from rekindle_core.frozen import Frozen

T = TypeVar("T")
R = TypeVar("R")

UNDER_WAY = 3
"""Chunks under way for each worker: one that it works on, and two that wait for it."""
_LEAST_SECONDS = 0.15
_MOST_ITEMS = 64
_MOST_KILLED = 3


class Executors(Protocol):
    """Where work runs: what opens an executor, and opens another if it breaks.

    Attributes:
        workers: How many chunks run at once.
        lost: What a future raises, beside `BrokenExecutor`, if its worker ended.
    """

    workers: int
    lost: tuple[type[BaseException], ...]

    def open(self) -> Executor:
        """Return an executor."""
        ...

    def close(self, executor: Executor) -> None:
        """End an executor and its workers, without waiting for what is under way."""
        ...


class Processes:
    """Processes on this machine."""

    lost: tuple[type[BaseException], ...] = ()

    def __init__(self, workers: int, prepare: Callable[[], None] | None = None) -> None:
        """Make none yet.

        Args:
            workers: How many.
            prepare: What each does first; it is pickled by its name.
        """
        self.workers, self._prepare = workers, prepare

    def open(self) -> Executor:
        """Return a pool. Its processes begin empty, because a copy of a process with threads may hang."""
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.workers, context, initializer=_begin, initargs=(self._prepare,))

    def close(self, executor: Executor) -> None:
        """End a pool. What its processes work on has nobody who waits for it."""
        for process in list((getattr(executor, "_processes", None) or {}).values()):
            process.terminate()
        # The pool's own thread takes its locks away; a process that ends meanwhile leaves some behind, and is told so.
        executor.shutdown(wait=True, cancel_futures=True)


def _begin(prepare: Callable[[], None] | None) -> None:
    """Prepare a worker: Ctrl-C is for the process that started it, and it ends when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library writes to stdout past Python must not mix with what the command prints there.
    os.dup2(2, 1)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        prepare()


def _end_with_parent() -> None:
    from multiprocessing import connection, parent_process

    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


class Killed(Frozen, Generic[T]):
    """An item that ended its worker."""

    item: T


class Runner(Generic[T, R]):
    """Runs a function over items, in chunks."""

    def __init__(
        self,
        executors: Executors,
        function: Callable[[tuple[T, ...]], Iterable[R]],
        seconds_of: Callable[[R], float],
    ) -> None:
        """Start nothing yet.

        Args:
            executors: Where to run.
            function: Takes a chunk of items, and returns a result for each.
            seconds_of: How long a result took, for the size of chunks.
        """
        self._executors, self._function, self._seconds_of = executors, function, seconds_of
        self._lost: tuple[type[BaseException], ...] = (BrokenExecutor, *executors.lost)
        self._each = 0.0
        self._killed = 0

    def run(self, items: Iterable[T]) -> Iterator[R | Killed[T]]:
        """Yield the result of each item, as it comes.

        Raises:
            OutputError: Workers end before they return anything.
        """
        waiting = iter(items)
        executor = self._executors.open()
        try:
            while True:
                unfinished: list[T] = []
                yield from self._until_broken(executor, waiting, unfinished)
                if not unfinished:
                    return
                broken = True
                for item in unfinished:
                    if broken:
                        self._executors.close(executor)
                        executor = self._executors.open()
                    found = self._alone(executor, item)
                    broken = isinstance(found, Killed)
                    if isinstance(found, Killed):
                        yield found
                    else:
                        yield from self._seen(found)
                if broken:
                    self._executors.close(executor)
                    executor = self._executors.open()
        finally:
            self._executors.close(executor)

    def _until_broken(self, executor: Executor, waiting: Iterator[T], unfinished: list[T]) -> Iterator[R]:
        """Yield results until there are no more items, or the executor breaks; then fill `unfinished`."""
        under_way: dict[Future[Iterable[R]], tuple[T, ...]] = {}
        while True:
            while not unfinished and len(under_way) < UNDER_WAY * self._executors.workers:
                chunk = tuple(islice(waiting, self._size()))
                if not chunk:
                    break
                try:
                    under_way[executor.submit(self._function, chunk)] = chunk
                except BrokenExecutor:
                    unfinished += chunk
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                chunk = under_way.pop(future)
                try:
                    results = future.result()
                except self._lost:
                    unfinished += chunk
                    continue
                yield from self._seen(results)

    def _alone(self, executor: Executor, item: T) -> Iterable[R] | Killed[T]:
        try:
            return executor.submit(self._function, (item,)).result()
        except self._lost:
            self._killed += 1
            if self._killed >= _MOST_KILLED:
                message = f"{self._killed} rows in a row ended the process that worked on them."
                hint = "check the free memory, and try fewer processes, such as --jobs 1. What is made already is kept."
                raise OutputError(message, code="workers-end", hint=hint) from None
            return Killed(item)

    def _seen(self, results: Iterable[R]) -> Iterator[R]:
        self._killed = 0
        for result in results:
            took = self._seconds_of(result)
            self._each = 0.8 * self._each + 0.2 * took if self._each else took
            yield result

    def _size(self) -> int:
        if not self._each:
            return 1
        return min(max(math.ceil(_LEAST_SECONDS / self._each), 1), _MOST_ITEMS)
