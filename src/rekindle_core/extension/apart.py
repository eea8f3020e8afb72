"""Running a plugin's code in isolation: it can't print to stdout or change the working folder.

Comes in: a plugin's code. Goes out: what it did beside what it was asked for.
Must not know: which plugin it is, or what it was asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rekindle_core.extension.printing import Printed, printing_apart


class Meanwhile:
    """What a plugin's code did meanwhile.

    Attributes:
        moved_to: The working folder that it changed to; empty if it changed none.
    """

    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        self.moved_to = ""

    @property
    def printed(self) -> str:
        """What it printed, in one line and cut short."""
        return self._printed.text

    def sentences(self, who: str, when: str = "") -> Iterator[str]:
        """Yield what there is to say, a sentence each.

        Args:
            who: Whose code it was, such as `The plugin slides`.
            when: What it was asked for, with a space in front.
        """
        if self.printed:
            yield f"{who} printed “{self.printed}”{when}; it was kept out of stdout."
        if self.moved_to:
            yield f"{who} changed the working folder to {self.moved_to}{when}; the change was undone."


@contextmanager
def apart() -> Iterator[Meanwhile]:
    """Run a plugin's code, and see afterwards what it did beside."""
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
