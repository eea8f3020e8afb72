"""Stops of the bundled pack: each word holds in whatever form it is typed, and nothing holds without it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import QUICK, bundled_pack

from rekindle_core import load_profile
from rekindle_core.profile.stopped import find_halts

FACT = "own_words.what_happened"
(STOP,) = bundled_pack().stops
NAMED = {"partner.name": "Priya", "partner.pronouns": "she/her"}
WORDS = st.sampled_from(STOP.all_words).map(
    lambda word: word.replace("{partner}", "Priya").replace("{partner.them}", "her").replace("…", "then")
)
DASHES = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Pd"]
IGNORABLES = [*"\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u2060\ufe0f\ufeff\U000e0041"]
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
ENDINGS = st.text("abcdefghijklmnopqrstuvwxyz", max_size=6)
# None of these words, nor any of their endings, is near one of the pack’s words or of its harmless phrases.
AROUND = st.lists(
    st.sampled_from(["we", "went", "round", "walks", "“it’s”", "naïve", "—", "*so*", "1"]), max_size=4
)


def holds(text: str) -> bool:
    """Return whether a reader's own words stop the bundled pack."""
    pack = bundled_pack()
    return bool(find_halts(pack, load_profile(pack, {**NAMED, FACT: text})))


@st.composite
def typed(draw: st.DrawFn) -> str:
    """A word of the pack as somebody might type it: case, width, dashes, and what nobody sees."""
    chars: list[str] = []
    for char in draw(WORDS):
        if char == "*":
            chars.append(draw(ENDINGS))
        elif char in " -":
            chars.append(draw(st.sampled_from([" ", "-", "_", "  ", "\u00a0", *DASHES])))
        elif char == "'":
            chars.append(draw(st.sampled_from(["'", "’", "ʼ", ""])))
        else:
            char = draw(st.sampled_from([char, char.upper(), char.translate(WIDE), f"{char}\u0332"]))
            chars.append(char)
        chars.append(draw(st.text(st.sampled_from(IGNORABLES), max_size=2)))
    mark = draw(st.sampled_from(["", "_", "**", "“", "(", "-"]))
    return draw(st.text(st.sampled_from(IGNORABLES), max_size=2)) + mark + "".join(chars) + mark


@pytest.mark.slow
@settings(QUICK, max_examples=400)
@given(typed(), AROUND, AROUND)
def test_every_word_stops_however_it_is_typed(word: str, before: list[str], after: list[str]) -> None:
    assert holds(" ".join((*before, word, *after)))


@pytest.mark.slow
@settings(QUICK, max_examples=200)
@given(WORDS, st.data())
def test_a_dash_inside_of_a_word_hides_nothing(word: str, data: st.DataObject) -> None:
    word = word.replace("*", "")
    at = data.draw(st.integers(1, len(word) - 1))
    if word[at - 1].isalnum() and word[at].isalnum():
        word = f"{word[:at]}{data.draw(st.sampled_from(DASHES))}{word[at:]}"
    assert holds(f"We talked, {word}, and slept.")


@QUICK
@given(AROUND, AROUND, st.lists(st.sampled_from([*IGNORABLES, *DASHES]), max_size=3))
def test_the_same_text_without_the_word_does_not(
    before: list[str], after: list[str], signs: list[str]
) -> None:
    assert not holds(" ".join(("We", *before, *signs, *after)))
