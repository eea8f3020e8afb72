"""Readers whose answers contradict one another: nothing on their pages takes for granted what is denied for them.

The pages are searched as text, for every sentence of every piece of content that assumes something denied. The suite
draws a few dozen readers; CI draws a hundred, and more by night:
`TESTS_CONTRADICTORY=1000 pytest tests/properties/test_denied.py`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from random import Random
from typing import Any

import pytest
from tests.support import CONFIRMED, bundled_pack

from rekindle_core import Plan, load_profile, make_plan, realise, render
from rekindle_core.content.model.condition import Truth, evaluate, facts_of
from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.step import (
    Checklist,
    Exercise,
    Item,
    Moment,
    Passage,
    Prompt,
    Rating,
    SampleText,
)
from rekindle_core.content.model.template import FactSlot, Para, PhraseSlot, Prose, slots_of
from rekindle_core.content.model.word_list import plain_quotes
from rekindle_core.content.reading.pack_text import StandInReader
from rekindle_core.planning.plan import Answer
from rekindle_core.planning.reading_order import stretches
from rekindle_core.profile.conflicts import find_conflicts
from rekindle_core.testing.profiles import random_facts

pytestmark = pytest.mark.slow

READERS = int(os.environ.get("TESTS_CONTRADICTORY", "40"))
ROUNDS = 8
"""They are drawn in rounds, so that several processes can share them."""
READERS_TO_SEARCH = 5
LEAST = 20
"""So many characters make a sentence that stands nowhere else by chance."""
_NAMED = ("name", "pronouns", "text")


def contradictory(rng: Random) -> dict[str, Any]:
    """Return a profile with answers that contradict one another, without names, so that texts stand as written."""
    pack = bundled_pack()
    conflict = rng.choice(pack.conflicts)
    while True:
        facts = random_facts(pack, rng)
        facts = {name: value for name, value in facts.items() if pack.facts[name].kind not in _NAMED}
        facts |= {
            name: value for name, value in _meeting(conflict, rng).items() if name in facts_of(conflict.when)
        }
        if conflict in find_conflicts(pack, load_profile(pack, facts)):
            return facts


def _meeting(conflict: Conflict, rng: Random) -> Mapping[str, Any]:
    """Return answers with which a conflict holds."""
    pack = bundled_pack()
    while True:
        facts: dict[str, Any] = {}
        # Of a reader who tells all, what the conflict looks at.
        while not facts_of(conflict.when) <= facts.keys():
            facts |= random_facts(pack, rng)
        lookup = load_profile(pack, facts).__getitem__
        if evaluate(conflict.when, lookup) is Truth.TRUE:
            return facts


# --------------------------------------------------------------------------- what content says


@cache
def sentences_of() -> Mapping[str, frozenset[str]]:
    """Return for each piece of content, by id, the sentences that are read as they are written."""
    pack = bundled_pack()
    found: dict[str, frozenset[str]] = {}
    for unit in pack.units.values():
        for text in (unit.opening, unit.why):
            for one in text:
                name = one.id if len(text) > 1 else unit.id
                found[name] = found.get(name, frozenset()) | _sentences(one.text)
    for item in pack.items.values():
        found |= {name: _sentences(*texts) for name, texts in _texts(item)}
    return found


def _texts(item: Item) -> Iterator[tuple[str, tuple[Prose, ...]]]:
    match item:
        case Prompt():
            yield from ((one.id, (one.text,)) for one in item.variants)
        case Exercise():
            yield item.id, (item.text, item.after, *((Para(line),) for line in item.steps))
        case Checklist():
            yield item.id, (item.text,)
            yield from ((one.id, ((Para(one.text),),)) for one in item.items)
        case Passage():
            yield from ((one.id, (one.text,)) for one in item.text)
        case SampleText() | Moment():
            yield item.id, (item.text,)
        case Rating():
            yield item.id, ((Para(item.text),),)


def _sentences(*texts: Prose) -> frozenset[str]:
    pack = bundled_pack()
    reader = StandInReader(pack.language, {name: one.stand_in for name, one in pack.people.items()})
    lines = [
        line
        for text in texts
        for piece in text
        if not any(isinstance(slot, FactSlot | PhraseSlot) for slot in slots_of((piece,)))
        for line in reader.lines((piece,))
    ]
    sentences = (plain(one) for line in lines for one in re.split(r"(?<=[.?!:])\s", line))
    return frozenset(one for one in sentences if len(one) >= LEAST)


def plain(text: str) -> str:
    """Return text without what differs from format to format: case, line breaks, marks and the shape of quotes."""
    return " ".join(
        re.sub(r"[*_>\[\]•]|^\s*-\s", " ", plain_quotes(text), flags=re.MULTILINE).split()
    ).casefold()


# --------------------------------------------------------------------------- what is denied


def denied_for(plan: Plan) -> frozenset[str]:
    """Return the assumptions that are denied for the reader of a plan, by the pack's own words."""
    pack, answers = bundled_pack(), {one.gate: one.answer for one in plan.gates}
    by_gates = {name for gate in pack.gates if answers[gate.id] is Answer.HOLDS for name in gate.denies}
    by_answers = {
        one.id
        for one in pack.assumptions.values()
        if one.denied_when and evaluate(one.denied_when, plan.profile.__getitem__) is Truth.TRUE
    }
    return frozenset(by_gates | by_answers)


def spoken_for(plan: Plan) -> Mapping[str, frozenset[str]]:
    """Return what a reader says by turning to a page of the appendix: what the gate that asks assumes, by content."""
    pack, answers = bundled_pack(), {one.gate: one.answer for one in plan.gates}
    return {
        name: frozenset(gate.assumes)
        for gate in pack.gates
        if answers[gate.id] is Answer.ASKS
        for page in gate.alternatives
        for name in sentences_of()
        if name == page.unit.id or name.startswith(f"{page.unit.id}-")
    }


def readers(round_: int) -> Iterator[tuple[str, Plan, str]]:
    """Yield the readers of a round: what makes each again, the plan, and the pages as text."""
    pack = bundled_pack()
    stops = tuple(stop.id for stop in pack.stops)
    for number in range(round_, READERS, ROUNDS):
        rng = Random(number)
        facts = contradictory(rng)
        plan = make_plan(pack, load_profile(pack, facts), seed=rng.randrange(2**32))
        (artifact,) = render(realise(pack, plan, confirmed=(*CONFIRMED, *stops)), "text")
        yield f"reader {number}: {facts}", plan, plain(artifact.data.decode())


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_nothing_that_is_denied_stands_on_the_pages(round_: int) -> None:
    pack, said = bundled_pack(), sentences_of()
    for who, plan, pages in readers(round_):
        denied = denied_for(plan)
        # Some sentences stand in other content too, perhaps as the end of a longer one.
        allowed = "\n".join(one for name in said if not pack.assumed[name] & denied for one in said[name])
        spoken = spoken_for(plan)
        for name, sentences in said.items():
            if (pack.assumed[name] - spoken.get(name, frozenset())) & denied:
                assert [one for one in sentences if one in pages and one not in allowed] == [], (
                    f"{name} for {who}"
                )


def test_the_search_finds_what_stands_there_and_much_is_denied() -> None:
    """Sentences of what a plan holds are found on its pages, and those searched for are many."""
    pack, said = bundled_pack(), sentences_of()
    there = found = searched = programs = 0
    for _, plan, pages in islice(readers(0), READERS_TO_SEARCH):
        held = {node.id for stretch in stretches(plan) for node in stretch.nodes if node.kind != "lead"}
        assuming = [name for name in held & said.keys() if pack.assumed[name]]
        there += sum(len(said[name]) for name in assuming)
        found += sum(one in pages for name in assuming for one in said[name])
        searched += sum(len(said[name]) for name in said if pack.assumed[name] & denied_for(plan))
        programs += not plan.replaced_by
    assert programs > 1
    assert found > 0.9 * there > 0
    assert searched > 100
