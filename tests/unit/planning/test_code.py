"""The code: it gives seed and date back, tells what differs but never a fact, and notices most slips of the pen."""

from __future__ import annotations

import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gardens import Case, cases
from tests.support import QUICK

from rekindle_core import UsageError, make_plan
from rekindle_core.frozen import replace
from rekindle_core.planning.code import ProgramInputs, differences, make_code, read_code
from rekindle_core.planning.identity import ALPHABET, Identity
from rekindle_core.planning.rank import MOST_SEED

SEEDS = st.integers(0, MOST_SEED)
TEXTS = st.text(max_size=8)
INPUTS = st.builds(
    ProgramInputs, SEEDS, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), st.dates(), TEXTS
)
IDENTITIES = st.builds(Identity, secret=st.binary(min_size=32, max_size=32)) | st.builds(
    Identity, given=st.text(string.ascii_letters + string.digits, min_size=1, max_size=12)
)
MINE = Identity(secret=b"m" * 32)
FIRST_DAY = dt.date(2027, 1, 4)
SAMPLES = [
    ProgramInputs(
        seed * 7_919_113 % (MOST_SEED + 1),
        f"profile {seed}",
        f"pack {seed % 3}",
        (),
        FIRST_DAY + dt.timedelta(days=seed),
        "0.1",
    )
    for seed in range(60)
]
"""A fixed set of codes to count on: what holds for most slips is counted, not drawn."""
OF_FORMAT_1 = "10000-001QF-WET92-6FSEG-RAMHV"
"""A code that an earlier version printed, with the seed 1."""


def recoded(code: str, fields: str) -> str:
    """Return a code that begins with other characters, its check character made good."""
    body = (fields + code.replace("-", "")[len(fields) :])[:-1]
    return next(body + last for last in ALPHABET if accepted(body + last))


def accepted(code: str) -> bool:
    try:
        read_code(code)
    except UsageError as refused:
        return refused.code == "newer-format"
    return True


@QUICK
@given(INPUTS, IDENTITIES)
def test_seed_and_date_come_back(inputs: ProgramInputs, identity: Identity) -> None:
    read = read_code(make_code(inputs, identity))
    assert (read.seed, read.date) == (inputs.seed, inputs.date)


@pytest.mark.parametrize("seed", [0, 1, 31, 32, MOST_SEED])
@pytest.mark.parametrize("date", [dt.date.min, dt.date(1970, 1, 1), dt.date.max])
def test_the_first_and_the_last_come_back(seed: int, date: dt.date) -> None:
    read = read_code(make_code(ProgramInputs(seed, "", "", (), date), MINE))
    assert (read.seed, read.date) == (seed, date)


@QUICK
@given(INPUTS, IDENTITIES)
def test_a_code_is_20_characters_in_groups_of_five(inputs: ProgramInputs, identity: Identity) -> None:
    groups = make_code(inputs, identity).split("-")
    assert [len(group) for group in groups] == [5] * 4
    assert set("".join(groups)) <= set(ALPHABET)
    assert groups[0][0] == "2"


@QUICK
@given(INPUTS, IDENTITIES)
def test_how_a_code_is_typed_makes_no_difference(inputs: ProgramInputs, identity: Identity) -> None:
    """Case, hyphens and spaces do not count; O is read as 0, and I and L as 1."""
    code = make_code(inputs, identity)
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        f" {code} ",
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "o").replace("1", "l"),
    ):
        assert read_code(typed).seed == inputs.seed
        assert differences(typed, inputs, identity) == ()


def test_the_alphabet_has_no_letters_that_are_misread() -> None:
    assert sorted(set(string.digits + string.ascii_uppercase) - set(ALPHABET)) == ["I", "L", "O", "U"]
    assert len(ALPHABET) == len(set(ALPHABET)) == 32


# --------------------------------------------------------------------------- slips


@QUICK
@given(INPUTS, st.sampled_from(ALPHABET))
def test_a_slip_in_the_check_character_is_always_noticed(inputs: ProgramInputs, wrong: str) -> None:
    code = make_code(inputs, MINE)
    assert accepted(code[:-1] + wrong) == (wrong == code[-1])


def test_of_all_other_single_slips_one_in_32_goes_unnoticed() -> None:
    """The check is five bits of a hash: a slip elsewhere escapes with a chance of one in 32, none for sure.

    Every one of the 18 × 31 slips of each of 60 codes is tried, but those in the first character, which tells
    the format; what escapes is no more, and no less, than a fair hash lets through (within four standard
    deviations of the binomial). A slip may also make a date that there is not.
    """
    tried = missed = 0
    for inputs in SAMPLES:
        code = make_code(inputs, MINE).replace("-", "")
        for at, right in list(enumerate(code))[1:-1]:
            for wrong in ALPHABET.replace(right, ""):
                tried += 1
                missed += accepted(code[:at] + wrong + code[at + 1 :])
    assert tried == 60 * 18 * 31
    expected, deviation = tried / 32, (tried * (1 / 32) * (31 / 32)) ** 0.5
    assert expected * 0.9 - 4 * deviation < missed < expected + 4 * deviation


def test_of_all_neighbours_that_change_places_at_most_one_in_16_goes_unnoticed() -> None:
    swaps = [
        (code, at)
        for code in (make_code(inputs, MINE).replace("-", "") for inputs in SAMPLES)
        for at in range(19)
        if code[at] != code[at + 1]
    ]
    missed = sum(accepted(code[:at] + code[at + 1] + code[at] + code[at + 2 :]) for code, at in swaps)
    assert len(swaps) > 800
    assert missed / len(swaps) <= 1 / 16


@pytest.mark.parametrize(
    "typed", ["", "1", "x" * 19, "U" * 20, "é" * 20, "22345-12345-12345-1234", "2" * 21, "ß" * 13, "1" * 20]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    for read in (read_code, lambda code: differences(code, SAMPLES[0], MINE)):
        with pytest.raises(UsageError) as refused:
            read(typed)
        assert refused.value.code == "bad-code"
        assert refused.value.hint


@QUICK
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed: str) -> None:
    accepted(typed)


def test_a_newer_format_is_refused_by_name() -> None:
    newer = recoded(make_code(SAMPLES[0], MINE), "3")
    for read in (read_code, lambda code: differences(code, SAMPLES[0], MINE)):
        with pytest.raises(UsageError) as refused:
            read(newer)
        assert refused.value.code == "newer-format"


@pytest.mark.parametrize("fields", ["0", f"2{'0' * 12}", f"2{'0' * 7}ZZZZZ"])
def test_a_format_or_a_day_that_never_was_is_refused(fields: str) -> None:
    body = (fields + make_code(SAMPLES[0], MINE).replace("-", "")[len(fields) :])[:-1]
    said = set()
    for last in ALPHABET:
        with pytest.raises(UsageError) as refused:
            read_code(body + last)
        assert refused.value.code == "bad-code"
        said.add(refused.value.message.rpartition("” ")[2])
    # One of them has the right check character, and is still none.
    assert said == {"has a typo.", "isn't a valid program code."}


def test_a_code_that_an_earlier_version_printed_still_gives_its_seed() -> None:
    read = read_code(OF_FORMAT_1)
    assert (read.seed, read.date) == (1, None)
    assert differences(OF_FORMAT_1, replace(SAMPLES[0], seed=1), MINE) == ("version",)
    with pytest.raises(UsageError, match="has a typo"):
        read_code(f"{OF_FORMAT_1[:-1]}W")


# --------------------------------------------------------------------------- what differs

OTHERS: dict[str, tuple[str, object]] = {
    "seed": ("seed", 99),
    "pack": ("pack", "another pack"),
    "version": ("version", "99.0"),
    "date": ("date", dt.date(1999, 1, 1)),
    "profile": ("something else", "another profile"),
    "avoid": ("something else", ("a-prompt",)),
}
"""For each input, what its difference is called, and another value."""


@pytest.mark.parametrize("name", OTHERS)
def test_what_differs_is_named_and_a_fact_never_is(name: str) -> None:
    called, other = OTHERS[name]
    new = replace(SAMPLES[0], **{name: other})
    assert differences(make_code(SAMPLES[0], MINE), new, MINE) == (called,)


def test_another_id_or_another_machine_is_something_else() -> None:
    code = make_code(SAMPLES[0], MINE)
    for other in (Identity(secret=b"n" * 32), Identity(given="2027-014")):
        assert differences(code, SAMPLES[0], other) == ("something else",)


@QUICK
@given(INPUTS, st.sets(st.sampled_from(sorted(OTHERS))))
def test_nothing_is_named_that_is_the_same(old: ProgramInputs, changed: set[str]) -> None:
    new = replace(old, **{name: OTHERS[name][1] for name in changed})
    named = differences(make_code(old, MINE), new, MINE)
    assert set(named) <= {OTHERS[name][0] for name in changed}
    assert ("seed" in named) == (old.seed != new.seed)
    assert ("date" in named) == (old.date != new.date)


@pytest.mark.parametrize(("name", "bits"), [("profile", 10), ("pack", 10), ("version", 10)])
def test_a_check_of_ten_bits_misses_no_more_than_it_must(name: str, bits: int) -> None:
    """A change escapes with a chance of one in 1,024: told here for 4,000 changes."""
    code = make_code(SAMPLES[0], MINE)
    missed = sum(
        not differences(code, replace(SAMPLES[0], **{name: f"change {number}"}), MINE)
        for number in range(4_000)
    )
    expected = 4_000 / 2**bits
    assert missed <= expected + 4 * expected**0.5


@QUICK
@given(cases())
def test_a_plans_code_makes_it_again(case: Case) -> None:
    read = read_code(case.plan.code)
    assert read.seed == case.seed
    assert read.date is not None
    again = make_plan(case.pack, case.profile, seed=read.seed, date=read.date)
    assert again == make_plan(case.pack, case.profile, seed=case.seed, date=case.plan.date)
