"""The values that facts take.

A fact that is missing from a profile is unknown; one that the reader would rather not answer is declined.
Both are values here, so that conditions and gates can name them.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import TypeAlias

from rekindle_core.frozen import Frozen


class Missing(Enum):
    """Why a fact has no value."""

    UNKNOWN = "unknown"
    DECLINED = "declined"


class PronounSet(Frozen):
    """A person's pronouns: the form for each case, and the class that verbs agree with.

    `name_only` means no pronouns: the name is used in every case.
    """

    forms: tuple[tuple[str, str], ...] = ()
    number: str = ""
    name_only: bool = False

    def form(self, case: str) -> str:
        """Return the form for a case."""
        return dict(self.forms)[case]


NAME_ONLY = PronounSet(name_only=True)

Value: TypeAlias = str | int | tuple[str, ...] | PronounSet | dt.date | Missing

NONE = "none"
"""The word for an empty list of choices."""
