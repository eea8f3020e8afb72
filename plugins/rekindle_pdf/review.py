"""The last page: what a reader and a counselor look back on together.

Comes in: a Document's sessions. Goes out: JSON values, and fields of their own. Must not know: any gate or
reason: what stands there is what the reader has seen, and room to write.
"""

from __future__ import annotations

from rekindle_core import Document, Scale, Section, Task, plain, plain_blocks, walk
from rekindle_pdf.inlines import Data
from rekindle_pdf.responses import Asked

_WORDS = ("review", "review_lead", "review_ratings", "review_helped", "review_hindered")
_MOST_COLUMNS = 5


def review_data(document: Document, asked: Asked) -> Data | None:
    """Return the page as data; None for a program of one session, or in a language without words for it.

    Args:
        document: The Document.
        asked: Takes the fields, and gives words.
    """
    sessions = [part for part in document.parts if part.role == "session" and part.number is not None]
    if len(sessions) < 2 or not all(word in document.words for word in _WORDS):
        return None
    asked_again: dict[str, str] = {}
    for session in sessions:
        for rating in _ratings(session):
            asked_again.setdefault(_item(rating), _text(rating))
    questions = dict(list(asked_again.items())[:_MOST_COLUMNS])
    # In reading order: so are the fields.
    rows = [_row(session, questions, asked) for session in sessions] if questions else []
    rooms = [
        {
            "label": asked.word(key),
            "field": asked.form.add(key.replace("_", "-"), "text", asked.word(key)),
        }
        for key in ("review_helped", "review_hindered")
    ]
    return {
        "title": asked.word("review"),
        "lead": asked.word("review_lead"),
        "caption": asked.word("review_ratings"),
        "questions": list(questions.values()),
        "rows": rows,
        "rooms": rooms,
    }


def _row(session: Section, questions: dict[str, str], asked: Asked) -> Data:
    label = asked.word("session", n=session.number or 0)
    rated = {_item(rating) for rating in _ratings(session)}
    cells = [
        asked.form.add(f"review-{column}-s{session.number}", "line", f"{label} – {question}")
        if item in rated
        else ""
        for column, (item, question) in enumerate(questions.items(), start=1)
    ]
    return {"label": label, "cells": cells}


def _ratings(session: Section) -> list[Task]:
    return [
        block
        for block in walk(session)
        if isinstance(block, Task) and block.kind == "rating" and isinstance(block.response, Scale)
    ]


def _item(rating: Task) -> str:
    """Return what is the same for one rating in every session."""
    return rating.item or rating.id


def _text(task: Task) -> str:
    return " ".join(f"{plain(task.title)} {plain_blocks(task.body)}".split())
