"""From counselor.yaml, whose structure is valid, to a pack's texts for the counselor."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rekindle_core.content.building.units import build_response
from rekindle_core.content.model.counselor import CounselorPart, CounselorWords, Question
from rekindle_core.content.model.step import LinesSpec
from rekindle_core.content.model.template import Prose
from rekindle_core.content.reading.cursor import Cursor
from rekindle_core.diagnostics import did_you_mean

_ROWS = 2
"""The space to write if an author defines none."""


def build_counselor(at: Cursor, units: Collection[str] | None) -> CounselorWords:
    """Return the words of the counselor's pages.

    Args:
        at: The value of `counselor`.
        units: The ids of steps and alternatives; None if not all of them are known.
    """
    before, gates, review, appendix = (at.get(key) for key in ("before", "gates", "review", "appendix"))
    talk = at.get("talk")
    return CounselorWords(
        about=at.prose("about", fixed=True),
        before=_part(before) if before else CounselorPart(),
        facts=before.words("facts", at.ledger.facts, "unknown-fact", "fact") if before else (),
        gates=gates.prose("text", fixed=True) if gates else (),
        review=_part(review) if review else CounselorPart(),
        ratings=review.prose("ratings", fixed=True) if review else (),
        after_ratings=_questions(review, "after_ratings") if review else (),
        worse=review.prose("worse", fixed=True) if review else (),
        appendix=appendix.prose("text", fixed=True) if appendix else (),
        talk_of_steps=_talk(talk, "steps", units, "unknown-step", "step") if talk else {},
        talk_of_techniques=_talk(talk, "techniques", at.ledger.techniques, "unknown-technique", "technique")
        if talk
        else {},
    )


def _talk(at: Cursor, key: str, known: Collection[str] | None, code: str, what: str) -> Mapping[str, Prose]:
    found = {}
    for name, item in at.entries(key):
        if known is not None and name not in known:
            hint = did_you_mean(name, known) or f"there are {', '.join(sorted(known)[:12])}."
            item.fault(code, f"There is no {what} “{name}”.", hint, key=True)
        found[name] = item.prose_here(fixed=True)
    return found


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
