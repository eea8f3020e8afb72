"""No page supposes what the reader's answers deny: children, one roof, whose trust was broken, contact, a yes.

And what readers get in the first weeks, or while their thoughts circle, sends them into no scene of the past.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.content.pack import ALTERNATIVES, PACK, STEPS, lines_of
from tests.content.readers import facts_of_readers, lines, program

from rekindle_core.content.model.step import Prompt

READERS = 12
NO_LIMIT: dict[str, Any] = {"boundary": "none", "unanswered_attempts": 0, "safety.partner_afraid": "no"}
IN_TOUCH = {
    **NO_LIMIT,
    "safety.conduct": "none",
    "contact": "open",
    "their_answer": "open",
    "ended_by": "both",
}

DENIED: dict[str, tuple[dict[str, Any], str]] = {
    "there are no children": (
        {"children": "no"},
        r"\bchildren (?:carry|bring|who)|\bno child\b|\bthe children\b|other (?:home|house)\b|hand(?:off|over)s?\b",
    ),
    "they live under one roof": (
        {**NO_LIMIT, "safety.conduct": "none", "contact": "living-together", "their_answer": "open"},
        r"way home of our own|the urge to make contact, or|other home\b",
    ),
    "they keep away": (
        {"contact": "none", "boundary": ["blocked"], "ended_by": "partner"},
        r"under one roof(?! is| and)|still going on|You and Jules are in touch",
    ),
    "the partner broke trust": (
        {"trust_broken_by": "partner", "causes": ["broken-trust"]},
        r"If it was (?:you|both)|If your own trust|If you broke it|You broke something",
    ),
    "the reader broke trust": (
        {"trust_broken_by": "client", "causes": ["broken-trust"]},
        r"If it was (?:Jules|both)|If your own trust|Your trust was broken",
    ),
    "trust was not what came between them": (
        {"causes": ["grew-apart"], "trust_broken_by": "unknown"},
        r"If your own trust was broken|What did the harm comes to an end",
    ),
    "they are in touch": (
        IN_TOUCH,
        r"small first words|(?:Where|If) there has been no contact|without any contact is behind|no contact at present",
    ),
    "it has ended": ({"ended_by": "partner"}, r"It may have cooled, or gone quiet|have not parted\.$"),
    "it has not ended, and is quiet": (
        {"ended_by": "not-ended", "unanswered_attempts": 2, "contact": "none"},
        r"You are together|enjoy in each other these|goes by itself between|subject between you could|shared habit",
    ),
    "the reader has done nothing that frightens": (
        {"safety.conduct": "none", "safety.partner_afraid": "yes", "contact": "none"},
        r"What you did(?:, you stop| was)|things you did|what you did can you|out loud what you did",
    ),
    "there is no yes": (
        {"their_answer": "none-yet", "contact": "open", **NO_LIMIT},
        r"One part of this step is about time together|is open to trying|Have you had no such yes",
    ),
    "the answer is no, at home": (
        {**NO_LIMIT, "safety.conduct": "none", "contact": "living-together", "their_answer": "said-no"},
        r"may have been given|stay, that too is an answer|open question|without any clear answer|said so far",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("denied", DENIED)
def test_no_line_supposes_what_the_answers_deny(denied: str) -> None:
    fixed, pattern = DENIED[denied]
    wrong = re.compile(pattern)
    for seed, facts in enumerate(facts_of_readers(fixed, READERS)):
        plan, document = program(facts, seed)
        assert not plan.replaced_by
        found = [line for line in lines(document) if wrong.search(line)]
        assert found == [], facts


# --------------------------------------------------------------------------- level 1

REPLAYS = re.compile(
    r"^(?:Return|Go back) to\b|\bplay back\b|turned sour|went off course|talk (?:\w+ ){0,4}went wrong|did it turn\b"
    r"|At which bend|(?:those|that) (?:days|day|evening)s? (?:come|comes) back|Which word was it|get stuck\?"
    r"|where the distance|tended to go wrong|that you kept to yourself|later on (?:one|spent)"
    r"|^Think of (?:an argument|one time when things|something you said)\b|turned into an argument|broke trust, what",
    re.IGNORECASE,
)


def test_no_prompt_of_level_1_searches_or_goes_back_into_a_scene() -> None:
    units = (*STEPS, *ALTERNATIVES)
    found = [
        (variant.id, text)
        for unit in units
        for prompt in unit.prompts
        if prompt.level == 1
        for variant in prompt.variants
        for text in (" ".join(lines_of(variant.prose)),)
        if REPLAYS.search(text)
    ]
    assert found == []


def test_what_replays_is_there_for_readers_whose_thoughts_do_not_circle() -> None:
    """The pattern finds such prompts: they have another level."""
    deeper = [one for unit in STEPS for one in unit.prompts if one.level > 1]
    found = [
        one.id for one in deeper if any(REPLAYS.search(" ".join(lines_of(v.prose))) for v in one.variants)
    ]
    assert "understand-own-part" in found
    assert len(found) >= 4


@pytest.mark.slow
@pytest.mark.parametrize("early", [{"rumination": "yes"}, {"weeks_since": 2}], ids=str)
def test_who_ruminates_or_parted_weeks_ago_is_asked_about_today(early: dict[str, Any]) -> None:
    for seed, facts in enumerate(facts_of_readers({"rumination": "no", "weeks_since": 20, **early}, READERS)):
        plan, document = program(facts, seed)
        assert {PACK.item(pick.prompt, Prompt).level for pick in plan.picks()} <= {1}
        assert [line for line in lines(document) if REPLAYS.search(line)] == []


# --------------------------------------------------------------------------- messages

LEFT_OPEN = re.compile(
    r"no (?:need|answer|reply)|nothing to answer|don’t (?:have|need) to|don’t owe|don’t feel that you|unanswered",
    re.IGNORECASE,
)
PRESSES = re.compile(
    r"\?|\bif (?:I|you)\b|\bas my answer\b|\bagain\b|\bsecond\b|\bextra\b|\bmiss\b|\blove\b|\bsorry\b|\bchanged?\b"
    r"|\blighthouse|\bwait|\bchild",
    re.IGNORECASE,
)


def test_each_message_is_one_plain_line_that_is_easy_to_leave_unanswered() -> None:
    samples = PACK.steps["reopen"].samples
    assert len(samples) >= 5
    for sample in samples:
        (said,) = lines_of(sample.text)
        assert len(said.split()) <= 22, sample.id
        assert LEFT_OPEN.search(said), sample.id
        assert not PRESSES.search(said), sample.id
