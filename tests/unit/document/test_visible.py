"""What shows something on a page, held to the tables of the Unicode Character Database that Python has."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core.document.visible import shows_something


def test_every_letter_digit_and_mark_of_writing_shows_something() -> None:
    fillers = {"\u115f", "\u1160", "\u3164", "\uffa0"}
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if char in fillers or unicodedata.category(char)[0] not in "LNPS" or char == "\u2800":
            continue
        assert shows_something(char), ascii(char)


def test_every_space_control_and_joiner_shows_nothing() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cc", "Cs"):
            assert not shows_something(char), ascii(char)


@pytest.mark.parametrize(
    "char",
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200d\u200f\u202e\u2060\u2063\u2066\u2800\u3164\ufe0f\ufeff\uffa0"
    "\ufff9\U0001bca0\U0001d173\U000e0001\U000e0041\U000e01ef",
    ids=ascii,
)
def test_what_fonts_draw_nothing_for_shows_nothing(char: str) -> None:
    assert not shows_something(char)
    assert not shows_something(f" {char}{char}\n")
    assert shows_something(f"a{char}")


@QUICK
@given(st.text(), st.text())
def test_a_text_shows_something_if_a_part_of_it_does(first: str, second: str) -> None:
    assert shows_something(first + second) == (shows_something(first) or shows_something(second))
