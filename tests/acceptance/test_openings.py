"""Read aloud, a program does not begin its prompts alike: twenty readers, as different as life, start to end.

Each row is a reader; facts that are not named are not known.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import CONFIRMED, bundled_pack

from rekindle_core import Task, load_profile, make_plan, plain_blocks, realise, walk

IN_A_ROW = 2
READERS: dict[str, dict[str, Any]] = {
    "nothing known": {},
    "just left": {"ended_by": "partner", "weeks_since": 2, "contact": "none", "boundary": "none"},
    "left months ago": {
        "ended_by": "partner",
        "weeks_since": 30,
        "contact": "logistics-only",
        "children": "yes",
    },
    "left them": {"ended_by": "client", "weeks_since": 12, "their_answer": "unsure", "contact": "open"},
    "both ended it": {"ended_by": "both", "weeks_since": 52, "contact": "none", "unanswered_attempts": 0},
    "drifting": {"ended_by": "not-ended", "contact": "living-together", "causes": ["grew-apart"]},
    "under one roof": {"ended_by": "partner", "contact": "living-together", "shared_home": "yes"},
    "broke trust": {"causes": ["broken-trust"], "trust_broken_by": "client", "contact": "open"},
    "was betrayed": {"causes": ["broken-trust"], "trust_broken_by": "partner", "weeks_since": 8},
    "both broke it": {"causes": ["broken-trust", "communication"], "trust_broken_by": "both"},
    "told to stop": {"boundary": ["told-to-stop"], "contact": "none"},
    "an order": {"boundary": ["legal-order"], "children": "yes", "legal_case": "yes"},
    "room asked for": {"boundary": ["space-requested"], "weeks_since": 7, "contact": "none"},
    "no answer": {"unanswered_attempts": 3, "contact": "none", "weeks_since": 10},
    "a no": {"their_answer": "said-no", "weeks_since": 40, "low_mood": "yes"},
    "somebody new": {"new_partner": "partner", "weeks_since": 26, "shared_work": "yes"},
    "open to it": {"their_answer": "open", "contact": "open", "boundary": "none", "weeks_since": 16},
    "own acts": {"safety.conduct": ["checked-phone", "turned-up"], "weeks_since": 9},
    "a boss of theirs": {"authority": "partner-over-reader", "shared_work": "yes", "weeks_since": 30},
    "a long silence": {"weeks_since": 150, "contact": "none", "their_answer": "none-yet"},
    "thoughts in circles": {"rumination": "yes", "causes": ["unmet-needs"], "breakups_before": 3},
    "a boss": {"authority": "reader-over-partner", "shared_work": "yes", "causes": ["circumstance"]},
}
SHAPES = (
    {},
    {"program.sessions": 5, "program.minutes": 60},
    {"program.sessions": 27, "program.minutes": 30},
    {"program.minutes": 5, "program.sessions": 30},
)


def openings(facts: dict[str, Any], seed: int) -> list[str]:
    """Return the first two words of each prompt, in the order of reading."""
    pack = bundled_pack()
    document = realise(pack, make_plan(pack, load_profile(pack, facts), seed=seed), confirmed=CONFIRMED)
    prompts = (block for block in walk(document) if isinstance(block, Task) and block.kind == "prompt")
    return [" ".join(plain_blocks(prompt.body).casefold().split()[:2]) for prompt in prompts]


def too_many(said: list[str]) -> list[str]:
    return [said[at] for at in range(IN_A_ROW, len(said)) if len(set(said[at - IN_A_ROW : at + 1])) == 1]


def test_there_are_twenty_readers() -> None:
    assert len(READERS) >= 20


@pytest.mark.slow
@pytest.mark.parametrize(
    "shape", SHAPES, ids=lambda shape: "-".join(map(str, shape.values())) or "as-it-comes"
)
@pytest.mark.parametrize("name", READERS)
def test_no_more_than_two_prompts_in_a_row_begin_alike(name: str, shape: dict[str, Any]) -> None:
    for seed in (1, 2):
        said = openings({**READERS[name], **shape}, seed)
        assert len(said) > 4
        assert too_many(said) == []


def test_three_alike_would_be_found() -> None:
    assert too_many(["think of", "think of", "think of", "which hour"]) == ["think of"]
    assert too_many(["think of", "think of", "which hour", "think of"]) == []
