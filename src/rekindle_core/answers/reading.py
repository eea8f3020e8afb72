"""What can be said about a file before any plugin reads it, and about its answers afterwards.

Input: bytes. Output: the answers in a file of answers, or what kind of file it is instead. Must not
know: Documents, or any plugin's format.
"""

from __future__ import annotations

import datetime as dt

from rekindle_core.answers.cleaning import cleaned
from rekindle_core.answers.codec import FIRST_FORMAT, MOST_BYTES, answers_from_json, json_object
from rekindle_core.answers.values import Answers
from rekindle_core.errors import AnswersError, UsageError
from rekindle_core.frozen import replace

_MAKE = (
    "use a file that you saved with “Save to a file” on the page, or a filled-in program; "
    "`rekindle plugins` lists what else can be read."
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, such as an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def see_size(data: bytes) -> None:
    """Check that a file is not too large to be a file with answers.

    Raises:
        AnswersError: It is too large.
    """
    if len(data) > MOST_BYTES:
        message = f"The file has more than {MOST_BYTES // 1_000_000} MB; no file with answers is that large."
        raise AnswersError(message, code="answers-size", hint=_MAKE)


def own_answers(data: bytes) -> Answers | None:
    """Return the answers in a file of answers; None for any other file, including those saved by earlier pages.

    Raises:
        AnswersError: It is a file of answers, but is newer or damaged.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = json_object(data) if data.startswith(b"{") else None
    number = found.get("format") if found is not None and "answers" in found else None
    if type(number) is not int or number < FIRST_FORMAT:
        return None
    return cleaned(answers_from_json(data))


def known_as(data: bytes) -> AnswersError:
    """Return the error for a file that no plugin can read, saying what it is if its first bytes show that."""
    kind = next((what for start, what in _KINDS if data.startswith(start)), "")
    found = json_object(data)
    if found is not None:
        kind = (
            "a program in JSON, which contains no answers"
            if found.get("type") == "Document"
            else "a JSON file without answers"
        )
    if not data:
        kind = "empty"
    said = (
        f"This file is {kind}; no plugin can read answers from it."
        if kind
        else ("This file contains no answers.")
    )
    return AnswersError(said, code="not-answers", hint=_MAKE)


def dated(answers: Answers, when: dt.datetime | None) -> Answers:
    """Return the answers, with this time for those that have none.

    Raises:
        UsageError: It has no offset from UTC.
    """
    if when is None:
        return answers
    if when.utcoffset() is None:
        raise UsageError(
            "`when` has no offset from UTC.", code="wrong-type", hint="when.astimezone() has one."
        )
    return replace(
        answers, answers=tuple(one if one.when else replace(one, when=when) for one in answers.answers)
    )
