"""Cleaning what people type, once, when it is read; from then on it is data and is never touched again.

A name must not change silently. So anyone who reads text from outside first refuses what `no_character` finds;
what cleaning does to the rest leaves every visible character as it was.
"""

from __future__ import annotations

import re
import unicodedata

from rekindle_core.frozen import Frozen

# Controls become spaces, so that words they were between stay apart. What overrides or isolates
# direction is dropped: it could make a line read as what it does not say.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Halves of surrogate pairs, and the 66 code points that Unicode calls noncharacters.
_NO_CHARACTER = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


class NoCharacter(Frozen):
    """A code point that isn't a character: where it is in a text, and what is wrong and what to do in words."""

    at: int
    code: int

    @property
    def message(self) -> str:
        """What is wrong, to come after what contains it."""
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

    Python reads a byte that is not UTF-8 as U+DC80 to U+DCFF (PEP 383): in words of the command line, for
    instance.
    """
    found = _NO_CHARACTER.search(text)
    return NoCharacter(found.start(), ord(found[0])) if found else None


def clean_text(text: str) -> str:
    r"""Return text in NFC, on one line, without controls, direction overrides or characters that are none.

    >>> clean_text("Alex\r\nBcc: x")
    'Alex Bcc: x'
    """
    text = _NO_CHARACTER.sub("", _DIRECTION.sub("", _CONTROL.sub(" ", text)))
    return " ".join(unicodedata.normalize("NFC", text).split())
