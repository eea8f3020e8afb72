"""One thread that does the work of the screens, in order.

One person uses one machine, so nothing is gained by two at once, and much is kept simple: the engine watches what
plugins print, a store is used by one thread, and what locks or closes waits its turn behind whatever is at work.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Worker:
    """Runs its jobs one after another, away from the thread that answers requests."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        # It doesn't keep the process alive: what is half done when someone quits is not waited for.
        threading.Thread(target=self._work, name="screens", daemon=True).start()

    async def run(self, job: Callable[[], T]) -> T:
        """Return what a job returns, or raise what it raises. One that hasn't begun can be cancelled."""
        return await asyncio.wrap_future(self.put(job))

    def put(self, job: Callable[[], T]) -> Future[T]:
        """Give it a job, from any thread."""
        future: Future[T] = Future()
        self._jobs.put((future, job))
        return future

    def _work(self) -> None:
        while True:
            future, job = self._jobs.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(error if isinstance(error, Exception) else _as_fault(error))


def _as_fault(error: BaseException) -> Exception:
    """Return what would end the process as a fault of the job: only quitting ends this process."""
    fault = RuntimeError(type(error).__name__)
    return fault.with_traceback(error.__traceback__)
