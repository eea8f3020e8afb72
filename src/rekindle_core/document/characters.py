"""Characters that a text format can contain: no controls, and nothing that reorders the text around it.

Input: a text of a Document. Output: the same text, safe for a line of a file. Must not know: any
format's markup.

Text that someone typed is data: it can't break a line, move a terminal's cursor, or reorder the text beside
it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

# Any white space except the no-break kinds, which keep words on one line.
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: invisible, and able to reorder the text after them."""


def on_one_line(text: str) -> str:
    r"""Return text without control characters, on one line, and valid as UTF-8.

    Args:
        text: Words of a Document.

    >>> on_one_line("a\r\nBcc: b\x1b[2J")
    'a Bcc: b[2J'
    """
    if text.isprintable() and "  " not in text:
        return text
    text = _SPACES.sub(" ", text)
    if text.isprintable():
        return text
    kept = (
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) == "Cs" else char
        for char in text
        if unicodedata.category(char) != "Cc"
    )
    return "".join(kept)


def overall_direction(text: str) -> Literal["ltr", "rtl", ""]:
    """Return the direction of most letters in a text, if its first letter has the other; otherwise empty.

    Programs use the first letter (UAX #9, P2 and P3), so an English sentence that begins with an Arabic word
    would run from right to left as a whole.

    >>> overall_direction("صباح النور, the first words of the day")
    'ltr'
    >>> overall_direction("صباح النور")
    ''
    """
    if text.isascii():
        return ""
    strong = [
        kind in ("R", "AL") for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")
    ]
    from_right = sum(strong)
    from_left = len(strong) - from_right
    if from_left == from_right or strong[0] is (from_right > from_left):
        return ""
    return "rtl" if from_right > from_left else "ltr"


_ISOLATES = {
    "ltr": "\N{LEFT-TO-RIGHT ISOLATE}",
    "rtl": "\N{RIGHT-TO-LEFT ISOLATE}",
    "": "\N{FIRST STRONG ISOLATE}",
}


def isolated(text: str) -> str:
    """Return words between marks that isolate their direction from the surrounding text."""
    return f"{_ISOLATES[overall_direction(text)]}{text}\N{POP DIRECTIONAL ISOLATE}"


def set_apart(text: str, *, right_to_left: bool) -> str:
    r"""Return typed words, on one line, between isolates if their direction differs from the page's.

    The marks are invisible, but some programs show a box for them, so a name in the page's own direction has
    none.

    Args:
        text: A `Datum`'s text.
        right_to_left: Whether the page is in a script such as Hebrew's.

    A number to dial is isolated too, because its groups of digits would be in the opposite order.

    >>> set_apart("Zoë", right_to_left=False)
    'Zoë'
    >>> set_apart("116 123", right_to_left=True)
    '\u2068116 123\u2069'
    """
    text = _TURNING.sub("", on_one_line(text))
    kinds = set(map(unicodedata.bidirectional, text))
    if right_to_left:
        in_groups = "EN" in kinds and len(kinds) > 1 and kinds.isdisjoint(("R", "AL"))
        against = "L" in kinds or in_groups
    else:
        against = not kinds.isdisjoint(("R", "AL", "AN"))
    return isolated(text) if against else text
