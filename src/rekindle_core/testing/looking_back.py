"""Whether a format repeats what a reader planned: only if a Document says that it may.

Output: Documents that look back on a plan, an answer with a word that occurs nowhere else, and what is
wrong if that word is shown too often or not at all. Must not know: any format, or how files are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rekindle_core.answers.ids import AnswerId
from rekindle_core.answers.values import Answer, Answers, TextValue
from rekindle_core.document import nodes as n
from rekindle_core.document.quoted import without_earlier
from rekindle_core.frozen import replace
from rekindle_core.testing.cases import with_blocks

PLANNED = "Kzwirglumb"
"""A word that is not in any language."""


def planned(document: n.Document) -> Answers:
    """Return a reader's answers: the plan."""
    return Answers(document.program_id, None, (Answer(AnswerId("plan"), TextValue(PLANNED)),))


def repeated(read: Callable[[n.Document, Answers], str], *, of: n.TaskKind) -> Iterator[str]:
    """Yield what is wrong with how often a plan is shown.

    Args:
        read: Returns what is read of a Document with answers.
        of: The kind of the task that asks for the plan.
    """

    def count(one: n.Document) -> int:
        return read(one, planned(one)).count(PLANNED)

    document = looking_back(of)
    asked = count(_without_look_back(document))
    if count(document) <= asked:
        yield (
            "A look-back doesn't repeat the plan that its `earlier` names. Show `recalled(task, request.answers, "
            "document.words)` before the body of each task."
        )
    if any(count(one) > asked for one in (without_earlier(document), replace(document, discreet=True))):
        yield "A look-back repeats a plan without `earlier`. Show what `recalled` returns, and no other answer."


def looking_back(kind: n.TaskKind) -> n.Document:
    """Return a Document that asks for a plan and looks back on it, as one that nobody else may find."""
    plan = n.Lines("plan", 2)
    asking = n.Task(
        "plan", kind, (_paragraph("What will you do?"),), plan, number=1 if kind == "prompt" else None
    )
    options = (n.Option("came", (n.Text("It came."),)), n.Option("not-yet", (n.Text("Not yet."),)))
    back = n.Task(
        "plan-look-back",
        "look-back",
        (_paragraph("Did the moment come?"),),
        n.Choices("plan-look-back", options, many=False),
        earlier=plan,
    )
    return replace(with_blocks(asking, back), practice=None, discreet=False)


def _paragraph(text: str) -> n.Paragraph:
    return n.Paragraph((n.Text(text),))


def _without_look_back(document: n.Document) -> n.Document:
    (session,) = document.parts
    return replace(document, parts=(replace(session, children=session.children[:1]),))
