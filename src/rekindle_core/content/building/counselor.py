"""From counselor.yaml, whose shape is right, to what a pack says to the counselor alone."""

from __future__ import annotations

from rekindle_core.content.building.units import build_response
from rekindle_core.content.model.counselor import CounselorPart, CounselorWords, Question
from rekindle_core.content.model.step import LinesSpec
from rekindle_core.content.reading.cursor import Cursor

_ROWS = 2
"""The room to write where an author names none."""


def build_counselor(at: Cursor) -> CounselorWords:
    """Return the words of the counselor's pages; `at` is the value of `counselor`."""
    before, gates, review, appendix = (at.get(key) for key in ("before", "gates", "review", "appendix"))
    return CounselorWords(
        about=at.prose("about", fixed=True),
        before=_part(before) if before else CounselorPart(),
        facts=before.words("facts", at.ledger.facts, "unknown-fact", "fact") if before else (),
        gates=gates.prose("text", fixed=True) if gates else (),
        review=_part(review) if review else CounselorPart(),
        ratings=review.prose("ratings", fixed=True) if review else (),
        after_ratings=_questions(review, "after_ratings") if review else (),
        appendix=appendix.prose("text", fixed=True) if appendix else (),
    )


def _part(at: Cursor) -> CounselorPart:
    return CounselorPart(at.prose("text", fixed=True), _questions(at, "questions"))


def _questions(at: Cursor, key: str) -> tuple[Question, ...]:
    return tuple(
        Question(
            id=item.id(),
            title=item.line("title", fixed=True),
            text=item.prose("text", fixed=True),
            response=build_response(item) or LinesSpec(_ROWS),
            assumes=item.assumes(),
        )
        for item in at.each(key)
    )
