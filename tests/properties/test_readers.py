"""Random readers of the bundled pack: each gets a Document, guarded, without repeats and within the dose.

The suite draws a few hundred. CI draws a thousand, and more by night:
`TESTS_READERS=10000 pytest tests/properties/test_readers.py`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
from tests.support import CONFIRMED

from rekindle_core import Pack, Plan, Profile, Task, load_pack, load_profile, make_plan, realise
from rekindle_core.content.model.condition import Truth, evaluate
from rekindle_core.content.model.step import Prompt
from rekindle_core.document.guard import guard
from rekindle_core.document.walk import walk
from rekindle_core.planning.contract import contract
from rekindle_core.testing.profiles import random_facts

pytestmark = pytest.mark.slow

READERS = int(os.environ.get("TESTS_READERS", "300"))
ROUNDS = 20
"""They are drawn in rounds, so that several processes can share them."""


@cache
def pack() -> Pack:
    return load_pack()


def readers(round_: int) -> Iterator[tuple[str, Profile, int]]:
    """Yield the readers of a round: what makes each again, the profile and a seed."""
    for number in range(round_, READERS, ROUNDS):
        rng = Random(number)
        facts = random_facts(pack(), rng)
        yield f"reader {number}: {facts}", load_profile(pack(), facts), rng.randrange(2**32)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_every_reader_gets_a_document_that_holds_what_was_planned_and_nothing_twice(round_: int) -> None:
    for who, profile, seed in readers(round_):
        plan = make_plan(pack(), profile, seed=seed)
        document = realise(pack(), plan, confirmed=CONFIRMED)
        guard(document, contract(pack(), plan))
        picked = [pick.prompt for pick in plan.picks()]
        asked = [block.id for block in walk(document) if isinstance(block, Task) and block.kind == "prompt"]
        assert asked == picked, who
        counted = Counter(
            [
                *picked,
                *(name for session in plan.sessions for part in session.parts for name in part.exercises),
                *(name for session in plan.sessions for name in _moments(session)),
            ]
        )
        assert [name for name, times in counted.items() if times > 1] == [], who
        assert plan.replaced_by or plan.sessions, who
        keeps_the_dose(plan, who)


def _moments(session: object) -> Iterator[str]:
    yield from filter(None, (getattr(session, name) for name in ("settle", "action", "close")))


def keeps_the_dose(plan: Plan, who: str) -> None:
    """See that no session asks for more than the pack's dose, counted from pack.yaml's own numbers."""
    dose, profile = pack().dose, plan.reading
    minutes = profile.number("program.minutes") or dose.minutes
    asked_for = profile.number("program.sessions")
    gentle = [
        rule.highest_level for rule in dose.gentle if evaluate(rule.when, profile.__getitem__) is Truth.TRUE
    ]
    assert asked_for is None or len(plan.sessions) <= asked_for, who
    for session in plan.sessions:
        assert session.minutes == minutes, who
        reached = [row for row in dose.table if row.minutes <= minutes // len(session.parts)]
        row = reached[-1] if reached else dose.table[0]
        prompts = [pack().item(pick.prompt, Prompt) for part in session.parts for pick in part.picks]
        for part in session.parts:
            assert len(part.picks) <= row.prompts, who
            assert len(part.exercises) <= row.exercises, who
            levels = [pack().item(pick.prompt, Prompt).level for pick in part.picks]
            assert levels == sorted(levels), who
        deep = [prompt for prompt in prompts if prompt.level == 3]
        allowed = session.number >= dose.deep_from_session and minutes >= dose.deep_from_minutes
        assert len(deep) <= (dose.deep_most if allowed else 0), who
        assert all(prompt.level <= min(gentle, default=3) for prompt in prompts), who
        motifs = [prompt.motif for prompt in prompts if prompt.motif]
        assert len(motifs) == len(set(motifs)), who
        # A session is held for something: one that would be empty is left out.
        assert prompts or not session.parts[0].continued, who


def test_the_readers_are_as_different_as_they_should_be() -> None:
    """Most get a program, some a page instead; short and long, asked much and asked little."""
    plans = [make_plan(pack(), profile, seed=seed) for _, profile, seed in readers(0)]
    plans += [make_plan(pack(), profile, seed=seed) for _, profile, seed in readers(1)]
    plans += [make_plan(pack(), profile, seed=seed) for _, profile, seed in readers(2)]
    assert sum(not plan.replaced_by for plan in plans) > len(plans) // 2
    assert any(plan.replaced_by for plan in plans)
    assert len({len(plan.sessions) for plan in plans}) > 5
    assert any(plan.front_check for plan in plans)
    assert any(plan.appendix for plan in plans)
