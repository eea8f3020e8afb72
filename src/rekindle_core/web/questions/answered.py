"""Answers that the records keep, in the words of the questions.

Input: a pack, a fact's name, and an answer as a version of a profile has it. Output: words.
Must not know: which answer worries anyone.
"""

from __future__ import annotations

from typing import Any

from rekindle_core.content.model.pack import Pack
from rekindle_core.errors import RekindleError
from rekindle_core.profile.answer import in_words
from rekindle_core.profile.load import load_profile


def asked(pack: Pack, name: str) -> str:
    """Return a question; the fact's name, if the pack doesn't ask it any more."""
    return pack.facts[name].ask if name in pack.facts else name


def answered(pack: Pack, name: str, answer: Any) -> str:
    """Return an answer as people say it; None is one that nobody gave."""
    if answer is None:
        return "no answer"
    if name in pack.facts:
        try:
            return in_words(pack, pack.facts[name], load_profile(pack, {name: answer})[name])
        except RekindleError:
            # The pack has changed since, and would not take it any more.
            pass
    return ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer)
