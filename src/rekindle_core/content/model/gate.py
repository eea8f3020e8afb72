"""Gates: a condition under which content is withheld, and what replaces it."""

from __future__ import annotations

from enum import Enum

from rekindle_core.content.model.condition import Condition
from rekindle_core.content.model.step import Unit
from rekindle_core.content.model.template import Prose, Spans
from rekindle_core.frozen import Frozen


class WhenUnknown(Enum):
    """What it means if the facts don't show whether a gate holds."""

    ASKS = "asks"
    HOLDS = "holds"
    PASSES = "passes"


NOTE = 3
"""The strictness of a gate that removes nothing."""


class Effect(Frozen):
    """What happens when a gate holds. Without any of the three, it only adds its alternative, as a note."""

    replaces_program: bool = False
    replaces_steps: tuple[str, ...] = ()
    removes_tags: tuple[str, ...] = ()

    @property
    def strictness(self) -> int:
        """0 for the strictest: replace the program, replace steps, remove tags, add a note."""
        if self.replaces_program:
            return 0
        if self.replaces_steps:
            return 1
        return 2 if self.removes_tags else NOTE


class Alternative(Frozen):
    """What replaces the content; `steps` are the steps that it replaces, or at which it is added."""

    unit: Unit
    steps: tuple[str, ...]


class Gate(Frozen):
    """A gate. `title`, `reason` and `counselor` are never shown to the client.

    While it holds, it denies the assumptions in `denies`. The assumptions in `assumes` apply to its text for
    the counselor and its alternatives.
    """

    id: str
    when: Condition
    unknown: WhenUnknown
    effect: Effect
    reason: str
    alternatives: tuple[Alternative, ...]
    ask: Spans = ()
    counselor: Prose = ()
    denies: tuple[str, ...] = ()
    assumes: frozenset[str] = frozenset()
    title: str = ""

    @property
    def name(self) -> str:
        """The name that the counselor sees: its title, or its id if it has none."""
        return self.title or self.id
