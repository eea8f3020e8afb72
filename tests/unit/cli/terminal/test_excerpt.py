"""The line of a fault, and the caret under its column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK
from wcwidth import iter_graphemes, wcswidth

from rekindle_core.cli.terminal.excerpt import excerpt, visible
from rekindle_core.diagnostics import Position


def shown(text: str, column: int, *, line: int = 1, width: int = 100) -> tuple[str, str] | None:
    """Return the excerpt of a place."""
    return excerpt(text.split("\n"), Position("f.yaml", line, column), width)


@pytest.mark.parametrize(
    ("line", "column", "above", "cells_before"),
    [
        ("title: x", 8, "title: x", 7),
        ("  title: x", 1, "  title: x", 0),
        ("名前: x", 5, "名前: x", 6),
        ("e\u0301e\u0301: x", 7, "e\u0301e\u0301: x", 4),
        ("👩‍👩‍👧: x", 8, "👩‍👩‍👧: x", 4),
        ("🇬🇧 x", 4, "🇬🇧 x", 3),
        ("नमस्ते: x", 9, "नमस्ते: x", None),
        ("\tx\ty", 4, "    x    y", 9),
        ("a \x1b[31mb", 8, "a ␛[31mb", 7),
        ("a\u202eb", 3, "a\ufffdb", 2),
        ("title: x   ", 9, "title: x", 8),
        # Past the end, as of what is missing there.
        ("title:", 40, "title:", 6),
    ],
)
def test_the_caret_stands_under_the_character(
    line: str, column: int, above: str, cells_before: int | None
) -> None:
    found = shown(line, column)
    assert found is not None
    assert found[0] == above
    assert found[1] == " " * (wcswidth(line[: column - 1]) if cells_before is None else cells_before) + "^"


@pytest.mark.parametrize(
    ("text", "line"), [("", 1), ("a\n   \n", 2), ("a\n", 2), ("a", 2), ("a", 99), ("a", 0)]
)
def test_where_there_is_nothing_to_show_nothing_is_shown(text: str, line: int) -> None:
    assert shown(text, 1, line=line) is None


def test_a_long_line_is_cut_on_both_sides_of_the_column() -> None:
    line = "".join(f"<{number:03}>" for number in range(100))
    assert shown(line, 1, width=30) == ("<000><001><002><003><004><0…", "^")
    assert shown(line, 251, width=30) == ("…048><049><050><051><052><05…", "          ^")
    assert shown(line, 501, width=30) == ("…4><095><096><097><098><099>", " " * 28 + "^")


def test_a_line_as_long_as_a_file_can_be_is_shown_as_fast_as_any() -> None:
    line = "名" * 700_000 + "{x}" + "e\u0301" * 500_000
    assert shown(line, 700_001, width=21) == ("…名名名{x}" + "e\u0301" * 9 + "…", " " * 7 + "^")


@given(
    st.lists(
        st.sampled_from(["a", "名", "e\u0301", "👩‍👩‍👧", " ", "\t", "\x07", "\u2066", "ß"]),
        min_size=1,
        max_size=80,
    ),
    st.integers(1, 90),
    st.integers(20, 60),
)
@QUICK
def test_whatever_the_line_the_caret_is_under_the_character_and_within_the_width(
    pieces: list[str], at: int, width: int
) -> None:
    line = "x" + "".join(pieces)
    column = len("x" + "".join(pieces[: at - 1])) + 1
    found = shown(line, column, width=width)
    assert found is not None
    above, caret = found
    assert wcswidth(above) <= width
    assert len(caret) <= width
    # What stands over the caret is what stands at the column.
    cells, over = 0, ""
    for grapheme in iter_graphemes(above):
        if cells == len(caret) - 1:
            over = grapheme
        cells += wcswidth(grapheme)
    expected = visible(pieces[at - 1]) if at <= len(pieces) else ""
    if expected.strip():
        assert over == expected[:1] if expected.startswith(" ") else over == expected


@given(st.text(st.characters(exclude_categories=())))
@QUICK
def test_what_is_shown_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    safe = visible(text)
    safe.encode()
    assert not {character for character in safe if character < " " or "\x7f" <= character <= "\x9f"}
