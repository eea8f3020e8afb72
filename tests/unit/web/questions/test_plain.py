"""Conditions in the words of the questions."""

from __future__ import annotations

import pytest
from tests.support import bundled_pack, garden_pack

from rekindle_core import load_profile
from rekindle_core.content.model.condition import All, Any, AtLeast, AtMost, Condition, Has, Is, Not
from rekindle_core.planning.reasons import FactsAre, Needs, RemovedByTag, TooDeep
from rekindle_core.web.questions.plain import deciding_answers, missing_answers, plain_condition

HOURS = "“How many hours a week have you got?”:"
POND, SOIL = Is("pond", ("yes",)), Is("soil", ("clay", "unknown"))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (POND, "“Is there a pond?”: yes"),
        (SOIL, "“What is your soil like?”: heavy clay, or not known"),
        (Not(POND), "not so: “Is there a pond?”: yes"),
        (
            All((POND, SOIL)),
            "“Is there a pond?”: yes; and “What is your soil like?”: heavy clay, or not known",
        ),
        (
            Any((POND, AtLeast("hours", 3))),
            f"“Is there a pond?”: yes; or {HOURS} 3 or more",
        ),
        (AtMost("hours", 2), f"{HOURS} 2 or less"),
    ],
)
def test_a_condition_is_said_in_the_words_of_its_questions(condition: Condition, words: str) -> None:
    assert plain_condition(garden_pack(), condition) == words


def test_a_list_that_holds_something_is_said_alike() -> None:
    words = plain_condition(bundled_pack(), Has("boundary", ("blocked", "told-to-stop")))
    assert words == (
        "“Has the other person set a limit?”: blocked calls, messages or accounts, or said not to make contact"
    )


def test_what_decides_is_what_was_answered_and_what_is_missing_is_what_was_not() -> None:
    pack = garden_pack()
    profile = load_profile(pack, {"pond": "no"})
    needs = Needs(All((POND, SOIL)), FactsAre())
    assert deciding_answers(pack, needs, profile) == (("Is there a pond?", "no"),)
    assert missing_answers(pack, needs, profile) == ("What is your soil like?",)
    removed = RemovedByTag("water", ("pond",))
    assert deciding_answers(pack, removed, load_profile(pack, {"pond": "yes"})) == (
        ("Is there a pond?", "yes"),
    )
    assert missing_answers(pack, removed, profile) == ()
    assert deciding_answers(pack, TooDeep(3, 2), profile) == ()
