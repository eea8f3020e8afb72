"""Cleaning typed text once, when it is read; from then on it is data and is never changed.

A name must not change silently. So every reader of text from outside first rejects what `no_character` finds;
cleaning the rest changes no visible character.
"""

from __future__ import annotations

import re
import unicodedata

from rekindle_core.frozen import Frozen

# Control characters become spaces, so that the words around them stay apart. Characters that override or
# isolate direction are dropped, because they could make a line appear to say something else.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Halves of surrogate pairs, and the 66 code points that Unicode calls noncharacters.
_NO_CHARACTER = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


class NoCharacter(Frozen):
    """A code point that isn't a character: its position in a text, and messages about the fault and what to do."""

    at: int
    code: int

    @property
    def message(self) -> str:
        """The fault, worded to follow the name of what contains it."""
        if 0xDC80 <= self.code <= 0xDCFF:
            return f"contains the byte 0x{self.code - 0xDC00:02X}, which is not UTF-8"
        what = "half of a surrogate pair" if 0xD800 <= self.code <= 0xDFFF else "a noncharacter"
        return f"contains U+{self.code:04X}, which isn't a character ({what})"

    @property
    def hint(self) -> str:
        """What to do."""
        if 0xDC80 <= self.code <= 0xDCFF:
            return "convert the text to UTF-8, for example with `iconv -f latin1 -t utf-8`."
        return "write the character that was meant, or delete it."


def no_character(text: str) -> NoCharacter | None:
    """Return the first code point of a text that isn't a character, or None.

    Python reads a byte that is not UTF-8 as U+DC80 to U+DCFF (PEP 383), for example in command-line
    arguments.
    """
    found = _NO_CHARACTER.search(text)
    return NoCharacter(found.start(), ord(found[0])) if found else None


def clean_text(text: str) -> str:
    r"""Return text in NFC, on one line, without control characters, direction overrides or noncharacters.

    >>> clean_text("Alex\r\nBcc: x")
    'Alex Bcc: x'
    """
    text = _NO_CHARACTER.sub("", _DIRECTION.sub("", _CONTROL.sub(" ", text)))
    return " ".join(unicodedata.normalize("NFC", text).split())
