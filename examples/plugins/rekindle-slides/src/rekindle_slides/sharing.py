"""What a group does with what each has written: a few lines at the end of a session.

Input: a Document. Output: blocks for the ends of its sessions.
Must not know: formats.

A program that names anybody was made for one person and left alone. The lines say 'if', since a program that names
nobody may be one person's all the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core import Block, Document, Insertion, ItemList, Paragraph, Section, Text
from rekindle_slides.names import names_in

_TITLE = "If you do this in a group"
_LEAD = "Let everybody finish first. Then go round once:"
_ROUND = (
    "Say one line of yours, or pass. Passing needs no reason.",
    "Nobody answers, asks or advises before the round is over.",
    "What was said here is not told outside, not even without a name.",
)


def insertions(document: Document) -> Sequence[Insertion]:
    """Return the lines for each session; none for a program that names somebody, or is in another language."""
    if names_in(document) or document.language.partition("-")[0] != "en":
        return ()
    return tuple(
        Insertion(part.id, "end", (_round(part.id),)) for part in document.parts if part.role == "session"
    )


def _round(session: str) -> Block:
    items = tuple((_said(line),) for line in _ROUND)
    return Section(
        id=f"slides-round-{session}",
        role="passage",
        title=(Text(_TITLE),),
        children=(_said(_LEAD), ItemList(ordered=False, items=items)),
    )


def _said(words: str) -> Paragraph:
    return Paragraph((Text(words),))
