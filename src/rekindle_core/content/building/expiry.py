"""Which answers of a pack expire: `expiry` in pack.yaml, checked against the facts that it names.

Input: the root of pack.yaml. Output: an Expiry, or None if nothing expires. Must not know: profiles, or
dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rekindle_core.content.model.expiry import Expiry
from rekindle_core.content.model.facts import Kind
from rekindle_core.content.reading.cursor import Cursor
from rekindle_core.diagnostics import did_you_mean

_EXPIRING: tuple[Kind, ...] = ("yes-no", "choice", "choices")


def recording_facts(data: Mapping[str, Any]) -> frozenset[str]:
    """Return the facts that record when and by whom questions were asked, if they are valid.

    Args:
        data: The contents of pack.yaml.
    """
    kinds: dict[str, Kind] = {"asked_on": "date", "asked_by": "text"}
    named = ((data.get("expiry", {}).get(key), kind) for key, kind in kinds.items())
    return frozenset(name for name, kind in named if data["facts"].get(name, {}).get("kind") == kind)


def build_expiry(top: Cursor) -> Expiry | None:
    """Return which answers expire."""
    at = top.get("expiry")
    if at is None:
        return None
    asked_on = _fact(at["asked_on"], ("date",))
    asked_by = _fact(at["asked_by"], ("text",)) if "asked_by" in at else ""
    answers = {name: _answers(name, item) for name, item in at.entries("answers")}
    return Expiry(at.value("after_days"), asked_on, answers, asked_by)


def _fact(at: Cursor, kinds: Iterable[Kind]) -> str:
    known = [name for name, fact in at.ledger.facts.items() if fact.kind in kinds]
    return at.one_of(known, "unknown-fact", f"{' or '.join(kinds)} fact called")


def _answers(name: str, at: Cursor) -> tuple[str, ...]:
    given = tuple(map(str, at.data if isinstance(at.data, list) else [at.data]))
    fact = at.ledger.facts.get(name)
    if fact is None or fact.kind not in _EXPIRING:
        known = [one.name for one in at.ledger.facts.values() if one.kind in _EXPIRING]
        hint = did_you_mean(name, known) or "facts are declared in pack.yaml."
        kinds = "yes-no, choice or choices"
        at.fault("unknown-fact", f"There is no {kinds} fact called “{name}”.", hint, key=True)
        return given
    for value in given:
        if value not in fact.allowed:
            hint = did_you_mean(value, fact.allowed) or f"use {', '.join(fact.allowed)}."
            at.fault("unknown-value", f"The fact {name} can't be “{value}”.", hint)
    return given
