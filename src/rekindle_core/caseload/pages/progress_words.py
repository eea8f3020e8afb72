"""The sentences about ratings, wherever they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rekindle_core.caseload.progress import Progress, RatedWeeks
    from rekindle_core.content.model.pack import Pack

TITLE = "Ratings by week"
NOT_A_MEASURE = (
    "These are the client's own numbers. The scales aren't validated: use them to begin a conversation, "
    "not as a measure."
)

COLUMNS = ("Week of", "Answers", "Pages made")


def scale_words(rated: RatedWeeks) -> str:
    """Return what the numbers of a rating are between, and the client's own first one."""
    return f"From {rated.low} to {rated.high}; first answer {rated.first}"


def stop_note(found: Progress, pack: Pack) -> str:
    """Return the pack's advice to the counselor if its rule for ratings is met; otherwise nothing."""
    from rekindle_core.caseload.progress import worsened
    from rekindle_core.explanation.written import written

    questions = [one.question for one in worsened(found, pack)]
    words = written(pack.counselor.worse)
    return f"{words} ({' '.join(questions)})" if questions and words else ""
