"""Readers of the bundled pack for whom some facts are fixed and all others are drawn, and what they read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from tests.content.pack import PACK
from tests.support import CONFIRMED

from rekindle_core import Document, Plan, load_profile, make_plan, realise
from rekindle_core.content.model.step import Checklist, Prompt
from rekindle_core.document.codec import document_to_json
from rekindle_core.testing.profiles import random_facts

NOBODY_IS_TURNED_AWAY: dict[str, Any] = {
    "filled_by": "client",
    "age_band": "adult",
    "partner_died": "no",
    "child_at_risk": "no",
    **dict.fromkeys(("safety.afraid", "safety.abused", "safety.self_harm", "safety.harm_others"), "no"),
    "partner.name": "Jules",
    "partner.pronouns": "she/her",
}
"""What keeps every gate from replacing the program, and the other person's name, so that it can be looked for."""

SIZES = ((9, 30), (9, 15), (30, 5), (52, 60))
"""Sessions and minutes: as most have it, shorter, a few minutes a day, and long enough to give all there is."""

_INLINE = {"Text", "Datum", "Code", "Emphasis", "Strong", "Link", "Reference", "LineBreak"}


def facts_of_readers(fixed: dict[str, Any], readers: int) -> Iterator[dict[str, Any]]:
    """Yield readers with these facts; whatever else is known of them differs, and may contradict itself."""
    for number in range(readers):
        sessions, minutes = SIZES[number % len(SIZES)]
        yield {
            **random_facts(PACK, Random(number)),
            **NOBODY_IS_TURNED_AWAY,
            "program.sessions": sessions,
            "program.minutes": minutes,
            **fixed,
        }


def program(facts: dict[str, Any], seed: int) -> tuple[Plan, Document]:
    plan = make_plan(PACK, load_profile(PACK, facts), seed=seed)
    return plan, realise(PACK, plan, confirmed=CONFIRMED)


def given_with(plan: Plan, tags: frozenset[str]) -> set[str]:
    """Return what a plan gives that has one of these tags; also on pages that are added."""
    given: set[str] = {*plan.opening, *plan.closing}
    for _, passages in plan.pages:
        given |= set(passages)
    for session in plan.sessions:
        for part in session.parts:
            given |= {*part.passages, *part.samples, *part.exercises}
            given |= {name for pick in part.picks for name in (pick.prompt, pick.variant)}
            given |= {name for one in part.checklists for name in (one.checklist, *one.items)}
    return given & _tagged(tags)


@cache
def _tagged(tags: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for item in PACK.items.values():
        inner = (
            item.variants if isinstance(item, Prompt) else item.items if isinstance(item, Checklist) else ()
        )
        found |= {one.id for one in (item, *inner) if one.offer.tags & tags}
    return frozenset(found)


def lines(document: Document) -> list[str]:
    """Return every line that a reader reads, titles, options and the contents among them, but for the help lines."""
    found: list[str] = []
    _collect(
        [part for part in json.loads(document_to_json(document))["parts"] if part["id"] != "help"], found
    )
    return [re.sub(r"\s+", " ", line) for line in found]


def _collect(value: Any, found: list[str]) -> None:
    if isinstance(value, list):
        if value and all(isinstance(one, dict) and one.get("type") in _INLINE for one in value):
            found.append(_words(value))
        else:
            for one in value:
                _collect(one, found)
    elif isinstance(value, dict):
        for one in value.values():
            _collect(one, found)


def _words(inlines: list[dict[str, Any]]) -> str:
    return "".join(one.get("text") or _words(one.get("children", [])) or " " for one in inlines)


def matches(wordings: dict[str, str], said: list[str]) -> list[str]:
    """Return the lines that some of these patterns find."""
    pattern = re.compile("|".join(wordings), re.IGNORECASE)
    return [line for line in said if pattern.search(line)]
