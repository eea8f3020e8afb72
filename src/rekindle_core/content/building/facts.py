"""The facts that a pack declares, and when each of their questions is asked.

Input: the facts of pack.yaml. Output: Facts, in file order, after the core's own.
Must not know: profiles, or who asks.

This takes two passes, because conditions are checked against the facts: first each fact, then the conditions
under which its question is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekindle_core.content.model.condition import Condition, facts_of
from rekindle_core.content.model.facts import CORE_FACTS, CORE_NAMES, Fact, by_section
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.values import Missing
from rekindle_core.content.reading.cursor import Cursor
from rekindle_core.diagnostics import did_you_mean
from rekindle_core.frozen import replace


def declared_facts(data: Mapping[str, Any], language: Language) -> dict[str, Fact]:
    """Return the core's facts and the pack's, by name, all asked of everyone at this stage."""
    own = {name: _fact(name, item) for name, item in data.items()}
    return {fact.name: _worded(fact, language) for fact in CORE_FACTS} | own


def with_conditions(at: Cursor) -> dict[str, Fact]:
    """Return the ledger's facts, each with the condition under which it is asked.

    Args:
        at: The root of pack.yaml.
    """
    facts = dict(at.ledger.facts)
    order = [fact.name for section in by_section(facts.values()).values() for fact in section]
    for name, item in at.entries("facts"):
        for value, now in item.entries("formerly"):
            _see_formerly(now, facts[name], value)
        if "asked_when" in item:
            condition = item.condition("asked_when")
            _check(item["asked_when"], facts[name], condition, order)
            facts[name] = replace(facts[name], asked_when=condition)
        if "quoted_when" in item:
            if facts[name].kind != "text":
                message = f"{name} is a {facts[name].kind} fact; only text facts can be quoted."
                item["quoted_when"].fault("bad-condition", message, "delete quoted_when.", key=True)
            facts[name] = replace(facts[name], quoted_when=item.condition("quoted_when"))
    return facts


def facts_to_reader(at: Cursor) -> dict[str, Fact]:
    """Return the facts whose questions are worded differently for a reader who answers them, with those words.

    Args:
        at: The root of pack.yaml.
    """
    if "to_reader" not in at:
        return {}
    found = {}
    for name, item in at["to_reader"].entries("facts"):
        if name not in at.ledger.facts:
            hint = did_you_mean(name, at.ledger.facts) or "name a fact of this pack."
            item.fault("unknown-fact", f"There is no fact “{name}”.", hint, key=True)
            continue
        fact = at.ledger.facts[name]
        values = item.value("values", {})
        for word in values:
            if word not in fact.values:
                hint = did_you_mean(word, fact.values) or f"use {', '.join(fact.values) or 'no words'}."
                item.fault("unknown-value", f"The fact {name} has no value “{word}”.", hint)
        found[name] = replace(
            fact,
            ask=item.value("ask", fact.ask),
            help=item.value("help", fact.help),
            values={word: values.get(word, meaning) for word, meaning in fact.values.items()},
        )
    return found


def _check(at: Cursor, fact: Fact, condition: Condition, order: list[str]) -> None:
    if fact.declined_holds:
        message = f"Declining {fact.name} makes a gate hold, so its question must always be asked."
        at.fault("bad-condition", message, "delete asked_when.", key=True)
    earlier = order[: order.index(fact.name)]
    for name in sorted(facts_of(condition).difference(earlier)):
        message = f"{fact.name} is asked before {name}, which its `asked_when` needs."
        hint = f"put {name} before it, or in an earlier section."
        at.fault(
            "bad-condition", message, "the core’s facts come last." if name in CORE_NAMES else hint, key=True
        )


def _see_formerly(at: Cursor, fact: Fact, value: str) -> None:
    """Check that a value from an earlier version no longer exists, and is read as one that does."""
    if value in fact.allowed:
        at.fault(
            "unknown-value", f"The fact {fact.name} still accepts “{value}”.", "delete it here.", key=True
        )
    if at.data not in (*fact.allowed, Missing.UNKNOWN.value):
        hint = did_you_mean(str(at.data), fact.allowed) or f"use {', '.join(fact.allowed)}, or unknown."
        at.fault("unknown-value", f"The fact {fact.name} can't be “{at.data}”.", hint)


def _worded(fact: Fact, language: Language) -> Fact:
    words = language.facts[fact.name]
    return replace(fact, ask=words.ask, help=words.help, section=words.section)


def _fact(name: str, data: Mapping[str, Any]) -> Fact:
    return Fact(
        name=name,
        kind=data["kind"],
        ask=data["ask"],
        help=data.get("help", ""),
        values=data.get("values", {}),
        most=data.get("max", 0),
        declined_holds=data.get("declined") == "holds",
        section=data.get("section", ""),
        for_counselor=data.get("use") == "counselor",
        formerly=data.get("formerly", {}),
    )
