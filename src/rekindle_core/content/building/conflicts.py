"""From conflicts.yaml, whose structure is valid, to a pack's conflicts."""

from __future__ import annotations

from typing import Any, assert_never

from rekindle_core.content.model.conflict import Conflict, SaferAnswer
from rekindle_core.content.model.countries import COUNTRIES, country_fault
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.values import Missing
from rekindle_core.content.reading.cursor import Cursor
from rekindle_core.diagnostics import did_you_mean


def build_conflicts(at: Cursor | None) -> tuple[Conflict, ...]:
    """Return the conflicts of a pack; `at` is the root of conflicts.yaml, or None if there is no such file."""
    return tuple(map(_conflict, at.each("conflicts"))) if at else ()


def _conflict(at: Cursor) -> Conflict:
    return Conflict(
        id=at.id(),
        when=at.condition(),
        read=tuple(_safer_answer(name, item) for name, item in at.entries("read")),
        say=at.line("say", fixed=True),
    )


def _safer_answer(name: str, at: Cursor) -> SaferAnswer:
    facts = at.ledger.facts
    if name not in facts:
        hint = did_you_mean(name, facts) or "facts are declared in pack.yaml."
        at.fault("unknown-fact", f"There is no fact “{name}”.", hint, key=True)
    elif at.data != Missing.UNKNOWN.value and (fault := _fault(facts[name], at.data)):
        message, hint = fault
        at.fault("unknown-value", f"The fact {name} cannot be read as “{_shown(at.data)}”{message}.", hint)
    if name in facts and facts[name].kind == "choices" and at.data != Missing.UNKNOWN.value:
        given = at.data if isinstance(at.data, list) else [at.data]
        return SaferAnswer(name, tuple(value for value in facts[name].values if value in given))
    return SaferAnswer(name, tuple(at.data) if isinstance(at.data, list) else at.data)


def _fault(fact: Fact, given: Any) -> tuple[str, str] | None:
    """Return the fault of a fact's value, and what to do, or None."""
    match fact.kind:
        case "choice" | "yes-no":
            if given not in fact.allowed:
                return "", _near(given, fact.allowed)
        case "choices":
            listed = given if isinstance(given, list) else [given]
            allowed = fact.allowed if listed == [given] else tuple(fact.values)
            if wrong := [value for value in listed if value not in allowed]:
                return "", _near(wrong[0], allowed)
        case "number":
            if type(given) is not int or not fact.least <= given <= fact.most:
                return "", f"use a number from {fact.least} to {fact.most}, or unknown."
        case "country":
            if given not in COUNTRIES:
                return "", country_fault(str(given))[1]
        case "text" | "name" | "pronouns" | "date":
            return f": it is a {fact.kind} fact", "write unknown, so that the answer is not used."
        case _ as never:
            assert_never(never)
    return None


def _near(given: Any, allowed: tuple[str, ...]) -> str:
    return did_you_mean(str(given), allowed) or f"use {', '.join((*allowed, Missing.UNKNOWN.value))}."


def _shown(given: Any) -> str:
    return ", ".join(map(str, given)) if isinstance(given, list) else str(given)
