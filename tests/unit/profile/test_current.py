"""What counts of a profile on a day: which answers expire, which never do, and what a plan then knows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK, SECRET, bundled_pack, garden_pack, in_words

from rekindle_core import load_profile, make_plan
from rekindle_core.content.model.expiry import Expiry
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import replace
from rekindle_core.planning.code import program_inputs
from rekindle_core.planning.plan import Answer
from rekindle_core.profile.current import current, find_asked, still_counting
from rekindle_core.profile.profile import Profile, SetAside

PACK = bundled_pack()
ASKED = dt.date(2027, 1, 4)
NO = {
    **dict.fromkeys(
        (
            "child_at_risk",
            "safety.afraid",
            "safety.abused",
            "safety.partner_afraid",
            "safety.self_harm",
            "safety.harm_others",
            "safety.threat_of_suicide_by_partner",
        ),
        "no",
    ),
    "safety.conduct": "none",
}


def read(**facts: object) -> Profile:
    return load_profile(PACK, {**NO, "contact": "none", **facts})


def asked(**facts: object) -> Profile:
    return read(**{"safety.asked_on": ASKED.isoformat(), "safety.asked_by": "KT", **facts})


def after(days: int) -> dt.date:
    return ASKED + dt.timedelta(days=days)


# --------------------------------------------------------------------------- what expires


def test_a_no_counts_for_thirty_days_and_is_unknown_on_the_next() -> None:
    for days, state in ((0, "current"), (30, "current"), (31, "expired"), (400, "expired"), (-1, "ahead")):
        now = current(PACK, asked(), after(days))
        assert now.asked is not None
        assert (now.asked.state, now.asked.days) == (state, days)
        assert set(now.asked.facts) == set(NO)
        for name in NO:
            lost = now.profile[name] is Missing.UNKNOWN
            assert lost is now.asked.lost is (state != "current")
            assert (now.profile.set_aside.get(name) is SetAside.EXPIRED) is lost
        assert now.profile["contact"] == "none"


@pytest.mark.parametrize("answer", ["yes", "declined"])
@pytest.mark.parametrize("fact", [name for name in NO if name != "safety.conduct"])
def test_what_made_a_gate_hold_never_expires(fact: str, answer: str) -> None:
    """Or time alone would open what a yes has closed."""
    profile = asked(**{fact: answer})
    fresh, old = (make_plan(PACK, profile, date=after(days)) for days in (0, 500))
    assert old.profile[fact] == fresh.profile[fact]
    held = {one.gate for one in fresh.gates if one.answer is Answer.HOLDS}
    assert held
    assert held <= {one.gate for one in old.gates if one.answer is Answer.HOLDS}


def test_an_act_never_expires() -> None:
    assert current(PACK, asked(**{"safety.conduct": ["choked"]}), after(500)).profile["safety.conduct"] == (
        "choked",
    )


@pytest.mark.slow
@QUICK
@given(
    st.dictionaries(st.sampled_from(list(NO)), st.sampled_from(["yes", "no", "unknown"])), st.integers(0, 99)
)
def test_an_older_program_never_lets_a_gate_go(answers: dict[str, str], days: int) -> None:
    given_ = {name: word for name, word in answers.items() if name != "safety.conduct"}
    verdicts = [make_plan(PACK, asked(**given_), date=after(old)).gates for old in (0, days)]
    rank = {Answer.PASSES: 0, Answer.ASKS: 1, Answer.HOLDS: 2}
    for fresh, old in zip(*verdicts, strict=True):
        assert rank[old.answer] >= rank[fresh.answer]


def test_expired_answers_take_drafts_away_and_bring_the_self_checks_back() -> None:
    well = {"their_answer": "none-yet", "boundary": "none", "weeks_since": 20}
    fresh, old = (make_plan(PACK, asked(**well), date=after(days)) for days in (30, 31))
    holds = {one.gate for one in old.gates if one.answer is Answer.HOLDS}
    assert "facts-unknown" in holds
    assert "facts-unknown" not in {one.gate for one in fresh.gates if one.answer is Answer.HOLDS}
    assert {"self-harm", "abused-or-afraid"} <= {gate for gate, _ in old.front_check.statements}  # type: ignore[union-attr]
    said = " ".join(in_words(one.reason) for one in old.gates)
    assert "safety.afraid is unknown (its answer has expired)" in said


def test_answers_that_do_not_fit_together_and_such_as_have_expired_are_told_beside_one_another() -> None:
    plan = make_plan(PACK, asked(contact="open", boundary=["told-to-stop"]), date=after(31))
    said = " ".join(in_words(one.reason) for one in plan.gates)
    assert plan.reading["contact"] == "none"
    assert "contact: open was read as none" in said
    assert "safety.afraid is unknown (its answer has expired)" in said


# --------------------------------------------------------------------------- without a date


def test_without_a_day_answers_count_and_it_is_told() -> None:
    now = current(PACK, read(), after(0))
    assert now.asked is not None
    assert (now.asked.state, now.asked.lost, now.asked.on) == ("undated", False, None)
    assert now.profile == read()
    declined = find_asked(PACK, read(**{"safety.asked_on": "declined"}), after(0))
    assert declined is not None
    assert declined.state == "undated"


def test_nothing_is_told_where_nothing_could_expire() -> None:
    facts = {"contact": "none", "safety.abused": "yes", "safety.asked_on": "2020-01-01"}
    assert find_asked(PACK, load_profile(PACK, facts), after(0)) is None
    assert find_asked(garden_pack(), load_profile(garden_pack(), {"pond": "no"}), after(0)) is None


# --------------------------------------------------------------------------- what a plan knows


def test_no_plan_knows_when_or_by_whom_questions_were_asked() -> None:
    for days in (0, 31):
        plan = make_plan(PACK, asked(), date=after(days))
        assert not {"safety.asked_on", "safety.asked_by"} & set(plan.profile.values)
        assert plan.asked is not None
        assert (plan.asked.on, plan.asked.by) == (ASKED, "KT")


def test_asking_again_changes_no_program() -> None:
    """The same answers, asked on another day by somebody else, make the same program with the same id."""
    first, again = asked(), asked(**{"safety.asked_on": "2027-01-20", "safety.asked_by": "Someone else"})
    one, other = (program_inputs(PACK, profile, 1, after(20), ()) for profile in (first, again))
    assert one == other
    assert one != program_inputs(PACK, first, 1, after(31), ())
    plans = [
        make_plan(PACK, profile, date=after(20), program_id=SECRET.hex()[:8]) for profile in (first, again)
    ]
    assert replace(plans[0], asked=None) == replace(plans[1], asked=None)


def test_a_profile_that_was_read_for_a_day_stays_as_it_is() -> None:
    once = current(PACK, asked(), after(99)).profile
    assert current(PACK, once, after(99)).profile == once


def test_an_interview_goes_on_without_what_has_expired() -> None:
    assert still_counting(PACK, asked(), after(30)) == asked()
    left = still_counting(PACK, asked(**{"safety.abused": "yes"}), after(31))
    assert dict(left.values) == {"contact": "none", "safety.abused": "yes"}


# --------------------------------------------------------------------------- any subject


def test_any_pack_can_say_what_expires() -> None:
    garden = garden_pack()
    facts = {name: fact for name, fact in garden.facts.items() if fact.kind in ("yes-no", "choices")}
    lists = next(fact for fact in facts.values() if fact.kind == "choices")
    first = next(iter(lists.values))
    pack = replace(
        garden,
        facts={**garden.facts, "looked": replace(PACK.facts["safety.asked_on"], name="looked")},
        expiry=Expiry(7, "looked", {lists.name: (first, "none")}),
    )
    for value, lost in ((first, True), ("none", True), (list(lists.values)[:2], False)):
        profile = load_profile(pack, {"looked": "2027-01-04", lists.name: value})
        now = current(pack, profile, after(8))
        assert (now.profile[lists.name] is Missing.UNKNOWN) is lost
