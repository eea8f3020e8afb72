"""Running a plugin's code in isolation: it can't print to stdout or change the working folder.

Input: a plugin's code. Output: its side effects. Must not know: which plugin it is, or what the code is
for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rekindle_core.extension.printing import Printed, printing_apart


class Meanwhile:
    """The side effects of a plugin's code.

    Attributes:
        moved_to: The working folder that it changed to; empty if it didn't.
    """

    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        self.moved_to = ""

    @property
    def printed(self) -> str:
        """Its output, on one line and shortened."""
        return self._printed.text

    def sentences(self, who: str, when: str = "") -> Iterator[str]:
        """Yield a sentence about each side effect.

        Args:
            who: The owner of the code, such as `The plugin slides`.
            when: What the code was doing, after a space.
        """
        if self.printed:
            yield f"{who} printed “{self.printed}”{when}; it was kept out of stdout."
        if self.moved_to:
            yield f"{who} changed the working folder to {self.moved_to}{when}; the change was undone."


@contextmanager
def apart() -> Iterator[Meanwhile]:
    """Run a plugin's code, and record its side effects."""
    before = _working_folder()
    with printing_apart() as printed:
        meanwhile = Meanwhile(printed)
        try:
            yield meanwhile
        finally:
            after = _working_folder()
            if after != before:
                meanwhile.moved_to = after or "one that no longer exists"
                with suppress(OSError):
                    os.chdir(before)


def _working_folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109
    except OSError:
        return ""
