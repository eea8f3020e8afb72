"""The programs that are being made, in memory: what was checked and agreed, and the files that were made last.

Each belongs to a client by the name that the client has in addresses. Answers are not here: they are in the records.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from rekindle_core.frozen import Frozen

_MOST = 20


class MadeFile(Frozen):
    """A file to save: its name, which says nothing of anyone, its type, and its bytes."""

    name: str
    media_type: str
    data: bytes


class Draft(Frozen):
    """A program that is being made.

    Attributes:
        program_id: What names it apart from its pages; random.
        checked: The number of the profile's version whose answers were checked; -1 for none.
        left_open: The conflicts of these answers that nobody can settle today.
        on_paper: Whether it was agreed with the client that there may be files, though someone may find them.
        asked: For each stop the day on which a person asked about it.
        files: The files that were made last.
    """

    program_id: str
    checked: int = -1
    left_open: tuple[str, ...] = ()
    on_paper: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)
    files: tuple[MadeFile, ...] = ()


class Drafts:
    """The drafts by the name of their client; the oldest is forgotten when there are many."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}

    def get(self, name: str) -> Draft | None:
        """Return a client's draft, if there is one."""
        return self._drafts.get(name)

    def keep(self, name: str, draft: Draft) -> None:
        """Keep a client's draft as it is now."""
        self._drafts.pop(name, None)
        self._drafts[name] = draft
        for old in list(self._drafts)[:-_MOST]:
            del self._drafts[old]

    def drop(self, name: str) -> None:
        """Forget a client's draft, as when the record is erased."""
        self._drafts.pop(name, None)

    def forget(self) -> None:
        """Forget all drafts, and the files with them."""
        self._drafts.clear()
