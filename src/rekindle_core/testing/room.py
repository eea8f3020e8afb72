"""Whether each kind of answer has a place to write, found by comparing two Documents.

Output: pairs of Documents that every format has to show differently, with the fault if it does not. Must
not know: any format, or how files are read.

A place can be lines, a field, a box or a column: the suite cannot know. So a Document with a place is compared with one
that has the same words and no place.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.document import nodes as n
from rekindle_core.frozen import Frozen, replace
from rekindle_core.testing.cases import with_blocks
from rekindle_core.testing.responses import asked, lookalikes

FEW, MANY = 2, 12


class Pair(Frozen):
    """Two Documents that every format has to show differently, and what is wrong if it does not."""

    one: n.Document
    other: n.Document
    fault: str


def pairs(kind: n.TaskKind) -> Iterator[Pair]:
    """Yield a Document with each kind of response, paired with each of its lookalikes.

    Args:
        kind: The kind of the task that contains it.
    """
    nothing = _asking(kind, None)
    for _, response in asked(n.Datum("Alex", "partner.name")):
        document, name = _asking(kind, response), type(response).__name__
        fault = f"{name} leaves no space for an answer: the task looks the same without it. Add some."
        yield Pair(document, nothing, fault)
        for other in lookalikes(response):
            yield Pair(document, _asking(kind, other.response, *other.words), other.fault)
    if_then = _asking(kind, n.IfThen("room-if", "room-then", FEW), labelled=True)
    fault = "IfThen looks the same as Lines. Show both parts, with `words['if']` and `words['then']`."
    yield Pair(if_then, _asking(kind, n.Lines("room-if", FEW), labelled=True), fault)


def asking_for_lines(kind: n.TaskKind, rows: int) -> n.Document:
    """Return a Document with one task, whose answer takes this many lines."""
    return _asking(kind, n.Lines("room", rows))


def _asking(
    kind: n.TaskKind, response: n.Response | None, *words: n.Block, labelled: bool = False
) -> n.Document:
    """Return a Document with one task, and no interface words for room: a label is not a place to write."""
    body = (n.Paragraph((n.Text("What is true?"),)), *words)
    task = n.Task(f"{kind}-room", kind, body, response, number=1 if kind == "prompt" else None)
    document = replace(with_blocks(task), practice=None)
    silent = {} if labelled else dict.fromkeys(("writing_space", "if", "then"), "")
    return replace(document, words={**document.words, **silent})
