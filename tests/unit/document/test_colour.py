"""Colours that can be read."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rekindle_core.document.colour
from rekindle_core import readable
from rekindle_core.document.colour import contrast

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_the_examples_hold() -> None:
    assert doctest.testmod(rekindle_core.document.colour).failed == 0


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#ffffff", "#777777", 4.48),
        ("#ffffff", "#767676", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#000000", "#0000ff", 2.44),
    ],
)
def test_contrast_is_what_other_tools_say(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


@given(COLOURS, COLOURS)
def test_any_colour_becomes_readable_on_any_ground(colour: str, ground: str) -> None:
    shown = readable(colour, ground)
    assert contrast(shown, ground) >= 4.5
    assert readable(shown, ground) == shown


@given(COLOURS)
def test_no_more_is_changed_than_has_to_be(colour: str) -> None:
    shown = readable(colour, "#ffffff")
    if contrast(colour, "#ffffff") >= 4.5:
        assert shown == colour
    else:
        # A step of a byte is all that rounding may cost.
        assert contrast(shown, "#ffffff") < 4.5 * 1.03
