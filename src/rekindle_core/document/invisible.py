"""Characters that show nothing, wherever they stand in a text.

Comes in: a text. Goes out: the same text without them.
Must not know: what the text is for.

Python's `unicodedata` does not have the property, so the table is here. It is Default_Ignorable_Code_Point from
DerivedCoreProperties.txt of the Unicode Character Database (16.0.0; the list is the same since 6.3). Unassigned
code points of the property are part of it: they are reserved for characters that show nothing.
"""

from __future__ import annotations

import re

_RANGES = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian variation selectors and vowel separator
    (0x200B, 0x200F),  # zero width space, joiners, direction marks
    (0x202A, 0x202E),  # embeddings and overrides of direction
    (0x2060, 0x206F),  # word joiner, invisible operators, isolates
    (0x3164, 0x3164),  # Hangul filler
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # zero width no-break space
    (0xFFA0, 0xFFA0),  # halfwidth Hangul filler
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),  # shorthand format controls
    (0x1D173, 0x1D17A),  # musical format controls
    (0xE0000, 0xE0FFF),  # tags and variation selectors
)
_INVISIBLE = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES) + "]+")


def without_invisible(text: str) -> str:
    r"""Return text without the characters that Unicode says show nothing (Default_Ignorable_Code_Point).

    >>> without_invisible("po\u00adli\u200bce")
    'police'
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)
