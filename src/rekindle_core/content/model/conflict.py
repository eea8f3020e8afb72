"""Conflicts: answers that contradict each other, and the safer reading used until they are settled."""

from __future__ import annotations

from rekindle_core.content.model.condition import Condition
from rekindle_core.content.model.template import Spans
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.frozen import Frozen


class SaferAnswer(Frozen):
    """The reading of a fact while a conflict holds: one of its values, or the word `unknown`."""

    fact: str
    answer: str | int | tuple[str, ...]

    @property
    def value(self) -> Value:
        """The answer as a value of the fact."""
        return Missing.UNKNOWN if self.answer == Missing.UNKNOWN.value else self.answer


class Conflict(Frozen):
    """Answers that contradict each other.

    Attributes:
        id: Its id.
        when: When it holds. It is evaluated on the answers as given.
        read: The readings of facts while it holds, each fact once.
        say: What the person who fills in the profile is told about it; never to the client.
    """

    id: str
    when: Condition
    read: tuple[SaferAnswer, ...]
    say: Spans
