"""What is known about a file before any plugin reads it, and about the answers in it afterwards.

Comes in: bytes. Goes out: the answers of a file of answers, or what another file is.
Must not know: Documents, or any format of a plugin's.
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
    """Check that a file is not larger than any with answers.

    Raises:
        AnswersError: It is.
    """
    if len(data) > MOST_BYTES:
        message = f"The file has more than {MOST_BYTES // 1_000_000} MB; no file with answers is that large."
        raise AnswersError(message, code="answers-size", hint=_MAKE)


def own_answers(data: bytes) -> Answers | None:
    """Return the answers of a file of answers; None for any other file, also one that an earlier page saved.

    Raises:
        AnswersError: It is a file of answers, and newer or damaged.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = json_object(data) if data.startswith(b"{") else None
    number = found.get("format") if found is not None and "answers" in found else None
    if type(number) is not int or number < FIRST_FORMAT:
        return None
    return cleaned(answers_from_json(data))


def known_as(data: bytes) -> AnswersError:
    """Return the error for a file that nobody reads, with what it is as far as its first bytes tell."""
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
    """Return answers of which those without a time have this one.

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
