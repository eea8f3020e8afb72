"""The sheets that are being put together, in memory: what was looked for, what was chosen, and what was answered.

Each has a name of chance in its address, so that two tabs are two sheets, and no word that was looked for is in the
browser's history.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from msgspec import field

from rekindle_core.frozen import Frozen, replace
from rekindle_core.web.security.refused import Refused

_MOST = 50


class Search(Frozen):
    """What is looked for in the catalogue; what is empty narrows nothing.

    Attributes:
        words: Words that are in an item.
        kind: The kind of item.
        step: The id of its step.
        technique: The id of its technique.
        minutes: The most minutes that it takes; 0 for any.
        level: The highest level; 0 for any.
        page: Which page of what was found, from 1.
    """

    words: str = ""
    kind: str = ""
    step: str = ""
    technique: str = ""
    minutes: int = 0
    level: int = 0
    page: int = 1


class Sheet(Frozen):
    """A sheet that is being put together.

    Attributes:
        search: What was looked for last.
        items: The ids of what was chosen, in that order.
        answers: What was answered of the questions behind it, as a profile holds it.
        checked: Whether the answers were checked.
    """

    search: Search = Search()
    items: tuple[str, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    checked: bool = False


class Sheets:
    """The sheets by name; the oldest is forgotten when there are many."""

    def __init__(self) -> None:
        self._sheets: dict[str, Sheet] = {}

    def new(self, sheet: Sheet | None = None) -> str:
        """Keep a new sheet, and return its name."""
        name = secrets.token_urlsafe(9)
        self.keep(name, sheet or Sheet())
        return name

    def latest(self) -> str:
        """Return the name of the sheet that was changed last; empty if there is none."""
        return next(reversed(self._sheets), "")

    def get(self, name: str) -> Sheet:
        """Return a sheet.

        Raises:
            Refused: There is none of that name, or it was forgotten.
        """
        if name not in self._sheets:
            raise Refused(404, "ended")
        return self._sheets[name]

    def keep(self, name: str, sheet: Sheet) -> None:
        """Keep a sheet as it is now."""
        self._sheets.pop(name, None)
        self._sheets[name] = sheet
        for old in list(self._sheets)[:-_MOST]:
            del self._sheets[old]

    def forget_answers(self) -> None:
        """Forget every answer; what was looked for and chosen stays."""
        for name, sheet in self._sheets.items():
            self._sheets[name] = replace(sheet, answers={}, checked=False)
