"""The places for answers in a Document, each with its question.

Input: a Document. Output: places in reading order. Must not know: any format.
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
"""What asks: ratings and self-checks are valid only in their own program."""


class AnswerPlace(Frozen):
    """A place for one answer.

    Attributes:
        name: Its `answer_id` in the Document, and the name of its field.
        id: The id of an answer there.
        question: What is asked, in one line.
        response: The kind of answer; both places of an IfThen share one, and so do all rows of Ratings. Each
            cell of a table has its own.
        asker: What asks.
    """

    name: str
    id: AnswerId
    question: str
    response: Response
    asker: Asker = "task"


def answer_places(document: Document) -> tuple[AnswerPlace, ...]:
    """Return every place for an answer, in reading order; if two have the same name, only the first."""
    found: dict[str, AnswerPlace] = {}
    for part in document.parts:
        for block in walk(part):
            if isinstance(block, Task) and block.response:
                # A look-back is about this program, just as ratings are about its days.
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
    """Yield the name of each place in a response, with its question and the response that it accepts."""
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
    """Return the question of a task, on one line: its title and text, without its help and starters."""
    return " ".join(f"{plain(task.title)} {plain_blocks(task.body)}".split())


def row_question(row: RatingRow) -> str:
    """Return the question of one row in a grid of ratings, on one line."""
    return " ".join(plain(row.label).split())


def cell_question(question: str, row: CellRow, cell: TableCell) -> str:
    """Return the question of a table cell, on one line: the task's question, the row and the column.

    Args:
        question: The task's question.
        row: The row.
        cell: The cell.
    """
    return " ".join(f"{question} \N{EN DASH} {plain(row.title)}: {plain(cell.column.title)}".split())


def check_question(check: SelfCheck) -> str:
    """Return the question of a self-check, on one line: what to do, and every statement."""
    lines = (check.lead, *(statement.text for statement in check.statements))
    return " ".join(" ".join(map(plain, lines)).split())
