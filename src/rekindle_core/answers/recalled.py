"""What a look back repeats: the plan of an earlier session, as far as it was written down.

Comes in: a Task, and answers by the names of their places. Goes out: the plan as a quotation, or nothing.
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
    """Return what a task repeats of an earlier session's plan: a quotation, to be read before the task's body.

    Args:
        task: The task.
        answers: What has been answered, by `answer_id`.
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
    """Return the parts of a plan: the key of the word before each, if any, the name of its place, and its starter."""
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
    """Return lines as one, without those that are empty, and with a joint between."""
    joined: list[Inline] = []
    for line in filter(None, lines):
        joined += [*([joint] if joined else []), *line]
    return tuple(joined)
