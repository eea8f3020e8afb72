"""Whether a text shows anything: characters that leave no mark on a page are no name and no heading.

Comes in: a text. Goes out: yes or no; the text itself stays as it is.
Must not know: whose text it is.
"""

from __future__ import annotations

import re
import unicodedata

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
)
"""What a program that has no picture for it leaves out, as the inside of a regular expression's brackets.

It is Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties.txt, 17.0), up to
U+FFFF: soft hyphen, zero-width space, joiners, the fillers of Hangul, variation selectors and the like.
"""

BLANK = "\u2800\ufff9-\ufffb"
"""What Unicode counts among symbols and format characters, and no font draws: the Braille cell without dots,
and the marks around an annotation."""

_NOTHING = re.compile(
    rf"[\s{IGNORABLE}{BLANK}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# Controls, halves of surrogate pairs, and what stands for no character.
_NONE = {"Cc", "Cs", "Cn"}


def shows_something(text: str) -> bool:
    r"""Return whether a reader sees anything of a text.

    >>> shows_something("Zoë"), shows_something("\u200b\u3164 ")
    (True, False)
    """
    return any(unicodedata.category(char) not in _NONE for char in _NOTHING.sub("", text))
