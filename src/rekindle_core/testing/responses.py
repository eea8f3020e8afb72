"""Places for an answer, for each kind: one in a prompt of the sample Document, one drawn at random, and its lookalikes.

Output: nodes, for `samples`, `strategies` and `room`. A new kind of response is added to all three tables here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias, assert_never

from rekindle_core.document import nodes as n
from rekindle_core.frozen import Frozen, replace


def _text(text: str) -> n.Inlines:
    return (n.Text(text),)


def asked(name: n.Datum) -> tuple[tuple[n.Inlines, n.Response], ...]:
    """Return a question for each kind of response, and the response.

    Args:
        name: What a reader typed; the first question holds it.
    """
    return (
        (
            (n.Text("Name a quiet hour with "), name, n.Text(".")),
            n.Lines("s1-prompt-a", 4, _text("Mine is usually …")),
        ),
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
        (
            _text("Plan one moment."),
            n.IfThen("s1-prompt-d-if", "s1-prompt-d-then", 2, _text("it is late and"), _text("I will first")),
        ),
        (
            _text("How is today?"),
            n.Ratings(
                0,
                10,
                _text("none"),
                _text("plenty"),
                (
                    n.RatingRow("row-a", "s1-row-a", _text("Rest"), item="row-a"),
                    n.RatingRow("row-b", "s1-row-b", _text("Worry"), item="row-b"),
                ),
            ),
        ),
        (_text("Keep a record for two days."), _record(name)),
    )


def _record(name: n.Datum) -> n.Table:
    """Return a table with a column of each kind."""
    columns = (
        n.TableColumn("seen", _text("What you saw"), n.TextCell(), (n.Text("with "), name)),
        n.TableColumn("calm", _text("How calm"), n.NumberCell(0, 10)),
        n.TableColumn("slept", _text("Slept"), n.TickCell()),
        n.TableColumn(
            "when",
            _text("When"),
            n.ChoiceCell((n.Option("early", _text("Early")), n.Option("late", _text("Late")))),
        ),
    )
    rows = (n.TableRow("mon", _text("Monday")), n.TableRow("tue", _text("Tuesday")))
    return n.Table("s1-prompt-f", columns, rows)


class Lookalike(Frozen):
    """A lookalike of a response: the same words, with another place for an answer or none.

    Attributes:
        words: The replacement for the response's own words.
        response: The other place; None for none.
        fault: What is wrong if the two look the same.
    """

    words: n.Blocks
    response: n.Response | None
    fault: str


def lookalikes(response: n.Response) -> tuple[Lookalike, ...]:
    """Return the lookalikes of each kind of response, and the task without it."""
    match response:
        case n.Lines() | n.IfThen():
            fault = "{} has no place to write: a starter alone looks the same. Leave room after it."
            words = tuple(n.Paragraph(label) for label in response.labels if label)
            return (Lookalike(words, None, fault.format(type(response).__name__)),) if words else ()
        case n.Choices():
            fault = "Choices has nothing to tick: its options look like an ordinary list. Put a box before each one."
            words = tuple(n.Paragraph(label) for label in response.labels)
            listed = n.ItemList(False, tuple((word,) for word in words))
            return Lookalike((listed,), None, fault), Lookalike(words, None, fault)
        case n.Ratings():
            fault = "Ratings shows no numbers: a grid with other ones looks the same. Show them from `low` to `high`."
            return (Lookalike((), replace(response, low=response.low + 1, high=response.high - 1), fault),)
        case n.Scale():
            fault = (
                "Scale shows no numbers: a scale with other numbers looks the same. Show them from `low` "
                "to `high`."
            )
            return (Lookalike((), replace(response, low=response.low + 1, high=response.high - 1), fault),)
        case n.Table():
            fault = (
                "Table has no cells: its titles look like an ordinary list. Leave room in each of its rows."
            )
            listed = n.ItemList(False, tuple((n.Paragraph(label),) for label in response.labels))
            shorter = "Table looks the same with one row fewer. Show all rows, or how many there are."
            return (
                Lookalike((listed,), None, fault),
                Lookalike((), replace(response, rows=response.rows[:-1]), shorter),
            )
        case _ as never:
            assert_never(never)


class Draws(Protocol):
    """The functions that draw numbers, lines and fresh ids."""

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
    return n.Lines(draw.fresh("answer"), draw.number(1, 12), draw.line() if draw.chance() else ())


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
    starters = (draw.line(), draw.line()) if draw.chance() else ((), ())
    return n.IfThen(draw.fresh("answer"), draw.fresh("answer"), draw.number(1, 4), *starters)


def ratings(draw: Draws) -> n.Ratings:
    """Draw a grid of ratings, whose rows share the words at their ends or have their own."""
    low, shared = draw.number(0, 3), draw.chance()

    def ends(there: bool) -> tuple[n.Inlines, n.Inlines]:
        return (draw.line(), draw.line()) if there else ((), ())

    top = ends(shared)
    rows = tuple(
        n.RatingRow(draw.fresh("row"), draw.fresh("answer"), draw.line(), *ends(not shared and draw.chance()))
        for _ in range(draw.number(1, 4))
    )
    return n.Ratings(low, low + draw.number(1, 10), *top, rows)


def table(draw: Draws) -> n.Table:
    """Draw a table: rows with titles, or empty ones, and columns of different kinds."""
    labelled, first = draw.chance(), draw.number(0, 3)
    columns = tuple(
        n.TableColumn(
            draw.fresh("column"),
            draw.line(),
            _cell(draw, (first + at) % 4),
            draw.line() if draw.chance() else (),
        )
        for at in range(draw.number(1, 4))
    )
    rows = tuple(
        n.TableRow(draw.fresh("row"), draw.line() if labelled else ()) for _ in range(draw.number(1, 3))
    )
    return n.Table(draw.fresh("answer"), columns, rows)


def _cell(draw: Draws, kind: int) -> n.CellKind:
    match kind:
        case 0:
            return n.TextCell()
        case 1:
            low = draw.number(0, 3)
            return n.NumberCell(low, low + draw.number(1, 10))
        case 2:
            return n.TickCell()
        case _:
            options = (n.Option(draw.fresh("option"), draw.line()) for _ in range(draw.number(1, 3)))
            return n.ChoiceCell(tuple(options))


Drawn: TypeAlias = Callable[[Draws], n.Response]

KINDS: tuple[Drawn, ...] = (
    lines,
    scale,
    lambda draw: choices(draw, many=draw.chance()),
    if_then,
    ratings,
    table,
)
"""How each kind is drawn."""
