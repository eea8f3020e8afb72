"""Answers that are valid for a number of days, after which their questions must be asked again."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rekindle_core.frozen import Frozen, force_setattr


class Expiry(Frozen):
    """Which answers of a pack expire, and when.

    Attributes:
        after_days: The number of days that an answer is valid.
        asked_on: The fact that contains the day on which the questions were asked.
        answers: For each fact, the answers that expire; `none` is the empty list. Other answers never expire.
        asked_by: The fact with the name of the person who asked; may be empty.
    """

    after_days: int
    asked_on: str
    answers: Mapping[str, tuple[str, ...]]
    asked_by: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "answers", MappingProxyType(dict(self.answers)))

    @property
    def records(self) -> tuple[str, ...]:
        """The facts that record when the questions were asked, and by whom."""
        return tuple(filter(None, (self.asked_on, self.asked_by)))
