"""What a pack says to the counselor alone: the words of the counselor's pages, from counselor.yaml.

Headings are the language's. Must not know: what the pages look like, or what any question is about.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from rekindle_core.content.model.step import ResponseSpec
from rekindle_core.content.model.template import Prose, Spans
from rekindle_core.frozen import Frozen


class Question(Frozen):
    """Something for the counselor to look at, and the place for what was found."""

    id: str
    title: Spans
    text: Prose
    response: ResponseSpec
    assumes: frozenset[str] = frozenset()


class CounselorPart(Frozen):
    """What one of the parts says: first its text, then its questions."""

    text: Prose = ()
    questions: tuple[Question, ...] = ()


class CounselorWords(Frozen):
    """What a pack says on the counselor's pages.

    Attributes:
        about: The first words of the first page.
        before: Before the program is handed over.
        facts: Facts to show there, by name.
        gates: What comes before the gates.
        review: The page for looking back; its questions come before the ratings.
        ratings: A word before the ratings over the weeks.
        after_ratings: What is between the ratings and the signature.
        worse: What to do when a rating gets worse two weeks in a row; for client records.
        appendix: What comes before the prompts and their sources.
        talk_of_steps: How to talk about a single item when it is handed over, by the id of its step or alternative.
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
