"""A program's id: its name outside its pages, which reveals nothing about its reader.

File names, email headers, browser storage and saved answers all contain the id, and someone who sees one of
them must not learn what the program was made from. So an id is either a text that someone chose, or a message
authentication code of the input with a secret: without the secret, nobody can compute the id of a guessed
profile and compare. A plain hash would let them try every profile.

Source: H. Krawczyk, M. Bellare, R. Canetti, HMAC: Keyed-Hashing for Message Authentication, RFC 2104, 1997.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's digits of base 32: no I, L, O or U to misread."""

_GIVEN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}[A-Za-z0-9])?")
_LENGTH = 12
"""Characters of a computed id, five bits each: the odds that two of a million programs share one are 1 to 2 million."""


class Identity(Frozen):
    """The source of a program's id: `given` is the id itself; otherwise it is computed with `secret`."""

    given: str = ""
    secret: bytes = b""

    def __post_init__(self) -> None:
        if self.given and not _GIVEN.fullmatch(self.given):
            message = f"The id “{self.given[:60]}” cannot be used."
            hint = (
                "an id has 1 to 40 letters A to Z, digits, - and _, and begins and ends with a letter or digit, "
                "such as 2027-014."
            )
            raise UsageError(message, code="bad-id", hint=hint)

    def program_id(self, inputs: str) -> str:
        """Return the id of the program with this input, without the date."""
        return self.given or keyed_digits(self.secret, f"id\0{inputs}", _LENGTH).lower()

    def check(self, inputs: str, width: int) -> str:
        """Return a check of the input, with this many digits.

        Only someone with the secret or the given id can compute it.
        """
        return keyed_digits(self.given.encode() or self.secret, f"check\0{inputs}", width)


UNNAMED = Identity(given="unnamed")
"""For plans that are only compared with others, and never leave the process."""


def keyed_digits(key: bytes, text: str, width: int) -> str:
    """Return this many base 32 digits of HMAC-SHA256, five bits each."""
    number = int.from_bytes(hmac.digest(key, text.encode(), hashlib.sha256), "big")
    return digits(number, width)


def digits(number: int, width: int) -> str:
    """Return the last digits of a number in base 32."""
    found = []
    for _ in range(width):
        number, digit = divmod(number, len(ALPHABET))
        found.append(ALPHABET[digit])
    return "".join(reversed(found))


def value(text: str) -> int:
    """Return the number for base 32 digits."""
    number = 0
    for digit in text:
        number = number * len(ALPHABET) + ALPHABET.index(digit)
    return number
