"""Text as PDF writes it down, read whatever is in it.

Input: the bytes of a text string. Output: text. Must not know: files, or fields.

Programs write a string with a byte for each letter, or as UTF-16 or UTF-8 with a mark in front (ISO 32000-2, 7.9.2.2).
What isn't a text in its own encoding becomes U+FFFD; nothing is an error.
"""

from __future__ import annotations

import codecs
import re

from rekindle_pdf.pdf_file import PDFDOC_LETTERS

_MARKS = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))
_LANGUAGE = re.compile("\x1b[a-zA-Z]{2,8}\x1b")
"""What UTF-16 may hold to say in which language the text goes on."""
_LINE_END = re.compile("\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_LETTERS = "".join(map(chr, range(0x18))) + PDFDOC_LETTERS[0x18:]


def decoded(written: bytes) -> str:
    r"""Return the text of a string: lines end with a line feed, and other controls are left out.

    >>> decoded(b"\xfe\xff\x00h\x00\xe9\x00\r\x00!")
    'hé\n!'
    >>> decoded(b"\x84 it")
    '— it'
    """
    if written.isascii() and (plain := written.decode()).isprintable():
        return plain
    for mark, encoding in _MARKS:
        if written.startswith(mark):
            text = _LANGUAGE.sub("", written[len(mark) :].decode(encoding, "replace"))
            break
    else:
        text = codecs.charmap_decode(written, "replace", _LETTERS)[0]
    return _CONTROL.sub("", _LINE_END.sub("\n", text))
