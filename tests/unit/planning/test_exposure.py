"""Where somebody else could find what is made, a person confirms it first; a private screen needs no word."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from tests.support import CONFIRMED, bundled_pack, garden_pack

from rekindle_core import ConfirmationError, Document, load_profile, make_plan, realise

ANSWERS = ("yes", "no", "declined", "unknown")
UNSAFE = ("no", "declined")


def made(facts: Mapping[str, object], *confirmed: str, on_screen: bool = False) -> Document:
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, facts))
    return realise(pack, plan, confirmed=confirmed, on_screen=on_screen)


def refusal(facts: Mapping[str, object], *confirmed: str) -> ConfirmationError:
    with pytest.raises(ConfirmationError) as refused:
        made(facts, *confirmed)
    return refused.value


@pytest.mark.parametrize(("device", "paper", "afraid"), list(product(ANSWERS, ANSWERS, ("yes", "no"))))
def test_what_was_refused_or_replaced_is_to_be_confirmed_and_what_is_unknown_is_not(
    device: str, paper: str, afraid: str
) -> None:
    facts = {"safe_device": device, "may_print": paper, "safety.afraid": afraid}
    wanted = [
        *(["replaced-program"] if afraid == "yes" else []),
        *(["may-be-found"] if {device, paper} & set(UNSAFE) else []),
    ]
    made(facts, on_screen=True)
    made(facts, *wanted)
    if wanted:
        error = refusal(facts)
        assert (error.code, error.exit_code, error.names) == ("needs-confirmation", 1, tuple(wanted))
        assert error.name == wanted[0]
    else:
        made(facts)
    for left_out in wanted:
        others = [name for name in wanted if name != left_out]
        assert refusal(facts, *others).names == (left_out,)


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"safe_device": "no"}, "safe_device isn't answered “yes”"),
        ({"may_print": "declined"}, "may_print isn't answered “yes”"),
        ({"safe_device": "no", "may_print": "no"}, "safe_device and may_print aren't answered “yes”"),
        ({"safety.afraid": "yes"}, "A gate replaces the whole program"),
    ],
)
def test_the_error_says_what_to_look_at_and_both_ways_to_go_on(facts: dict[str, object], named: str) -> None:
    error = refusal(facts)
    assert named in error.message
    for said in ("who could find", "don't send or print", "agreed on it with the reader"):
        assert said in error.message
    assert "--output -" in error.hint
    assert all(f"--confirm {name}" in error.hint for name in error.names)


@pytest.mark.slow
def test_a_confirmation_leaves_no_trace() -> None:
    assert made({"safe_device": "yes"}, *CONFIRMED) == made({"safe_device": "yes"})
    assert made({"safe_device": "no"}, *CONFIRMED) == made({"safe_device": "no"}, on_screen=True)


def test_a_stop_is_to_be_confirmed_on_a_screen_too() -> None:
    facts = {"own_words.what_happened": "Then the police came."}
    with pytest.raises(ConfirmationError):
        made(facts, on_screen=True)


def test_a_pack_that_names_no_such_fact_asks_for_no_confirmation() -> None:
    pack = garden_pack()
    realise(pack, make_plan(pack, load_profile(pack, {"pond": "no"})))
