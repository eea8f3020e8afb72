"""Sentences about what happened to answers: which were left out, and why; never their contents.

Input: a Fit. Output: sentences. Must not know: files, or any format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rekindle_core.answers.fit import Fit, Left, Reason
from rekindle_core.diagnostics import counted

_REASONS: Mapping[Reason, str] = {
    "no-place": "this program does not ask it",
    "changed": "the question has changed",
    "other-kind": "the question no longer accepts that answer, or has no such option",
    "rating": "a rating is only valid in its own program",
    "self-check": "a self-check must be answered again in each program",
    "replaced": "the program was replaced by a page",
}
_LONGEST = 60


def fit_sentences(fit: Fit) -> Iterator[str]:
    """Yield sentences about answers that were left out, or whose questions are unknown."""
    yield from left_sentences(fit.left)
    if fit.unsure:
        many = counted(fit.unsure, "answer")
        yield f"{many} came without their questions, so compare them with what the program asks now."


def left_sentences(every: Sequence[Left]) -> Iterator[str]:
    """Yield sentences about answers that were left out."""
    for reason, why in _REASONS.items():
        of_it = [left for left in every if left.reason == reason]
        if reason == "replaced" and of_it:
            yield f"{counted(len(of_it), 'answer')} left out, because {why}."
            continue
        if of_it:
            many = counted(len(of_it), "answer")
            yield f"{many} left out, because {why}: {'; '.join(map(_named, of_it))}."


def _named(left: Left) -> str:
    """Identify an answer by its id and the beginning of its question."""
    question = left.answer.question
    shown = question if len(question) <= _LONGEST else f"{question[: _LONGEST - 1].rstrip()}…"
    return f"{left.answer.id.name[:_LONGEST]} (“{shown}”)" if shown else left.answer.id.name[:_LONGEST]
