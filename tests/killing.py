"""What worker processes run in tests; they import it by its name, so it imports little."""

from __future__ import annotations

import os
import signal


def squares(items: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the square of each item; 13 kills the process."""
    if 13 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return [(item, item * item) for item in items]
