"""A line of answers: its text, or an error with its location.

Input: a line from a pipe or a terminal, and the faults of an answer. Output: text. Must not know: what
the answer is used for.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import BinaryIO

import click

from rekindle_core.bounded import read_stream
from rekindle_core.content.reading.source import as_shown
from rekindle_core.diagnostics import Diagnostic, Position
from rekindle_core.errors import ProfileError
from rekindle_core.profile.load import MOST_BYTES

_KEY, _CONVERTED = "rekindle.answers-read", "rekindle.answers-converted"
_CONVERT = (
    "nothing was saved. Convert the answers first, for example with `iconv -f {} -t utf-8 answers.txt`."
)


def next_line(stream: BinaryIO) -> bytes:
    """Return the next line of a stream in UTF-8, with its line end; empty at the end of the stream.

    A line that is longer than any profile is read only far enough to show that.

    Answers that begin with the byte order mark of UTF-16, which some Windows programs write, are converted:
    then all of them are read at once, because lines can't be separated before that.
    """
    context = click.get_current_context(silent=True)
    meta = context.meta if context else {}
    if _CONVERTED in meta:
        lines: list[bytes] = meta[_CONVERTED]
        return lines.pop(0) if lines else b""
    data = stream.readline(MOST_BYTES + 1)
    if not meta.get(_KEY) and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data += read_stream(stream, MOST_BYTES - len(data))
        if len(data) > MOST_BYTES:
            return data
        try:
            lines = data.decode("utf-16").encode().splitlines(keepends=True)
        except UnicodeError:
            return data
        meta[_CONVERTED] = lines
        return lines.pop(0) if lines else b""
    return data


def read_answer_line(data: bytes, question: str) -> str:
    """Return a line as text; lines are counted from the first one of the run.

    Args:
        data: The line, with its line end.
        question: Its question, for an error.

    Raises:
        ProfileError: It is not UTF-8, or too long.
    """
    number = _next_number()
    if len(data) > MOST_BYTES:
        message = f"The answer to “{question}” has more than {MOST_BYTES:,} bytes."
        hint = "nothing was saved. Is it the right file?"
        raise ProfileError([Diagnostic(Position("-", number, 1), "profile-size", message, hint)])
    if _is_utf_16(data):
        message = f"The answer to “{question}” is not UTF-8: the input looks like UTF-16."
        fault = Diagnostic(Position("-", number, 1), "not-utf-8", message, _CONVERT.format("utf-16"))
        # There is no point in showing its characters: each is followed by a zero.
        raise ProfileError([fault])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        column = len(data[: error.start].decode("utf-8", "replace")) + 1
        message = (
            f"The answer to “{question}” is not UTF-8: it contains the byte 0x{data[error.start]:02X} "
            f"(byte {error.start + 1} of line {number})."
        )
        fault = Diagnostic(Position("-", number, column), "not-utf-8", message, _CONVERT.format("latin1"))
        raise ProfileError([fault], {"-": "\n" * (number - 1) + as_shown(data)}) from None


def unusable_answer(line: str, question: str, faults: Sequence[Diagnostic]) -> ProfileError:
    """Return the error for the last line read, whose answer cannot be used.

    Args:
        line: The line, as text.
        question: Its question.
        faults: What is wrong with it.
    """
    number = _numbers().get(_KEY, 1)
    placed = [
        Diagnostic(
            Position("-", number, 1),
            one.code,
            f"The answer to “{question}” cannot be used. {one.message}",
            f"{one.hint} Nothing was saved: correct line {number}, and send all answers again.".strip(),
        )
        for one in faults
    ]
    return ProfileError(placed, {"-": "\n" * (number - 1) + line.rstrip("\r\n")})


def _is_utf_16(data: bytes) -> bool:
    """Return whether a line begins like UTF-16, or has a zero at every second byte, as plain letters have in UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return len(data) > 1 and not (any(data[::2]) and any(data[1::2]))


def _next_number() -> int:
    numbers = _numbers()
    numbers[_KEY] = numbers.get(_KEY, 0) + 1
    return numbers[_KEY]


def _numbers() -> dict[str, int]:
    """Return the line counter of this run; click shares it among the contexts of one run."""
    context = click.get_current_context(silent=True)
    return context.meta if context else {}
