"""Which way words run: those of somebody else's script, and those that hold both."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle_core import isolated, overall_direction, set_apart

GREETING = "صباح النور"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        (f"{GREETING} as the first words of the day", "ltr"),
        (f"Ya {GREETING} ليلى", "rtl"),
        (GREETING, ""),
        ("Good morning", ""),
        (f"Good morning, she says, {GREETING}", ""),
        ("שלום abcd", ""),
        ("12 – 34", ""),
        ("", ""),
    ],
)
def test_where_the_first_letter_would_mislead_most_of_them_tell_the_direction(
    text: str, direction: str
) -> None:
    assert overall_direction(text) == direction


@given(st.text(st.sampled_from("abנע 1.")))
def test_the_direction_is_that_of_most_letters_or_left_to_the_first(text: str) -> None:
    kinds = [kind for kind in map(unicodedata.bidirectional, text) if kind in "LR"]
    found = {"ltr": "L", "rtl": "R", "": kinds[0] if kinds else ""}[overall_direction(text)]
    assert 2 * kinds.count(found) >= len(kinds)


def test_what_is_set_apart_keeps_its_direction_inside() -> None:
    assert isolated(GREETING) == f"\u2068{GREETING}\u2069"
    assert set_apart(f"{GREETING}, she said often.", right_to_left=False)[0] == "\u2066"
    assert set_apart("Alex", right_to_left=False) == "Alex"
