"""What a pack says to the counselor alone: the words of the counselor's pages, from counselor.yaml.

Headings are the language's. Must not know: what the pages look like, or what any question is about.
"""

from __future__ import annotations

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
        facts: Facts to be told there, by name.
        gates: What comes before the gates.
        review: The page for looking back; its questions stand before the ratings.
        ratings: A word before the ratings over the weeks.
        after_ratings: What stands between the ratings and the signature.
        appendix: What comes before the prompts and their sources.
    """

    about: Prose = ()
    before: CounselorPart = CounselorPart()
    facts: tuple[str, ...] = ()
    gates: Prose = ()
    review: CounselorPart = CounselorPart()
    ratings: Prose = ()
    after_ratings: tuple[Question, ...] = ()
    appendix: Prose = ()
