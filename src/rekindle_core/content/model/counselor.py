"""A pack's texts that are only for the counselor: the words of the counselor's pages, from counselor.yaml.

Headings come from the language. Must not know: what the pages look like, or what any question is about.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from rekindle_core.content.model.step import ResponseSpec
from rekindle_core.content.model.template import Prose, Spans
from rekindle_core.frozen import Frozen


class Question(Frozen):
    """Something for the counselor to look at, with a place for the findings."""

    id: str
    title: Spans
    text: Prose
    response: ResponseSpec
    assumes: frozenset[str] = frozenset()


class CounselorPart(Frozen):
    """The contents of one of the parts: first its text, then its questions."""

    text: Prose = ()
    questions: tuple[Question, ...] = ()


class CounselorWords(Frozen):
    """A pack's texts for the counselor's pages.

    Attributes:
        about: The text at the start of the first page.
        before: The part before the program is handed over.
        facts: Facts to show there, by name.
        gates: The text before the gates.
        review: The page for looking back; its questions come before the ratings.
        ratings: The text before the ratings over the weeks.
        after_ratings: The questions between the ratings and the signature.
        worse: What to do when a rating gets worse two weeks in a row; for client records.
        appendix: The text before the prompts and their sources.
        talk_of_steps: How to talk about a single item when it is handed over, by the id of its step or
            alternative.
        talk_of_techniques: The same, by the id of its technique.
    """

    about: Prose = ()
    before: CounselorPart = CounselorPart()
    facts: tuple[str, ...] = ()
    gates: Prose = ()
    review: CounselorPart = CounselorPart()
    ratings: Prose = ()
    after_ratings: tuple[Question, ...] = ()
    worse: Prose = ()
    appendix: Prose = ()
    talk_of_steps: Mapping[str, Prose] = field(default_factory=dict)
    talk_of_techniques: Mapping[str, Prose] = field(default_factory=dict)
