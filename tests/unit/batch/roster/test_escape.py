"""No cell that is written is a formula, and each is read back as what it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rekindle_core.batch.roster.escape import FORMULA, escaped, unescaped

TEXTS = st.text(st.sampled_from("=+-@'\t\r\nab"), max_size=6) | st.text()


@given(TEXTS)
def test_a_cell_never_begins_a_formula_and_comes_back_as_it_was(text: str) -> None:
    assert not escaped(text).startswith(FORMULA)
    assert unescaped(escaped(text)) == text


@given(TEXTS)
def test_a_text_that_begins_none_is_written_as_it_is(text: str) -> None:
    if not text.lstrip("'").startswith(FORMULA):
        assert escaped(text) == text == unescaped(text)
