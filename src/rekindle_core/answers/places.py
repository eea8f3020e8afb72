"""The places for answers in a Document, each with its question.

Comes in: a Document. Goes out: places in reading order. Must not know: any format.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias, assert_never

from rekindle_core.answers.ids import AnswerId
from rekindle_core.document.nodes import (
    Choices,
    Document,
    IfThen,
    Lines,
    RatingRow,
    Ratings,
    Response,
    Scale,
    SelfCheck,
    Table,
    Task,
)
from rekindle_core.document.tables.cells import CellRow, TableCell, table_rows
from rekindle_core.document.walk import plain, plain_blocks, walk
from rekindle_core.frozen import Frozen

Asker: TypeAlias = Literal["task", "rating", "self-check"]
"""What asks: a rating and a self-check count for their own program alone."""


class AnswerPlace(Frozen):
    """A place for one answer.

    Attributes:
        name: Its `answer_id` in the Document, and the name of its field.
        id: What an answer there belongs to.
        question: What is asked, in one line.
        response: Of what kind the answer is; both places of an IfThen have the same, and all rows of Ratings.
            Each cell of a table has its own.
        asker: What asks.
    """

    name: str
    id: AnswerId
    question: str
    response: Response
    asker: Asker = "task"


def answer_places(document: Document) -> tuple[AnswerPlace, ...]:
    """Return every place for an answer, in reading order; of two with one name, the first."""
    found: dict[str, AnswerPlace] = {}
    for part in document.parts:
        for block in walk(part):
            if isinstance(block, Task) and block.response:
                # What is looked back on is this program, as ratings are about its days.
                own = block.kind == "rating" or part.role == "review"
                asker: Asker = "rating" if own else "task"
                question, response = task_question(block), block.response
            elif isinstance(block, SelfCheck) and block.confirm:
                asker, question, response = "self-check", check_question(block), block.confirm
            else:
                continue
            for name, asked, taken in _places(question, response):
                place = AnswerPlace(name, AnswerId.from_name(name), asked, taken, asker)
                found.setdefault(name, place)
    return tuple(found.values())


def _places(question: str, response: Response) -> Iterator[tuple[str, str, Response]]:
    """Yield the name of each place of a response, with what is asked there and the response that it takes."""
    match response:
        case Table():
            for row in table_rows(response):
                for cell in row.cells:
                    yield cell.response.answer_id, cell_question(question, row, cell), cell.response
        case Ratings():
            yield from ((row.answer_id, row_question(row), response) for row in response.rows)
        case Lines() | Scale() | Choices() | IfThen():
            yield from ((name, question, response) for name in response.answer_ids)
        case _ as never:
            assert_never(never)


def task_question(task: Task) -> str:
    """Return what a task asks, in one line: its title and its words, without its help and its starters."""
    return " ".join(f"{plain(task.title)} {plain_blocks(task.body)}".split())


def row_question(row: RatingRow) -> str:
    """Return what one row of a grid of ratings asks, in one line."""
    return " ".join(plain(row.label).split())


def cell_question(question: str, row: CellRow, cell: TableCell) -> str:
    """Return what a cell of a table asks, in one line: what its task asks, and its row and column.

    Args:
        question: What the task asks.
        row: The row.
        cell: The cell.
    """
    return " ".join(f"{question} \N{EN DASH} {plain(row.title)}: {plain(cell.column.title)}".split())


def check_question(check: SelfCheck) -> str:
    """Return what a self-check asks, in one line: what to do, and every statement."""
    lines = (check.lead, *(statement.text for statement in check.statements))
    return " ".join(" ".join(map(plain, lines)).split())
