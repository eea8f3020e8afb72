"""A program's id: the same for the same input, whatever the day, and not to be computed from facts."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK, bundled_pack

from rekindle_core import UsageError, load_profile
from rekindle_core.planning.code import make_code, program_inputs
from rekindle_core.planning.identity import Identity
from rekindle_core.planning.make import plan_program

MINE, THEIRS = Identity(secret=b"m" * 32), Identity(secret=b"t" * 32)
DAY = dt.date(2027, 1, 4)
INNOCENT = {"country": "GB", "contact": "none", "client.name": "Sam", "partner.name": "Jules"}
GUESSES = [
    {**INNOCENT, "safety.afraid": afraid, "safety.abused": abused, "weeks_since": weeks}
    for afraid in ("yes", "no", "declined", "unknown")
    for abused in ("yes", "no", "declined", "unknown")
    for weeks in range(1, 41)
]
"""What somebody who knows all the rest would try: 640 profiles, one of them the true one."""


def test_the_id_stays_from_one_day_to_the_next_and_changes_with_everything_else() -> None:
    pack, profile = bundled_pack(), load_profile(bundled_pack(), INNOCENT)
    first = plan_program(pack, profile, date=DAY, identity=MINE).program_id
    assert re.fullmatch("[0-9a-hjkmnp-tv-z]{12}", first)
    assert plan_program(pack, profile, date=dt.date(2027, 2, 4), identity=MINE).program_id == first
    others = (
        plan_program(pack, load_profile(pack, {**INNOCENT, "contact": "open"}), date=DAY, identity=MINE),
        plan_program(pack, profile, seed=2, date=DAY, identity=MINE),
        plan_program(pack, profile, date=DAY, avoid={"space-saturday"}, identity=MINE),
        plan_program(pack, profile, date=DAY, identity=THEIRS),
    )
    assert len({first, *(plan.program_id for plan in others)}) == 5


def test_a_given_id_is_the_id_and_makes_the_same_plan_under_any_secret() -> None:
    pack, profile = bundled_pack(), load_profile(bundled_pack(), INNOCENT)
    plans = [
        plan_program(pack, profile, date=DAY, identity=Identity(given="2027-014", secret=secret))
        for secret in (b"", b"m" * 32)
    ]
    assert plans[0] == plans[1]
    assert plans[0].program_id == "2027-014"


@pytest.mark.parametrize(
    "text", [" ", "-a", "a-", "a b", "../x", "a/b", "é", "a" * 41, "a.b", "a\n", "CON:", "a\u200bb"]
)
def test_an_id_that_cannot_be_a_part_of_a_file_name_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        Identity(given=text)
    assert refused.value.code == "bad-id"
    assert "2027-014" in refused.value.hint


@QUICK
@given(st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9_-]{0,38}[A-Za-z0-9])?", fullmatch=True))
def test_every_id_of_the_form_that_the_message_names_is_taken(text: str) -> None:
    assert Identity(given=text).program_id("anything") == text


# ------------------------------------------------------------------ what they give away


def codes_and_ids(identity: Identity) -> list[tuple[str, str]]:
    """Return what the page and a file name show of each guess, under a secret."""
    pack, made = bundled_pack(), []
    for facts in GUESSES:
        inputs = program_inputs(pack, load_profile(pack, facts), 1, DAY, ())
        made.append((make_code(inputs, identity), identity.program_id(inputs.text)))
    return made


def test_who_has_the_page_or_the_id_and_no_secret_cannot_single_out_an_answer() -> None:
    """The attack: make each guess under one's own secret, and look which gives what the page shows.

    Of 640 guesses, as many agree with the true page as would by chance, and they hold yes as often as no.
    """
    true, tried = codes_and_ids(MINE), codes_and_ids(THEIRS)
    agreeing = sum(code == guess for (code, _) in true for (guess, _) in tried)
    # Each pair agrees with a chance of one in 1,024; the format, seed, date, pack and version always do.
    expected = len(true) * len(tried) / 1_024
    assert abs(agreeing - expected) < 5 * expected**0.5
    assert not {name for _, name in true} & {name for _, name in tried}
    itself = sum(code == guess for (code, _), (guess, _) in zip(true, tried, strict=True))
    assert itself <= 640 / 1_024 + 5, "the true profile is no likelier to agree than any other"


def test_what_of_a_code_depends_on_answers_is_ten_bits_and_the_check_character() -> None:
    codes = [code.replace("-", "") for code, _ in codes_and_ids(MINE)]
    varying = [at for at in range(20) if len({code[at] for code in codes}) > 1]
    assert varying == [17, 18, 19]
    # The last is computed from the others, and adds nothing to them.
    assert len({code[17:19] for code in codes}) == len({code[17:20] for code in codes})
    # No value is so much commoner than the rest that it would tell something.
    assert Counter(code[17:19] for code in codes).most_common(1)[0][1] <= 7
