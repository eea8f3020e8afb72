"""Places for an answer, of each kind: one in a prompt of the sample Document, and one drawn at random.

Goes out: nodes, for `samples` and `strategies`. A new kind of response is added to both tables here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from rekindle_core.document import nodes as n


def _text(text: str) -> n.Inlines:
    return (n.Text(text),)


def asked(name: n.Datum) -> tuple[tuple[n.Inlines, n.Response], ...]:
    """Return a question for each kind of response, and the response.

    Args:
        name: What a reader typed; the first question holds it.
    """
    return (
        ((n.Text("Name a quiet hour with "), name, n.Text(".")), n.Lines("s1-prompt-a", 4)),
        (
            _text("How steady is this week?"),
            n.Scale("s1-prompt-b", 0, 10, _text("not at all"), _text("very")),
        ),
        (
            _text("Which hour is yours?"),
            n.Choices(
                "s1-prompt-c",
                (n.Option("morning", _text("Morning")), n.Option("night", _text("Night"))),
                many=False,
            ),
        ),
        (_text("Plan one moment."), n.IfThen("s1-prompt-d-if", "s1-prompt-d-then", 2)),
    )


class Draws(Protocol):
    """What draws numbers, lines and fresh ids."""

    def number(self, least: int, most: int) -> int:
        """Draw a whole number, both ends included."""

    def chance(self) -> bool:
        """Draw yes or no."""

    def fresh(self, kind: str) -> str:
        """Return an id that nothing else has."""

    def line(self) -> n.Inlines:
        """Draw a line of text."""


def lines(draw: Draws) -> n.Lines:
    """Draw room to write."""
    return n.Lines(draw.fresh("answer"), draw.number(1, 12))


def scale(draw: Draws) -> n.Scale:
    """Draw a scale."""
    low = draw.number(0, 3)
    labels = (draw.line(), draw.line()) if draw.chance() else ((), ())
    return n.Scale(draw.fresh("answer"), low, low + draw.number(1, 10), *labels)


def choices(draw: Draws, *, many: bool) -> n.Choices:
    """Draw options to tick."""
    count = draw.number(1, 3)
    options = tuple(n.Option(draw.fresh("option"), draw.line()) for _ in range(count))
    return n.Choices(draw.fresh("answer"), options, many)


def if_then(draw: Draws) -> n.IfThen:
    """Draw a plan in two parts."""
    return n.IfThen(draw.fresh("answer"), draw.fresh("answer"), draw.number(1, 4))


Drawn: TypeAlias = Callable[[Draws], n.Response]

KINDS: tuple[Drawn, ...] = (lines, scale, lambda draw: choices(draw, many=draw.chance()), if_then)
"""How each kind is drawn."""
