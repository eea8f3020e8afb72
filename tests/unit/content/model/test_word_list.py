"""Word lists: texts as the lists are written, with the place of every character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core.content.model.word_list import as_listed, plain_quotes
from rekindle_core.document.visible import without_invisible


def test_quotes_and_hyphens_are_plain_and_nothing_invisible_is_left() -> None:
    assert as_listed("‘no\u2011c\u00adontact’ — n\u2010o")[0] == "'no-contact' — n-o"


@given(st.text(st.one_of(st.sampled_from("ab’\u00ad\u200b\u2011"), st.characters(exclude_categories=["Cs"]))))
@QUICK
def test_every_character_knows_its_place(text: str) -> None:
    plain, at = as_listed(text)
    assert len(plain) == len(at)
    assert list(at) == sorted(set(at))
    for char, index in zip(plain, at, strict=True):
        assert char in {plain_quotes(text[index]), "-"}
    assert [text[index] for index in at] == list(without_invisible(text))
