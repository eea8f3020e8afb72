"""Whoever was told to stop or no, is blocked, has an order, or had no reply reads nothing that opens it again."""

from __future__ import annotations

import re

import pytest
from tests.content.pack import PACK
from tests.content.readers import facts_of_readers, given_with, lines, matches, program

NO = [
    {"boundary": ["told-to-stop"]},
    {"boundary": ["blocked"]},
    {"boundary": ["legal-order"]},
    {"boundary": ["space-requested", "blocked", "told-to-stop"]},
    {"their_answer": "said-no"},
    {"their_answer": "said-no", "contact": "living-together", "boundary": "none"},
    {"unanswered_attempts": 2},
    {"unanswered_attempts": 1, "contact": "none"},
]
READERS = 24

# What such a reader once read, and how it is found. Jules is the other person.
OPENS_IT_AGAIN = {
    r"\bmay have answered\b|\bleave it unsaid\b": "Jules may have answered, or may leave it unsaid.",
    r"\bclear answer\b": "When there is no clear answer",
    r"\bmay become (?:a friendship|plain)\b": "A bond may become a friendship.",
    r"\banother shape\b|\bother shapes\b": "To be open to another shape serves you better.",
    r"\brealistically possible\b": "What is realistically possible now depends on what each of you wants.",
    r"\bmay need room to think\b": "Jules may need room to think and to feel.",
    r"\bmay be slipping\b": "When something dear may be slipping away, the hand wants to close.",
    r"\bhear or don’t hear\b|\bdepend on what I hear\b": "My plans for the month do not depend on what I hear.",
    r"\bturn out with Jules\b": "These stay yours, however things turn out with Jules.",
    r"\bbecomes of the two of (?:us|you)\b": "I would want it whatever becomes of the two of us.",
    r"\bone that you guess\b": "Beneath it, put one that you guess.",
    r"\bhope (?:may come along|knocks)\b": "Hope may come along as a guest.",
    r"\bwondering about the answer\b": "How much of today went to wondering about the answer?",
    r"\bset down the question\b": "For one day you set down the question.",
    r"\basking about the answer\b": "Some object at home keeps asking about the answer.",
    r"\bhow things stand takes up room\b": "Wondering how things stand takes up room.",
    r"\btime of year is it there\b": "Picture this bond as a garden. What time of year is it there?",
    r"\ba shape you could live with\b": "Describe a shape you could live with, every limit kept.",
    r"\bbetween you may not mend\b": "Something between you may not mend.",
    r"\bit may not come\b": "It may not come. You would still be someone whose word holds.",
    r"\bgets to see it\b": "It may be that Jules never gets to see it.",
    r"\bnow or for a long while\b": "You may not hear how Jules is, now or for a long while.",
    r"\band may stay so\b": "A message of yours lies unanswered, and may stay so.",
    r"\bif a reply arrives\b": "If a reply arrives, you can read it slowly.",
    r"\bit can be answered\b": "It was sent, it can be answered, and it needs nothing added.",
    r"\bbefore you touch (?:it|the door)\b": "Otherwise be sure before you touch it.",
    r"\bsays that something draws you\b": "That says that something draws you.",
    r"\buntil then they can be thought\b": "Until then they can be thought through here.",
    r"\bwho set it lift it\b": "It is kept every day, until those who set it lift it.",
    r"\bcontact between you is welcome\b|\bgladly on both sides\b": "You are in touch, gladly on both sides.",
    r"\bhope that it can live\b": "Perhaps you hope that it can live again.",
    r"\bor it may be open\b|\bopen question\b": "An answer may have been given, or it may be open.",
    r"\bhome may become\b|\bmight take in a year\b": "What this home may become",
    r"\bboth of you are freely there\b": "If both of you are freely there, and stay, that too is an answer.",
    r"\bneed not be Jules\b": "Name a person to call when the pull is strong. It need not be Jules.",
    r"\bends a chapter\b": "A novel about two people ends a chapter.",
}
TAKEN_AWAY = frozenset(
    {
        "open-answer",
        "attempt",
        "contact",
        "draft",
        "follow-up",
        "hint",
        "gift",
        "visit",
        "go-between",
        "winning",
        "meeting",
    }
)


@pytest.mark.parametrize(("wording", "example"), OPENS_IT_AGAIN.items())
def test_a_wording_is_found_by_its_pattern(wording: str, example: str) -> None:
    assert re.search(wording, example, re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.parametrize("fixed", NO, ids=str)
def test_nothing_opens_it_again(fixed: dict[str, object]) -> None:
    for seed, facts in enumerate(facts_of_readers(fixed, READERS)):
        plan, document = program(facts, seed)
        assert given_with(plan, TAKEN_AWAY) == set(), facts
        assert matches(OPENS_IT_AGAIN, lines(document)) == [], facts


@pytest.mark.slow
def test_an_answer_that_may_still_come_is_written_about_for_those_who_wait_for_one() -> None:
    """What is taken away here is there for others: otherwise these tests would look for nothing."""
    tagged = {item.id for item in PACK.items.values() if "open-answer" in item.offer.tags}
    given: set[str] = set()
    waiting = {"boundary": "none", "their_answer": "none-yet", "unanswered_attempts": 0, "contact": "open"}
    well = {
        "safety.conduct": "none",
        "safety.partner_afraid": "no",
        "ended_by": "partner",
        "breakups_before": 2,
    }
    for seed, facts in enumerate(facts_of_readers({**waiting, **well}, READERS)):
        plan, _ = program(facts, seed)
        given |= given_with(plan, frozenset({"open-answer"}))
    assert len(given & tagged) > len(tagged) // 2
