"""A profile in plain words: each question under its heading, with its answer or why there is none.

Input: a Pack and a Profile. Output: questions and answers as a person would say them. Must not know:
gates; what follows from an answer is decided elsewhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import assert_never

from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing, PronounSet
from rekindle_core.frozen import Frozen
from rekindle_core.profile.answer import in_words
from rekindle_core.profile.interview import is_moot
from rekindle_core.profile.profile import Profile, SetAside


class AnswerKind(Enum):
    """Whether a question has an answer.

    An expired one counts as unknown. A moot question has none because another answer has settled it.
    """

    KNOWN = "known"
    EXPIRED = "expired"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    MOOT = "moot"


class Answered(Frozen):
    """A question, and the profile's answer."""

    heading: str
    question: str
    kind: AnswerKind
    words: str


def profile_words(pack: Pack, profile: Profile, aside: Mapping[str, SetAside]) -> tuple[Answered, ...]:
    """Return a profile in words, in the order of asking.

    Args:
        pack: The pack whose facts it answers.
        profile: The profile as given.
        aside: Its facts that count as unknown, and why. A text that a person has to review is not repeated.
    """
    return tuple(
        Answered(heading, fact.ask, _kind(fact, profile, aside), _words(pack, fact, profile, aside))
        for heading, facts in pack.sections.items()
        for fact in facts
    )


def _words(pack: Pack, fact: Fact, profile: Profile, aside: Mapping[str, SetAside]) -> str:
    if aside.get(fact.name) is SetAside.STOPPED:
        return pack.language.said("value_stopped")
    return in_words(pack, fact, profile[fact.name])


def _kind(fact: Fact, profile: Profile, aside: Mapping[str, SetAside]) -> AnswerKind:
    if aside.get(fact.name) is SetAside.EXPIRED:
        return AnswerKind.EXPIRED
    match profile[fact.name]:
        case Missing.DECLINED:
            return AnswerKind.DECLINED
        case Missing.UNKNOWN:
            return AnswerKind.MOOT if is_moot(fact, profile.values) else AnswerKind.UNKNOWN
        case str() | int() | tuple() | PronounSet() | dt.date():
            return AnswerKind.KNOWN
        case _ as never:
            assert_never(never)
