"""The test of one fact in a condition: its meaning, or how to write a test for a fact of that kind.

Input: a fact, and the value under its name. Output: a Condition; faults go to the caller. Must not know:
which conditions the test is part of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as AnyValue
from typing import assert_never

from rekindle_core.content.model.condition import All, AtLeast, AtMost, Condition, Has, Is, Not
from rekindle_core.content.model.countries import COUNTRIES, country_fault
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.values import NONE, Missing
from rekindle_core.diagnostics import did_you_mean

TellFault = Callable[[str, str, str], None]
"""A function that records a fault: its code, its message and its hint."""


def read_test(fact: Fact, data: AnyValue, fault: TellFault) -> Condition:
    """Return the test of a fact; an impossible one is reported."""
    if not isinstance(data, dict):
        values = data if isinstance(data, list) else [data]
        return Is(fact.name, tuple(_value(fact, value, fault) for value in values))
    tests: list[Condition] = []
    for word, given in data.items():
        wanted = "choices" if word in ("has", "lacks") else "number"
        if fact.kind != wanted:
            message = f"`{word}` is for {wanted} facts; {fact.name} is a {fact.kind} fact."
            fault("bad-condition", message, f"write {form_of_test(fact, word, given)}")
        elif wanted == "choices":
            values = given if isinstance(given, list) else [given]
            has = Has(fact.name, tuple(str(_listed(fact, value, fault)) for value in values))
            tests.append(has if word == "has" else Not(has))
        elif not fact.least <= given <= fact.most:
            message = f"{fact.name} goes from {fact.least} to {fact.most}; {given} is outside that range."
            fault("bad-condition", message, f"write {form_of_test(fact)}")
        else:
            tests.append((AtLeast if word == "at_least" else AtMost)(fact.name, given))
    return tests[0] if len(tests) == 1 else All(tuple(tests))


def form_of_test(fact: Fact, word: str = "", given: AnyValue = None) -> str:
    """Return how to write a test for a fact of that kind, with the given values if they are valid.

    Args:
        fact: The fact.
        word: The word in the test, such as `has`.
        given: The value under that word.
    """
    values = [value for value in (given if isinstance(given, list) else [given]) if value in fact.allowed]
    match fact.kind:
        case "choice" | "yes-no":
            listed = (
                f"[{', '.join(map(str, values))}]" if len(values) > 1 else (values or list(fact.allowed))[0]
            )
            test = f"{fact.name}: {listed}"
            return f"not: {{ {test} }}" if word == "lacks" else test
        case "choices":
            listed = (
                f"[{', '.join(map(str, values))}]" if len(values) > 1 else (values or list(fact.values))[0]
            )
            return f"{fact.name}: {{ has: {listed} }}"
        case "number":
            return f"{fact.name}: {{ at_least: {max(fact.least, 1)} }}"
        case "country":
            return f"{fact.name}: GB"
        case "text" | "name" | "pronouns" | "date":
            return f"{fact.name}: unknown, or not: {{ {fact.name}: unknown }}"
        case _ as never:
            assert_never(never)


def _value(fact: Fact, value: AnyValue, fault: TellFault) -> str | int:
    if value in {item.value for item in Missing}:
        return str(value)
    match fact.kind:
        case "choice" | "yes-no":
            return str(_member(fact, value, fault))
        case "choices" if value == NONE:
            return NONE
        case "choices":
            hint = f"write {{ has: {value} }}, or none."
            if value not in fact.allowed:
                hint = did_you_mean(str(value), fact.allowed) or f"write {form_of_test(fact)}"
            fault("bad-condition", f"{fact.name} is a list.", hint)
        case "number" if type(value) is int and fact.least <= value <= fact.most:
            return value
        case "number":
            message = f"{fact.name} goes from {fact.least} to {fact.most}."
            hint = f"write {fact.name}: {fact.most}, or {form_of_test(fact)}"
            fault("bad-condition", message, hint)
        case "country":
            if value not in COUNTRIES:
                fault("bad-condition", *country_fault(str(value)))
        case "text" | "name" | "pronouns" | "date":
            message = f"{fact.name} is a {fact.kind} fact, which has too many values to compare with."
            fault("bad-condition", message, "compare it with unknown or declined.")
        case _ as never:
            assert_never(never)
    return str(value)


def _listed(fact: Fact, value: AnyValue, fault: TellFault) -> AnyValue:
    if value == NONE and NONE not in fact.values:
        fault("bad-condition", "A list never contains none.", f"write {fact.name}: none.")
    return _member(fact, value, fault)


def _member(fact: Fact, value: AnyValue, fault: TellFault) -> AnyValue:
    if value not in fact.allowed:
        hint = did_you_mean(str(value), fact.allowed) or f"use {', '.join(fact.allowed)}."
        fault("unknown-value", f"The fact {fact.name} can't be “{value}”.", hint)
    return value
