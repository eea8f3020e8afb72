"""Conditions in words, using the templates of a language.

Input: a Language and a Condition. Output: words, such as 'contact is none and boundary does not hold blocked'.
Must not know: any language's words, or why anyone asks.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core.content.model.condition import MISSING, All, Any, AtLeast, AtMost, Condition, Has, Is, Not
from rekindle_core.content.model.language import Language
from rekindle_core.explanation.templates import fill, joined


def condition_words(language: Language, condition: Condition, *, negated: bool = False) -> str:
    """Return a condition in words, such as 'contact is none and boundary does not hold blocked'.

    Args:
        language: The language of the words.
        condition: The condition.
        negated: Whether to negate it.
    """
    match condition:
        case Not():
            return condition_words(language, condition.part, negated=not negated)
        case All() | Any():
            conjoined = isinstance(condition, All) != negated
            if not condition.parts:
                return fill(language, "always" if conjoined else "never")
            parts = [_part(language, part, condition, negated=negated) for part in condition.parts]
            return joined(language, "and" if conjoined else "or", parts)
        case Is():
            if set(condition.values) == MISSING:
                return fill(language, "is_known" if negated else "is_not_known", fact=condition.fact)
            return _test(language, "is_not" if negated else "is", condition)
        case Has():
            return _test(language, "holds_not" if negated else "holds", condition)
        case AtLeast():
            key = "under" if negated else "at_least"
            return fill(language, key, fact=condition.fact, number=condition.bound)
        case AtMost():
            key = "over" if negated else "at_most"
            return fill(language, key, fact=condition.fact, number=condition.bound)
        case _ as never:
            assert_never(never)


def _test(language: Language, key: str, test: Is | Has) -> str:
    *before, last = map(str, test.values)
    values = joined(language, "or", [joined(language, "list", before), last]) if before else last
    return fill(language, key, fact=test.fact, values=values)


def _part(language: Language, part: Condition, whole: All | Any, *, negated: bool) -> str:
    words = condition_words(language, part, negated=negated)
    return fill(language, "group", inner=words) if len(whole.parts) > 1 and _is_joined(part) else words


def _is_joined(condition: Condition) -> bool:
    """Return whether the words of a condition contain their own 'and' or 'or'."""
    match condition:
        case Not():
            return _is_joined(condition.part)
        case All() | Any():
            return len(condition.parts) > 1 or any(map(_is_joined, condition.parts))
        case Is():
            return len(condition.values) > 1 and set(condition.values) != MISSING
        case Has():
            return len(condition.values) > 1
        case AtLeast() | AtMost():
            return False
        case _ as never:
            assert_never(never)
