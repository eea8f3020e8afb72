"""Characters that show nothing: exactly those of Unicode's list, and nothing else of a text is touched."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core.document.visible import without_invisible

# As DerivedCoreProperties.txt of Unicode 16.0.0 has them under Default_Ignorable_Code_Point.
LISTED = """
00AD
034F
061C
115F..1160
17B4..17B5
180B..180D
180E
180F
200B..200F
202A..202E
2060..2064
2065
2066..206F
3164
FE00..FE0F
FEFF
FFA0
FFF0..FFF8
1BCA0..1BCA3
1D173..1D17A
E0000
E0001
E0002..E001F
E0020..E007F
E0080..E00FF
E0100..E01EF
E01F0..E0FFF
"""


def listed() -> set[int]:
    """Return the code points of the list."""
    found: set[int] = set()
    for line in LISTED.split():
        first, _, last = line.partition("..")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_every_code_point_is_dropped_or_kept_as_unicode_lists_it() -> None:
    dropped = {code for code in range(sys.maxunicode + 1) if not without_invisible(chr(code))}
    assert dropped == listed()
    assert len(dropped) == 4174


@given(st.text(), st.lists(st.sampled_from(sorted(listed())).map(chr)))
@QUICK
def test_what_is_invisible_goes_and_the_rest_stays_in_order(text: str, invisible: list[str]) -> None:
    kept = "".join(char for char in text if ord(char) not in listed())
    assert without_invisible(text) == kept
    assert without_invisible("".join(invisible).join((text, text))) == kept * 2


@pytest.mark.parametrize("text", ["", "Zoë", "a b", "👍🏽", "שלום", "नमस्ते", "\N{BRAILLE PATTERN BLANK}"])
def test_text_without_any_is_as_it_was(text: str) -> None:
    assert without_invisible(text) == text
