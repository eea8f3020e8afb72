"""Cleaning what people type, once, when it is read; from then on it is data and is never touched again."""

from __future__ import annotations

import re
import unicodedata

# Controls become spaces, so that words they stood between stay apart. What overrides or isolates
# direction is dropped: it could make a line read as what it does not say.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNASSIGNED = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean_text(text: str) -> str:
    r"""Return text in NFC, on one line, without controls, direction overrides or characters that are none.

    >>> clean_text("Alex\r\nBcc: x")
    'Alex Bcc: x'
    """
    text = _UNASSIGNED.sub("", _DIRECTION.sub("", _CONTROL.sub(" ", text)))
    return " ".join(unicodedata.normalize("NFC", text).split())
