"""Answers that are valid for a number of days, and then must be asked for again."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rekindle_core.frozen import Frozen, force_setattr


class Expiry(Frozen):
    """Which answers of a pack expire, and when.

    Attributes:
        after_days: How many days an answer counts.
        asked_on: The fact that contains the day on which the questions were asked.
        answers: For each fact its answers that expire; `none` is the empty list. Its other answers never do.
        asked_by: The fact that contains who asked; may be empty.
    """

    after_days: int
    asked_on: str
    answers: Mapping[str, tuple[str, ...]]
    asked_by: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "answers", MappingProxyType(dict(self.answers)))

    @property
    def records(self) -> tuple[str, ...]:
        """The facts that say when the questions were asked, and by whom."""
        return tuple(filter(None, (self.asked_on, self.asked_by)))
