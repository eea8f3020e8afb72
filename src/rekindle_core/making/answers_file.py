"""The answers of a file that was read. Must not know: how it was read, or what they are filled into."""

from __future__ import annotations

from rekindle_core.answers.values import Answers
from rekindle_core.frozen import Frozen


class AnswersFile(Frozen):
    """The answers of one file, and what messages call the file."""

    path: str
    answers: Answers
