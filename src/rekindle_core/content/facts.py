"""What a profile may tell: facts as a pack declares them, and the values they take.

A fact that a profile does not give is unknown; one that the reader would rather not give is declined.
Both are values here, so that conditions and gates can name them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Literal, TypeAlias


class Missing(Enum):
    """Why a fact has no value."""

    UNKNOWN = "unknown"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class PronounSet:
    """A person's pronouns: the form for each case, and the class that verbs agree with.

    `name_only` stands for no pronoun at all: the name is used in every case.
    """

    forms: tuple[tuple[str, str], ...] = ()
    number: str = ""
    name_only: bool = False

    def form(self, case: str) -> str:
        """Return the form for a case."""
        return dict(self.forms)[case]


NAME_ONLY = PronounSet(name_only=True)

Value: TypeAlias = "str | int | tuple[str, ...] | PronounSet | dt.date | Missing"
Kind: TypeAlias = Literal[
    "choice", "choices", "number", "yes-no", "text", "name", "pronouns", "date", "country"
]

NONE = "none"
"""How a list of choices is written when it holds nothing."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its name, its kind, and what it takes.

    Attributes:
        name: Dotted lower-case words.
        kind: What kind of value it takes.
        ask: The question for a person.
        help: Why it is asked, or how to answer; may be empty.
        values: For choices: each value and what it means, in order.
        least: For numbers: the smallest.
        most: For numbers: the largest.
        declined_holds: Whether a reader who declines is treated as if a gate on this fact held.
    """

    name: str
    kind: Kind
    ask: str
    help: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    least: int = 0
    most: int = 0
    declined_holds: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    @property
    def allowed(self) -> tuple[str, ...]:
        """The words that it takes, for kinds that take words from a list."""
        match self.kind:
            case "choice":
                return tuple(self.values)
            case "choices":
                return (*self.values, *(() if NONE in self.values else (NONE,)))
            case "yes-no":
                return ("yes", "no")
            case _:
                return ()


CORE_FACTS = (
    Fact("country", "country", "In which country is the reader? A code of two letters, such as GB."),
    Fact("program.sessions", "number", "How many sessions should there be?", least=1, most=52),
    Fact("program.minutes", "number", "How many minutes is a session?", least=1, most=240),
    Fact("program.start", "date", "On which day is the first session?"),
    Fact(
        "program.every_days",
        "number",
        "How many days are there from one session to the next?",
        least=1,
        most=90,
    ),
)
"""Facts of every pack: where the reader is, and the program's shape."""
