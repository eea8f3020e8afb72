"""The password of a file: from the environment, typed in the terminal or, if necessary, from the option.

Input: the option `password`. Output: the password. Must not know: how a file is locked.
"""

from __future__ import annotations

import os
import stringprep
import sys
import unicodedata
from collections.abc import Callable
from getpass import getpass

from rekindle_core import UsageError

_FROM = "env:"
_MOST_BYTES = 127
"""Programs cut a longer password off, each in its own way, and then none opens the file (ISO 32000-2, 7.6.4.3.3)."""
# What no password may contain: controls, private letters, halves of pairs, marks of direction and tags (RFC 4013, 2.3),
# and what was no character in the Unicode of that time.
_NOT_TYPED = (
    stringprep.in_table_a1,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)


def read_password(given: str, warn: Callable[[str], None]) -> str:
    """Return a password.

    Args:
        given: `ask`, to have it typed twice, unseen; `env:NAME`, to take it from an environment variable;
            anything else is the password itself; nothing leaves the file open.
        warn: Receives a sentence about anything unwise.

    Raises:
        UsageError: Nobody can be asked, the two differ, the variable is empty, or programs that open a PDF
            would not agree on the password.
    """
    return _prepared(_taken(given, warn))


def _taken(given: str, warn: Callable[[str], None]) -> str:
    if given == "ask":
        return _ask()
    if given.startswith(_FROM):
        name = given.removeprefix(_FROM)
        if not (password := os.environ.get(name, "")):
            raise _fault(f"The environment variable {name or '(without a name)'} contains no password.")
        return password
    if given:
        warn(
            "A password on the command line stays in the shell's history; password=ask prompts for it "
            "without showing it."
        )
    return given


def _ask() -> str:
    if not sys.stdin.isatty():
        raise _fault("A password can only be typed in a terminal.")
    password = getpass("Password for the PDF: ")
    if not password:
        raise _fault("No password was given.")
    if getpass("Repeat the password: ") != password:
        raise _fault("The two passwords are different.")
    return password


def _prepared(password: str) -> str:
    """Return a password in the one form in which every program that opens PDFs reads it.

    Some programs normalize what is typed first (SASLprep), others use it unchanged. Only a password that is
    the same in both opens the file everywhere.

    Source: SASLprep (RFC 4013), which ISO 32000-2 asks for; stringprep (RFC 3454).
    """
    # An é of two characters, as some keyboards and files have it, is the é that others type.
    password = unicodedata.normalize("NFC", password)
    for number, char in enumerate(password, start=1):
        if any(table(char) for table in _NOT_TYPED):
            what = (
                "a line break or another control character"
                if ord(char) < 32
                else "one that not all programs accept"
            )
            raise _unusable(f"Character {number} of the password is {what}.")
        if (
            stringprep.in_table_b1(char)
            or stringprep.in_table_c12(char)
            or unicodedata.normalize("NFKC", char) != char
        ):
            raise _unusable(f"Character {number} of the password is read differently by some programs.")
    right_to_left = [stringprep.in_table_d1(char) for char in password]
    if any(right_to_left) and (
        any(map(stringprep.in_table_d2, password)) or not (right_to_left[0] and right_to_left[-1])
    ):
        raise _unusable("The password mixes right-to-left and left-to-right letters.")
    if len(password.encode()) > _MOST_BYTES:
        raise _unusable(f"The password has more than {_MOST_BYTES} bytes; a letter such as “é” has two.")
    return password


def _unusable(message: str) -> UsageError:
    hint = "use letters, digits and spaces, such as four words that nobody would guess."
    return UsageError(f"{message} Some programs could not open the PDF.", code="bad-password", hint=hint)


def _fault(message: str) -> UsageError:
    hint = "use password=ask in a terminal, or password=env:NAME with a variable that is set."
    return UsageError(message, code="no-password", hint=hint)
