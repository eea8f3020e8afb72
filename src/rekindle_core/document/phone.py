"""Phone numbers: from a number as people write it to the address that dials it.

Input: a number, or a sentence in its place. Output: a `tel:` address, or nothing. Must not know: whose
number it is, or how it is shown.
"""

from __future__ import annotations

import re

_APART = r" \u00a0\u202f.\-\u2010\u2011\u2013"
_NUMBER = re.compile(rf"[{_APART}]*\+?[0-9(][0-9(){_APART}]*")
# The zero for calls within the country, after the country code: +49 (0)30.
_TRUNK_ZERO = re.compile(rf"((?:\+|00)[1-9][0-9]{{0,2}})[{_APART}]*\([{_APART}]*0[{_APART}]*\)")
_BETWEEN = re.compile(r"[^+0-9]")


def tel_url(number: str) -> str:
    """Return the `tel:` address that dials a number; empty for anything other than a number.

    A zero in brackets after a country code is for calls within the country, and is left out.

    >>> tel_url("+49 (0)30 123456"), tel_url("(020) 7946 0000"), tel_url("text HOME to 741741")
    ('tel:+4930123456', 'tel:02079460000', '')
    """
    if not _NUMBER.fullmatch(number) or not any(char.isdigit() for char in number):
        return ""
    return "tel:" + _BETWEEN.sub("", _TRUNK_ZERO.sub(r"\1", number.strip()))
