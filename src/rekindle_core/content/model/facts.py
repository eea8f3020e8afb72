"""The facts that a profile can contain, as a pack declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias, assert_never

from msgspec import field

from rekindle_core.content.model.condition import Condition
from rekindle_core.content.model.values import NONE
from rekindle_core.frozen import Frozen, force_setattr

Kind: TypeAlias = Literal[
    "choice", "choices", "number", "yes-no", "text", "name", "pronouns", "date", "country"
]


class Fact(Frozen):
    """A fact: its name, its kind, and its possible values.

    Attributes:
        name: Dotted lower-case words.
        kind: The kind of its value.
        ask: The question.
        help: Why it is asked, or how to answer; may be empty.
        values: For choices: each value and what it means, in order.
        least: For numbers: the smallest.
        most: For numbers: the largest.
        declined_holds: Whether a reader who declines is treated as if a gate on this fact held. Such a fact
            is sensitive, and is asked of everyone.
        section: The short heading above the question; may be empty.
        asked_when: The question is skipped if this is known to be false; None means that everyone is asked.
        for_counselor: Whether it is only for the person who goes through the program with the reader.
        quoted_when: For a text: no page quotes it unless this is known to be true; None means no restriction.
        formerly: Values from an earlier version of the pack, each with its current value, or `unknown`.
    """

    name: str
    kind: Kind
    ask: str
    help: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    least: int = 0
    most: int = 0
    declined_holds: bool = False
    section: str = ""
    asked_when: Condition | None = None
    for_counselor: bool = False
    quoted_when: Condition | None = None
    formerly: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        force_setattr(self, "values", MappingProxyType(dict(self.values)))
        force_setattr(self, "formerly", MappingProxyType(dict(self.formerly)))

    @property
    def allowed(self) -> tuple[str, ...]:
        """The allowed words, for kinds with a list of values."""
        match self.kind:
            case "choice":
                return tuple(self.values)
            case "choices":
                return (*self.values, *(() if NONE in self.values else (NONE,)))
            case "yes-no":
                return ("yes", "no")
            case "number" | "text" | "name" | "pronouns" | "date" | "country":
                return ()
            case _ as never:
                assert_never(never)


CORE_FACTS = (
    Fact("country", "country", ""),
    Fact("program.sessions", "number", "", least=1, most=52),
    Fact("program.minutes", "number", "", least=1, most=240),
    Fact("program.start", "date", ""),
    Fact("program.every_days", "number", "", least=1, most=90),
)
"""The facts of every pack: the reader's country, and the program's shape. They are asked after the pack's own.

Their questions and headings come from the language.
"""

CORE_NAMES = frozenset(fact.name for fact in CORE_FACTS)


def by_section(facts: Iterable[Fact]) -> dict[str, tuple[Fact, ...]]:
    """Return facts in the order of asking: the pack's own before the core's, grouped by heading.

    Headings are in the order of their first use.
    """
    sections: dict[str, tuple[Fact, ...]] = {}
    for fact in sorted(facts, key=lambda fact: fact.name in CORE_NAMES):
        sections[fact.section] = (*sections.get(fact.section, ()), fact)
    return sections
