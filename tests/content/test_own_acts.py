"""Readers whose own acts are the matter read nothing of the other person's part, and of nothing that may come of it."""

from __future__ import annotations

import re

import pytest
from tests.content.pack import PACK
from tests.content.readers import facts_of_readers, given_with, lines, matches, program

from rekindle_core.content.model.step import Prompt

ACTS = [{"safety.conduct": [act]} for act in PACK.facts["safety.conduct"].values]
READERS = 24

# What such a reader once read, and how it is found. Jules is the other person.
THEIR_PART = {
    r"\bJules’s (?:part|side)\b": "Jules’s part is what she did, said or left undone.",
    r"\bown part and at\b": "Then look at your own part and at Jules’s, as a fair neighbor might.",
    r"\bJules (?:did|said|added|broke|hurt|ended)\b": "I named something Jules did, without guessing why.",
    r"\bhave gone without\b|\bwent without\b": "What may Jules have gone without?",
    r"\bunmet\b": "needs of mine that went unmet",
    r"\bdone to you\b": "What was done to you is another page, with limits of your own on it.",
    r"\bbroke(?:n)? your trust\b|\btrust was broken\b|\bbreach of trust\b": "Someone else’s choice broke your trust.",
    r"\bnot broken by you\b": "What was broken was not broken by you, and it is not yours to rebuild.",
    r"\btwo people had reasons\b": "Keep in mind that two people had reasons.",
    r"\bcame between\b|\bstood between\b": "Which of these came between you?",
    r"\bhard for Jules\b": "Recall a day that was hard for Jules, as you saw it then.",
    r"\bboth broke\b|\bboth of you broke\b": "Both of you broke trust.",
}
WHAT_MAY_COME = {
    r"\bclear answer\b": "When there is no clear answer",
    r"\bfriendship\b(?! picked up)|\bbe friends\b": "A bond may become a friendship.",
    r"\bmay become\b(?! calmer)": "It may become plain mutual respect.",
    r"\banother shape\b|\bother shapes?\b": "Leave room for another shape",
    r"\bcontact between you is welcome\b|\bgladly on both sides\b": "You are in touch, gladly on both sides.",
    r"\bhope that it can live\b": "Perhaps you hope that it can live again.",
    r"\bbefore you touch (?:it|the door)\b": "Otherwise be sure before you touch it.",
    r"\bif a reply arrives\b": "If a reply arrives, you can read it slowly.",
    r"\bjoke, a nickname\b|\bsome part of you came to life\b": "Between you and Jules, some part of you came to life.",
}
TAKEN_AWAY = frozenset(
    {"their-part", "open-answer", "draft", "sample-apology", "attempt", "contact", "meeting", "winning"}
)
LEAVE_HER_ALONE = {
    "space-without-news",
    "still-space-without-you",
}
"""The prompts about the other person that stay: they leave her days and her words to her."""


@pytest.mark.parametrize(("wording", "example"), [*THEIR_PART.items(), *WHAT_MAY_COME.items()])
def test_a_wording_is_found_by_its_pattern(wording: str, example: str) -> None:
    assert re.search(wording, example, re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.parametrize("fixed", [*ACTS, {"safety.partner_afraid": "yes"}], ids=str)
def test_nothing_is_about_the_other_persons_part_or_what_may_come(fixed: dict[str, object]) -> None:
    for seed, facts in enumerate(facts_of_readers(fixed, READERS)):
        plan, document = program(facts, seed)
        assert given_with(plan, TAKEN_AWAY) == set(), facts
        assert matches({**THEIR_PART, **WHAT_MAY_COME}, lines(document)) == [], facts


@pytest.mark.parametrize("fixed", [ACTS[0], {"safety.partner_afraid": "yes"}], ids=str)
def test_only_the_steps_on_ones_own_life_and_on_room_stay(fixed: dict[str, object]) -> None:
    for seed, facts in enumerate(facts_of_readers(fixed, READERS)):
        plan, _ = program(facts, seed)
        standing = {part.unit for session in plan.sessions for part in session.parts}
        assert standing & set(PACK.steps) <= {"yourself", "space"}, facts
        about_her = {pick.prompt for pick in plan.picks() if PACK.item(pick.prompt, Prompt).about == "them"}
        assert about_her <= LEAVE_HER_ALONE, facts


def test_no_prompt_written_for_them_is_about_the_other_person_or_the_two_of_them() -> None:
    gate = next(gate for gate in PACK.gates if gate.id == "own-conduct")
    for alternative in gate.alternatives:
        assert {prompt.about for prompt in alternative.unit.prompts} == {"self"}
        assert not alternative.unit.samples
