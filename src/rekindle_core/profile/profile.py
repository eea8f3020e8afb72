"""A Profile: what is known about one reader.

Input: checked values of facts. Output: a frozen Profile, and its canonical form.
Must not know: how the values were read, gates, steps, or what the facts are for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, assert_never

from msgspec import field

from rekindle_core.content.model.values import Missing, PronounSet, Value
from rekindle_core.frozen import Frozen, force_setattr


class SetAside(Enum):
    """Why a fact that was answered counts as unknown.

    EXPIRED: its answer counted for a number of days, which have passed. STOPPED: a person has to review the
    text, and nothing may repeat it.
    """

    EXPIRED = "expired"
    STOPPED = "stopped"


class Profile(Frozen):
    """The facts of one reader. A fact that is not in `values` is unknown.

    Attributes:
        values: The facts that are known or declined, by name.
        set_aside: The facts that were answered and count as unknown, and why.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    set_aside: Mapping[str, SetAside] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {name: value for name, value in sorted(self.values.items()) if value is not Missing.UNKNOWN}
        force_setattr(self, "values", MappingProxyType(kept))
        force_setattr(self, "set_aside", MappingProxyType(dict(sorted(self.set_aside.items()))))

    def __getitem__(self, fact: str) -> Value:
        return self.values.get(fact, Missing.UNKNOWN)

    def text(self, fact: str) -> str:
        """Return a fact's text, or an empty string if there is none."""
        value = self[fact]
        return value if isinstance(value, str) else ""

    def number(self, fact: str) -> int | None:
        """Return a fact's number, or None."""
        value = self[fact]
        return value if isinstance(value, int) else None

    def date(self, fact: str) -> dt.date | None:
        """Return a fact's date, or None."""
        value = self[fact]
        return value if isinstance(value, dt.date) else None

    def canonical(self) -> dict[str, Any]:
        """Return the known facts as plain data, in one form for each meaning."""
        return {name: _plain(value) for name, value in self.values.items()}

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form, in hex."""
        text = json.dumps(self.canonical(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Value) -> Any:
    match value:
        case Missing():
            return {"missing": value.value}
        case PronounSet():
            return {"name_only": value.name_only, "number": value.number, "forms": dict(value.forms)}
        case dt.date():
            return value.isoformat()
        case tuple():
            return sorted(value)
        case str() | int():
            return value
        case _ as never:
            assert_never(never)
