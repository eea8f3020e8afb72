"""What a reader wrote that a person has to look at: what stops, what does not, and what settles it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.content.own_words import HARMLESS, STOPS
from tests.support import FORMATS, bundled_pack, fold, in_words

from rekindle_core import Document, load_profile, make_plan, realise, realise_for_counselor, render
from rekindle_core.planning.reasons import FactIs, FactsAre
from rekindle_core.profile.profile import Profile, SetAside
from rekindle_core.profile.stopped import find_halts, stopped_facts

PACK = bundled_pack()
FACT = "own_words.what_happened"
NAMED = {"partner.name": "Priya Shah", "partner.pronouns": "she/her"}
DAY = dt.date(2027, 1, 4)


def read(text: str, **facts: object) -> Profile:
    return load_profile(PACK, {**NAMED, FACT: text, **facts})


@pytest.mark.parametrize("sentence", STOPS)
def test_a_sentence_that_tells_of_force_stops(sentence: str) -> None:
    assert find_halts(PACK, read(sentence))


@pytest.mark.parametrize("sentence", HARMLESS)
def test_a_sentence_with_such_words_about_something_else_does_not(sentence: str) -> None:
    assert not find_halts(PACK, read(sentence))


def test_a_name_counts_only_as_the_profile_gives_it() -> None:
    assert find_halts(PACK, read("I pushed Priya."))
    assert not find_halts(PACK, load_profile(PACK, {FACT: "I pushed Priya."}))
    ze = {**dict.fromkeys(PACK.language.cases, "ze"), "them": "zir", "number": PACK.language.classes[0]}
    own = {"partner.pronouns": ze, FACT: "I pushed zir."}
    assert find_halts(PACK, load_profile(PACK, own))


@pytest.mark.parametrize(
    ("sentence", "settles", "does_not"),
    [
        ("I choked her.", {"safety.conduct": ["choked"]}, {"safety.conduct": ["checked-phone"]}),
        ("I hit him.", {"safety.conduct": ["hit-or-pushed"]}, {"boundary": ["legal-order"]}),
        ("I made him have sex.", {"safety.conduct": ["forced-sex"]}, {"safety.conduct": ["choked"]}),
        ("I locked her in.", {"safety.conduct": ["kept-from-leaving"]}, {"safety.partner_afraid": "yes"}),
        ("She blocked me in March.", {"boundary": ["blocked"]}, {"boundary": ["none"]}),
        ("He told me to leave her alone.", {"boundary": ["told-to-stop"]}, {"boundary": ["space-requested"]}),
        ("There is a restraining order.", {"boundary": ["legal-order"]}, {"boundary": ["blocked"]}),
    ],
)
def test_words_stop_until_the_profile_says_what_was_done(
    sentence: str, settles: dict[str, object], does_not: dict[str, object]
) -> None:
    assert find_halts(PACK, read(sentence, **does_not))
    assert not find_halts(PACK, read(sentence, **settles))


def test_no_fact_settles_words_of_weapons_and_of_dying() -> None:
    every_act = {"safety.conduct": list(PACK.facts["safety.conduct"].values), "boundary": ["legal-order"]}
    for sentence in ("I kept the gun in the car.", "I could kill him."):
        assert find_halts(PACK, read(sentence, **every_act))


# --------------------------------------------------------------------------- never quoted

SECRET_WORDS = "I strangled her in Zebulon Street."


def _rendered(document: Document) -> str:
    return "".join(
        artifact.data.decode("utf-8", "replace")
        for name in FORMATS
        if name in ("text", "html", "markdown", "json")
        for artifact in render(document, name)
    )


@pytest.mark.slow
def test_words_that_stopped_a_build_are_never_quoted_whatever_was_done_to_go_on() -> None:
    """Whether an act was recorded or somebody asked: no page, the counselor's included, repeats them."""
    shape = {"program.sessions": 52, "program.minutes": 60, "safe_device": "yes", "may_print": "yes"}
    shape |= {"weeks_since": 30, "rumination": "no"}
    for more in ({}, {"safety.conduct": ["choked"]}):
        for fact in (FACT, "own_words.what_i_miss"):
            profile = load_profile(PACK, {**NAMED, **shape, fact: SECRET_WORDS, **more})
            plan = make_plan(PACK, profile, date=DAY)
            document = realise(PACK, plan, confirmed=("own-words=2027-01-04",))
            for_counselor = _rendered(realise_for_counselor(PACK, plan))
            # Unless the profile says what was done, the counselor's pages tell what to do; the client's never do.
            assert ("talk with the client alone" in fold(for_counselor)) == (not more)
            assert "talk with the client alone" not in fold(_rendered(document))
            said = _rendered(document) + for_counselor
            assert "Zebulon" not in said
            assert "strangle" not in said
            assert plan.profile.set_aside == {fact: SetAside.STOPPED}
            assert [one.item for one in plan.decisions if in_words(one.reason).count("Zebulon")] == []


def test_other_own_words_are_quoted_as_before() -> None:
    """What stops and what does not differ in this alone, so that the test above can fail."""
    shape = {"program.sessions": 52, "program.minutes": 60, "safe_device": "yes", "may_print": "yes"}
    facts = {
        **NAMED,
        **shape,
        "weeks_since": 30,
        "rumination": "no",
        "legal_case": "no",
        "own_words.may_quote": "yes",
    }
    profile = load_profile(PACK, {**facts, "own_words.what_i_miss": "The swings in Zebulon Street."})
    plan = make_plan(PACK, profile, date=DAY)
    assert "Zebulon" in _rendered(realise(PACK, plan))


def test_explanations_say_that_a_text_is_not_used() -> None:
    missed = "own_words.what_i_miss"
    plan = make_plan(PACK, load_profile(PACK, {**NAMED, missed: SECRET_WORDS}), date=DAY)
    said = " ".join(in_words(one.reason) for one in plan.decisions)
    assert f"{missed} is not used until someone has read it" in said
    assert in_words(FactsAre((FactIs(FACT, None, set_aside=SetAside.STOPPED),))).startswith(FACT)


def test_a_text_without_such_words_is_left_as_it_is() -> None:
    assert not stopped_facts(PACK, read("We grew apart."))
    assert stopped_facts(PACK, read("He hit me.", **{"safety.conduct": ["hit-or-pushed"]})) == {FACT}
