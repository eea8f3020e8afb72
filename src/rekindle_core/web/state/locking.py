"""Locking: after some minutes without anyone, what is private is closed and forgotten.

Input: the clock, what is private, and each sign that someone is there. Output: when it locks.
Must not know: what it closes.

Nothing private is open at first, and then nothing locks. Code that opens something says how to close it (`hold`).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

AFTER = 15 * 60.0
"""Seconds without anyone, after which it locks."""
WARNED = 2 * 60.0
"""How many seconds before that the page asks whether someone is there; WCAG 2.2.1 asks for 20 at least."""


class Locking:
    """Whether someone is there, and what to close if nobody is."""

    def __init__(
        self, after: float = AFTER, warned: float = WARNED, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.after, self.warned = after, warned
        self._clock = clock
        self._last = clock()
        self._held: dict[str, Callable[[], None]] = {}
        self.locked = False

    @property
    def active(self) -> bool:
        """Whether something private is open, so that it would lock."""
        return bool(self._held)

    def hold(self, name: str, close: Callable[[], None]) -> None:
        """Name something private that is open now, and how it is closed."""
        self._held[name] = close
        self.locked = False
        self.touch()

    def release(self, name: str) -> None:
        """Say that something was closed by itself."""
        self._held.pop(name, None)

    def touch(self) -> None:
        """Note that someone is there."""
        self._last = self._clock()

    def left(self) -> float:
        """Return the seconds until it locks, if nobody comes; never less than none."""
        return max(0.0, self._last + self.after - self._clock())

    def lock(self) -> None:
        """Close all that is private now; each is closed even if another can't be."""
        held, self._held = self._held, {}
        self.locked = self.locked or bool(held)
        faults = []
        for close in held.values():
            try:
                close()
            except Exception as error:
                faults.append(error)
        if faults:
            raise faults[0]

    async def watch(
        self,
        run: Callable[[Callable[[], None]], Awaitable[None]],
        failed: Callable[[Exception], None] = lambda error: None,
        every: float = 1.0,
    ) -> None:
        """Lock whenever it is time, forever.

        Args:
            run: Does the locking behind whatever is at work, as a Worker does.
            failed: Takes what kept something from being closed.
            every: How many seconds to wait between looks.
        """
        while True:
            await asyncio.sleep(every)
            if self.active and not self.left():
                try:
                    await run(self._lock_if_due)
                except Exception as error:
                    # All the rest is closed, and what is opened next is locked in its turn.
                    failed(error)

    def _lock_if_due(self) -> None:
        # What was at work meanwhile may have been someone's.
        if not self.left():
            self.lock()
