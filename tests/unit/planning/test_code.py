"""The code: it gives the seed back, tells which input differs, and notices most slips of the pen."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gardens import Case, cases
from tests.support import QUICK

from rekindle_core import UsageError, make_plan
from rekindle_core.planning.code import ALPHABET, CodeInputs, differences, make_code, read_seed
from rekindle_core.planning.rank import MOST_SEED

SEEDS = st.integers(0, MOST_SEED)
TEXTS = st.text(max_size=8)
INPUTS = st.builds(CodeInputs, SEEDS, TEXTS, TEXTS, TEXTS, TEXTS)
SAMPLES = [
    CodeInputs(
        seed * 7_919_113 % (MOST_SEED + 1), f"profile {seed}", f"pack {seed % 3}", f"day {seed}", "0.1"
    )
    for seed in range(60)
]
"""A fixed set of codes to count on: what holds for most slips is counted, not drawn."""


def recoded(code: str, fields: str) -> str:
    """Return a code that begins with other characters, its check character made good."""
    body = (fields + code.replace("-", "")[len(fields) :])[:-1]
    return next(body + last for last in ALPHABET if accepted(body + last))


def accepted(code: str) -> bool:
    try:
        read_seed(code)
    except UsageError as refused:
        return refused.code == "newer-format"
    return True


@QUICK
@given(INPUTS)
def test_the_seed_comes_back(inputs: CodeInputs) -> None:
    assert read_seed(make_code(inputs)) == inputs.seed


@pytest.mark.parametrize("seed", [0, 1, 31, 32, MOST_SEED])
def test_the_first_and_the_last_seed_come_back(seed: int) -> None:
    assert read_seed(make_code(CodeInputs(seed, "", "", "", ""))) == seed


@QUICK
@given(INPUTS)
def test_a_code_is_25_characters_in_groups_of_five(inputs: CodeInputs) -> None:
    groups = make_code(inputs).split("-")
    assert [len(group) for group in groups] == [5] * 5
    assert set("".join(groups)) <= set(ALPHABET)
    assert groups[0][0] == "1"


@QUICK
@given(INPUTS, st.randoms(use_true_random=False))
def test_how_a_code_is_typed_makes_no_difference(inputs: CodeInputs, rng: object) -> None:
    """Case, hyphens and spaces do not count; O is read as 0, and I and L as 1."""
    code = make_code(inputs)
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        f" {code} ",
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "o").replace("1", "l"),
    ):
        assert read_seed(typed) == inputs.seed
        assert differences(typed, inputs) == ()


def test_the_alphabet_has_no_letters_that_are_misread() -> None:
    assert sorted(set(string.digits + string.ascii_uppercase) - set(ALPHABET)) == ["I", "L", "O", "U"]
    assert len(ALPHABET) == len(set(ALPHABET)) == 32


# --------------------------------------------------------------------------- slips


@QUICK
@given(INPUTS, st.sampled_from(ALPHABET))
def test_a_slip_in_the_check_character_is_always_noticed(inputs: CodeInputs, wrong: str) -> None:
    code = make_code(inputs)
    assert accepted(code[:-1] + wrong) == (wrong == code[-1])


def test_of_all_other_single_slips_one_in_32_goes_unnoticed() -> None:
    """The check is five bits of a hash: a slip elsewhere escapes with a chance of one in 32, none for sure.

    Every one of the 24 × 31 slips of each of 60 codes is tried; what escapes is no more, and no less, than a
    fair hash lets through (within four standard deviations of the binomial).
    """
    tried = missed = 0
    for inputs in SAMPLES:
        code = make_code(inputs).replace("-", "")
        for at, right in enumerate(code[:-1]):
            for wrong in ALPHABET.replace(right, ""):
                tried += 1
                missed += accepted(code[:at] + wrong + code[at + 1 :])
    assert tried == 60 * 24 * 31
    expected, deviation = tried / 32, (tried * (1 / 32) * (31 / 32)) ** 0.5
    assert abs(missed - expected) < 4 * deviation


def test_of_all_neighbours_that_change_places_at_most_one_in_16_goes_unnoticed() -> None:
    swaps = [
        (code, at)
        for code in (make_code(inputs).replace("-", "") for inputs in SAMPLES)
        for at in range(24)
        if code[at] != code[at + 1]
    ]
    missed = sum(accepted(code[:at] + code[at + 1] + code[at] + code[at + 2 :]) for code, at in swaps)
    assert len(swaps) > 1_000
    assert missed / len(swaps) <= 1 / 16


@pytest.mark.parametrize(
    "typed", ["", "1", "x" * 24, "U" * 25, "é" * 25, "12345-12345-12345-12345-1234", "1" * 26, "ß" * 13]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    for read in (read_seed, lambda code: differences(code, SAMPLES[0])):
        with pytest.raises(UsageError) as refused:
            read(typed)
        assert refused.value.code == "bad-code"
        assert refused.value.hint


@QUICK
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed: str) -> None:
    accepted(typed)


def test_a_newer_format_is_refused_by_name() -> None:
    newer = recoded(make_code(SAMPLES[0]), "2")
    for read in (read_seed, lambda code: differences(code, SAMPLES[0])):
        with pytest.raises(UsageError) as refused:
            read(newer)
        assert refused.value.code == "newer-format"


def test_a_format_that_never_was_is_refused() -> None:
    code = make_code(SAMPLES[0])
    said = set()
    for last in ALPHABET:
        with pytest.raises(UsageError) as refused:
            read_seed(f"0{code[1:-1]}{last}")
        assert refused.value.code == "bad-code"
        said.add(refused.value.message.rpartition(" is ")[2])
    # One of them has the right check character, and is still none.
    assert said == {"mistyped.", "not a program's code."}


# --------------------------------------------------------------------------- what differs

FIELDS = ("seed", "profile", "pack", "inputs", "core")


def values(inputs: CodeInputs) -> dict[str, object]:
    return {name: getattr(inputs, name) for name in FIELDS}


@QUICK
@given(INPUTS, INPUTS, st.sets(st.sampled_from(FIELDS)))
def test_nothing_is_named_that_is_the_same(old: CodeInputs, new: CodeInputs, changed: set[str]) -> None:
    mixed = CodeInputs(**{name: getattr(new if name in changed else old, name) for name in FIELDS})
    named = differences(make_code(old), mixed)
    truly = {name for name in FIELDS if values(old)[name] != values(mixed)[name]}
    assert set(named) <= truly
    assert ("seed" in named) == ("seed" in truly)


@pytest.mark.parametrize("name", FIELDS)
def test_the_input_that_differs_is_named_and_no_other(name: str) -> None:
    new = CodeInputs(**{**values(SAMPLES[0]), name: 99 if name == "seed" else "something else"})
    assert differences(make_code(SAMPLES[0]), new) == (name,)
    assert new.digest != SAMPLES[0].digest


@pytest.mark.parametrize(("name", "characters"), [("profile", 8), ("pack", 4), ("inputs", 2), ("core", 2)])
def test_a_check_of_so_many_characters_misses_no_more_than_it_must(name: str, characters: int) -> None:
    """A change escapes with a chance of one in 32 for each character: told here for 2,000 changes."""
    code, old = make_code(SAMPLES[0]), values(SAMPLES[0])
    missed = sum(
        not differences(code, CodeInputs(**{**old, name: f"change {number}"})) for number in range(2_000)
    )
    expected = 2_000 / 32**characters
    assert missed <= expected + 4 * expected**0.5


@QUICK
@given(INPUTS, INPUTS)
def test_the_digest_tells_apart_what_a_code_may_not(first: CodeInputs, second: CodeInputs) -> None:
    assert (first == second) == (first.digest == second.digest)


@QUICK
@given(cases())
def test_a_plans_code_holds_its_seed(case: Case) -> None:
    assert read_seed(case.plan.code) == case.seed
    again = make_plan(case.pack, case.profile, seed=read_seed(case.plan.code))
    assert again.code == case.plan.code
    assert again.digest == case.plan.digest
