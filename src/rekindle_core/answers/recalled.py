"""What a look-back repeats: the plan from an earlier session, if it was written down.

Input: a Task, and answers by the names of their places. Output: the plan as a quotation, or nothing.
Must not know: how a quotation is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from rekindle_core.answers.values import Answer, written
from rekindle_core.document.nodes import (
    Blocks,
    Datum,
    IfThen,
    Inline,
    Inlines,
    LineBreak,
    Lines,
    Paragraph,
    Quotation,
    Task,
    Text,
)


def recalled(task: Task, answers: Mapping[str, Answer], words: Mapping[str, str]) -> Blocks:
    """Return the plan from an earlier session that a task repeats, as a quotation to show before the task's body.

    Args:
        task: The task.
        answers: The answers, by `answer_id`.
        words: The Document's words.

    Returns:
        Nothing unless the task may repeat a plan, and one was written.
    """
    lines = _joined(LineBreak(), _lines(task.earlier, answers, words))
    return (Quotation((Paragraph(lines),)),) if lines else ()


def _lines(
    earlier: Lines | IfThen | None, answers: Mapping[str, Answer], words: Mapping[str, str]
) -> Iterator[Inlines]:
    for word, name, starter in _parts(earlier):
        if text := written(answers.get(name)).strip():
            said: Inlines = (Text(words[word]),) if word else ()
            typed = _joined(
                LineBreak(), ((Datum(line.strip(), "", quoted=True),) for line in text.splitlines())
            )
            yield _joined(Text(" "), (said, starter, typed))


def _parts(earlier: Lines | IfThen | None) -> tuple[tuple[str, str, Inlines], ...]:
    """Return the parts of a plan: for each, the key of the word before it (if any), its place and its starter."""
    match earlier:
        case None:
            return ()
        case Lines():
            return (("", earlier.answer_id, earlier.starter),)
        case IfThen():
            return (
                ("if", earlier.if_id, earlier.if_starter),
                ("then", earlier.then_id, earlier.then_starter),
            )
        case _ as never:
            assert_never(never)


def _joined(joint: Inline, lines: Iterable[Inlines]) -> Inlines:
    """Join lines into one, leaving out empty ones."""
    joined: list[Inline] = []
    for line in filter(None, lines):
        joined += [*([joint] if joined else []), *line]
    return tuple(joined)
