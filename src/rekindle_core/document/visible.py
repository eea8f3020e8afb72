"""Characters that leave no mark on a page: whether a text shows anything without them, and the text without them.

Input: a text. Output: yes or no, or the same text without them.
Must not know: whose text it is, or what it is for.

Python's `unicodedata` doesn't have this property, so the table is here.
"""

from __future__ import annotations

import re
import unicodedata

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
)
"""Characters that a program without a glyph for them leaves out, as the inside of a regular expression's brackets.

It is Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties.txt, 17.0), up to
U+FFFF: soft hyphen, zero-width space, joiners, the fillers of Hangul, variation selectors and others.
"""

BLANK = "\u2800\ufff9-\ufffb"
"""Symbols and format characters that no font draws: the Braille cell without dots, and annotation marks."""

_BEYOND = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
"""The rest of the property: shorthand and musical format controls, tags and variation selectors."""

_INVISIBLE = re.compile(f"[{IGNORABLE}{_BEYOND}]+")
_NOTHING = re.compile(rf"[\s{IGNORABLE}{BLANK}{_BEYOND}]+")
# Control characters and halves of surrogate pairs. Unassigned characters may be letters in a newer Unicode
# version.
_NONE = {"Cc", "Cs"}


def shows_something(text: str) -> bool:
    r"""Return whether a text shows anything to a reader.

    >>> shows_something("Zoë"), shows_something("\u200b\u3164 ")
    (True, False)
    """
    return any(unicodedata.category(char) not in _NONE for char in _NOTHING.sub("", text))


def without_invisible(text: str) -> str:
    r"""Return text without the characters that show nothing according to Unicode (Default_Ignorable_Code_Point).

    >>> without_invisible("po\u00adli\u200bce")
    'police'
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)
