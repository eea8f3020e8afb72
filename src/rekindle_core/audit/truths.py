"""Conditions that say nothing: always true, or never.

Input: the Readers. Output: findings. Each condition is considered on its own, without its context.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.audit.conditions import Named, every_condition
from rekindle_core.audit.finding import Finding
from rekindle_core.audit.readers import Readers
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.condition import All, Any, Condition, Not, Truth, evaluate
from rekindle_core.explanation.condition_wording import condition_words


def idle_conditions(readers: Readers) -> Iterator[Finding]:
    """Yield the conditions, and the parts of conditions, that are true for everyone or for nobody."""
    for named in every_condition(readers.pack):
        yield from _idle(readers, named, named.condition, whole=True)


def _idle(readers: Readers, named: Named, condition: Condition, *, whole: bool) -> Iterator[Finding]:
    """Yield the outermost part that has no effect; its inner parts add nothing."""
    true = readers.true_as_given(condition) if named.as_given else readers.true(condition)
    words = f"“{condition_words(readers.pack.language, condition)}”"
    subject = f"The condition of {named.what}" if whole else f"The condition of {named.what} has a part that"
    if not readers.circuit.can(true):
        message = (
            f"{subject} is true for no reader: {words}." if whole else f"{subject} is never true: {words}."
        )
        hint = "correct it, or delete what nobody can get." if whole else "correct it, or delete that part."
        trial = _trial(readers, named, condition, Truth.FALSE)
        trial.confirm(_truth(trial, named, condition) is not Truth.TRUE, f"{words} is never true")
        yield Finding("never-true", named.place, message, hint, trial.given)
    elif not readers.circuit.can(-true):
        message = (
            f"{subject} is true for every reader: {words}."
            if whole
            else f"{subject} is always true: {words}."
        )
        trial = _trial(readers, named, condition, Truth.TRUE)
        trial.confirm(_truth(trial, named, condition) is Truth.TRUE, f"{words} is always true")
        yield Finding("always-true", named.place, message, "correct it, or remove it.", trial.given)
    else:
        parts = condition.parts if isinstance(condition, All | Any) else ()
        for part in (condition.part,) if isinstance(condition, Not) else parts:
            yield from _idle(readers, named, part, whole=False)


def _trial(readers: Readers, named: Named, condition: Condition, truth: Truth) -> Trial:
    """Return the smallest profile for which the condition is known to be what it always is."""
    if named.as_given:
        true, false = readers.true_as_given(condition), readers.false_as_given(condition)
    else:
        true, false = readers.true(condition), readers.false(condition)
    wire = true if truth is Truth.TRUE else false
    given = readers.smallest(wire) or readers.smallest()
    return Trial(readers.pack, given or {})


def _truth(trial: Trial, named: Named, condition: Condition) -> Truth:
    return evaluate(condition, (trial.profile if named.as_given else trial.reading).__getitem__)
