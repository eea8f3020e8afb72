"""Contradictory readers of the bundled pack: nothing on their pages is meant for the answer that was not gone by.

What is meant for an answer is told apart from the planner: by the conditions that the pack's files hold, on the
answers as given and as read. The suite draws some; `TESTS_CONTRADICTORY=500` draws more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from itertools import product
from random import Random
from typing import Any, assert_never

import pytest
from tests.support import CONFIRMED, bundled_pack, fold

from rekindle_core import Profile, load_profile, make_plan, realise, render
from rekindle_core.content.model.condition import Truth, evaluate, facts_of
from rekindle_core.content.model.step import (
    Checklist,
    Exercise,
    Moment,
    Passage,
    Prompt,
    Rating,
    SampleText,
)
from rekindle_core.content.model.template import Listing, Para, Prose, Quote, Span, Spans, Styled, Words
from rekindle_core.explanation.catalogue import Entry, catalogue

PACK = bundled_pack()
READERS = int(os.environ.get("TESTS_CONTRADICTORY", "60"))
SAFE = {
    "age_band": "adult",
    "partner_died": "no",
    "child_at_risk": "no",
    **dict.fromkeys(("safety.self_harm", "safety.harm_others", "safety.threat_of_suicide_by_partner"), "no"),
}
CONTACT = ("living-together", "open", "logistics-only", "none")
LIMITS: tuple[Any, ...] = (
    [],
    ["space-requested"],
    ["told-to-stop"],
    ["blocked"],
    ["legal-order"],
    ["told-to-stop", "legal-order"],
    "declined",
)
ANSWERS = ("none-yet", "open", "unsure", "said-no")
ENDED = ("client", "partner", "both", "not-ended")
SAFETY: tuple[dict[str, Any], ...] = (
    {},
    {"safety.partner_afraid": "yes"},
    {"safety.partner_afraid": "declined"},
    *({"safety.conduct": [act]} for act in PACK.facts["safety.conduct"].values),
    {"safety.conduct": "declined"},
)
CALM = {"safety.partner_afraid": "no", "safety.conduct": [], "safety.afraid": "no", "safety.abused": "no"}
LONG_ENOUGH = 25
"""Fewer characters than these could stand in any text."""


@cache
def contradictions() -> tuple[dict[str, Any], ...]:
    """Return every combination in which a conflict holds, in an order of its own."""
    found = []
    for contact, limits, answer, attempts, ended, safety in product(
        CONTACT, LIMITS, ANSWERS, range(4), ENDED, SAFETY
    ):
        facts = {
            "contact": contact,
            "boundary": limits,
            "their_answer": answer,
            "ended_by": ended,
            "unanswered_attempts": attempts,
            **SAFE,
            **CALM,
            **safety,
        }
        if _is_contradictory(facts):
            found.append(facts)
    Random(0).shuffle(found)
    return tuple(found)


def _is_contradictory(facts: dict[str, Any]) -> bool:
    harmed = facts["safety.partner_afraid"] != "no" or facts["safety.conduct"] != []
    limit = facts["boundary"] not in ([], ["space-requested"])
    refused = harmed or limit or facts["unanswered_attempts"] >= 2
    welcome = facts["contact"] == "open" and (
        refused or facts["boundary"] or facts["their_answer"] == "said-no"
    )
    return bool(
        welcome
        or (facts["their_answer"] == "open" and refused)
        or (facts["ended_by"] == "not-ended" and (limit or facts["their_answer"] == "said-no"))
        or (facts["contact"] == "living-together" and limit)
        or (facts["contact"] == "logistics-only" and "legal-order" in facts["boundary"])
    )


def meant_for_what_was_given(profile: Profile, read: Profile) -> Iterator[tuple[str, str]]:
    """Yield what some words are of, and the words, of all that fits the answers as given and not as read."""
    contested = {name for name in PACK.facts if profile[name] != read[name]}
    # Wordings of one text may share sentences.
    there = {words for entry in catalogue(PACK).values() if _fits(entry, read) for words in _words_of(entry)}
    for entry in catalogue(PACK).values():
        when = entry.offer.when
        if not contested.isdisjoint(facts_of(when)) and _fits(entry, profile) and not _fits(entry, read):
            yield from ((entry.id, words) for words in _words_of(entry) if words not in there)


def _fits(entry: Entry, profile: Profile) -> bool:
    return evaluate(entry.offer.when, profile.__getitem__) is Truth.TRUE


def _words_of(entry: Entry) -> Iterator[str]:
    """Yield the stretches of words of a piece of content that no slot interrupts."""
    for prose in _texts(entry):
        yield from (words for words in map(fold, _stretches(prose)) if len(words) >= LONG_ENOUGH)


def _texts(entry: Entry) -> Iterator[Prose]:
    """Yield the texts of a piece of content; of a wording, that one alone."""
    if entry.kind == "variant":
        yield wordings()[entry.id]
        return
    item = PACK.items.get(entry.parent or entry.id)
    match item:
        case Prompt():
            yield from (one.text for one in item.variants)
        case Passage():
            yield from (one.text for one in item.text)
        case Checklist():
            yield from ((Para(one.text),) for one in item.items if not entry.parent or one.id == entry.id)
        case Exercise():
            yield from (item.text, item.after, *((Para(step),) for step in item.steps))
        case SampleText() | Moment():
            yield item.text
        case Rating():
            yield (Para(item.text),)
        case None:
            unit = PACK.units[entry.unit]
            yield from (one.text for text in (unit.opening, unit.why) for one in text)
        case _ as never:
            assert_never(never)


@cache
def wordings() -> dict[str, Prose]:
    """Return the text of every wording, by its id."""
    frame = PACK.frame
    texts = [part.text for part in (frame.opening, frame.alternatives, frame.closing)]
    for unit in PACK.units.values():
        texts += [unit.opening, unit.why]
    for item in PACK.items.values():
        match item:
            case Prompt():
                texts.append(item.variants)
            case Passage():
                texts.append(item.text)
            case _:
                pass
    return {one.id: one.text for text in texts for one in text}


def _stretches(prose: Prose) -> Iterator[str]:
    for piece in prose:
        match piece:
            case Para():
                yield from _lines(piece.children)
            case Listing():
                for part in piece.items:
                    yield from _stretches(part)
            case Quote():
                yield from _stretches(piece.children)


def _lines(spans: Spans) -> Iterator[str]:
    for span in spans:
        yield from _line(span)


def _line(span: Span) -> Iterator[str]:
    match span:
        case Words():
            yield span.text
        case Styled():
            yield from _lines(span.children)
        case _:
            pass


def text_of(facts: dict[str, Any], seed: int = 1) -> tuple[str, list[str]]:
    """Return a program as text, its lines joined, and the ids of what is in it though meant for another answer."""
    plan = make_plan(PACK, load_profile(PACK, facts), seed=seed)
    document = realise(PACK, plan, confirmed=CONFIRMED)
    (made,) = render(document, "text", confirmed=CONFIRMED)
    text = fold(made.data.decode())
    denied = meant_for_what_was_given(plan.profile, plan.reading.safer)
    return text, [f"{name}: {words}" for name, words in denied if words in text]


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(6))
def test_no_page_has_words_that_are_meant_for_the_answer_not_gone_by(round_: int) -> None:
    assert len(contradictions()) > 2_000
    for number, facts in enumerate(contradictions()[round_:READERS:6]):
        found = safer_facts(facts)
        assert found, facts
        _, denied = text_of({**facts, "program.sessions": 9 if number % 2 else 20}, seed=number + 1)
        assert denied == [], facts


def safer_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that are read otherwise, with what they are read as."""
    reading = make_plan(PACK, load_profile(PACK, facts)).reading
    return {name: reading[name] for name in PACK.facts if reading[name] != reading.given[name]}


NINE = (
    {"boundary": ["told-to-stop"]},
    {"boundary": ["blocked"]},
    {"boundary": ["legal-order"]},
    {"boundary": ["space-requested"]},
    {"their_answer": "said-no"},
    {"unanswered_attempts": 3},
    {
        "authority": next(
            iter(value for value in PACK.facts["authority"].allowed if value not in ("no", "none"))
        )
    },
    {"safety.partner_afraid": "yes"},
    {"safety.conduct": ["turned-up"]},
)


@pytest.mark.slow
@pytest.mark.parametrize("other", NINE, ids=lambda facts: next(iter(facts)))
def test_contact_is_not_called_welcome_where_an_answer_says_otherwise(other: dict[str, Any]) -> None:
    calm = {
        **SAFE,
        **CALM,
        "boundary": [],
        "unanswered_attempts": 0,
        "their_answer": "none-yet",
        "authority": "no",
    }
    for seed in range(30):
        text, denied = text_of({**calm, "contact": "open", **other}, seed)
        assert "Contact between you is welcome" not in text
        assert "gladly on both sides" not in text
        assert denied == []


def test_the_words_that_are_looked_for_are_there_where_the_answers_fit_together() -> None:
    calm = {**SAFE, **CALM, "boundary": [], "unanswered_attempts": 0, "their_answer": "none-yet"}
    profile = load_profile(PACK, {**calm, "contact": "open"})
    meant = dict(meant_for_what_was_given(profile, Profile({**profile.values, "contact": "none"})))
    found = set()
    for seed in range(12):
        (made,) = render(realise(PACK, make_plan(PACK, profile, seed=seed), confirmed=CONFIRMED), "text")
        found |= {name for name, words in meant.items() if words in fold(made.data.decode())}
    assert "bond-other-shapes" in found
    assert any(name.startswith("space-free-evening") for name in meant)
