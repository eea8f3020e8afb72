"""Numbers to dial: what is dialled is what a caller from abroad or from within would press."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle_core import tel_url


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("116 123", "tel:116123"),
        ("020 7946 0000", "tel:02079460000"),
        ("(020) 7946 0000", "tel:02079460000"),
        ("(555) 010-1234", "tel:5550101234"),
        ("+49 (0)30 1234567", "tel:+49301234567"),
        ("+49(0)30-1234567", "tel:+49301234567"),
        ("+49 ( 0 ) 30 1234567", "tel:+49301234567"),
        ("0049 (0)30 1234567", "tel:0049301234567"),
        ("+44 (0) 20 7946 0000", "tel:+442079460000"),
        ("+353-(0)1-234 5678", "tel:+35312345678"),
        # In Italy the zero stays, and nobody sets it in brackets.
        ("+39 06 1234567", "tel:+39061234567"),
        ("(0)30 1234567", "tel:0301234567"),
        ("+1 (800) 555 0100", "tel:+18005550100"),
        ("+44\u00a020\u202f7946\u20110000", "tel:+442079460000"),
        ("1-800-HELP", ""),
        ("text HOME to 741741", ""),
        ("112 / 999", ""),
        ("(", ""),
        ("", ""),
        ("12;ext=3", ""),
    ],
)
def test_a_number_is_dialled_as_it_is_meant(number: str, url: str) -> None:
    assert tel_url(number) == url


@given(st.text("+0123456789 ()-./x\u00a0\n", max_size=20))
def test_an_address_holds_nothing_but_digits(number: str) -> None:
    url = tel_url(number)
    assert not url or url[4:].removeprefix("+").isdigit()
