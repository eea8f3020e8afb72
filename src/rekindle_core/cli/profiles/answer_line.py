"""A line of answers as bytes: the text of it, or an error with its place.

Comes in: a line from a pipe or a terminal. Goes out: text.
Must not know: what is done with the answer.
"""

from __future__ import annotations

import codecs

import click

from rekindle_core.content.reading.source import as_shown
from rekindle_core.diagnostics import Diagnostic, Position
from rekindle_core.errors import ProfileError

_KEY = "rekindle.answers-read"
_CONVERT = "nothing was saved. Convert the answers first, such as with `iconv -f {} -t utf-8 answers.txt`."


def read_answer_line(data: bytes, question: str) -> str:
    """Return a line as text; lines are counted from the first of the run.

    Args:
        data: The line, with its end.
        question: What it answers, for an error.

    Raises:
        ProfileError: It is not UTF-8.
    """
    number = _next_number()
    if _is_utf_16(data):
        message = f"The answer to “{question}” is not UTF-8: the input looks like UTF-16."
        fault = Diagnostic(Position("-", number, 1), "not-utf-8", message, _CONVERT.format("utf-16"))
        # Its characters are not worth showing: each has a zero beside it.
        raise ProfileError([fault])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        column = len(data[: error.start].decode("utf-8", "replace")) + 1
        message = (
            f"The answer to “{question}” is not UTF-8: it holds the byte 0x{data[error.start]:02X} "
            f"(byte {error.start + 1} of line {number})."
        )
        fault = Diagnostic(Position("-", number, column), "not-utf-8", message, _CONVERT.format("latin1"))
        raise ProfileError([fault], {"-": "\n" * (number - 1) + as_shown(data)}) from None


def _is_utf_16(data: bytes) -> bool:
    """Return whether a line begins as UTF-16 does, or has a zero at each second byte, as its plain letters do."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return len(data) > 1 and not (any(data[::2]) and any(data[1::2]))


def _next_number() -> int:
    context = click.get_current_context(silent=True)
    if context is None:
        return 1
    # click shares this mapping among the contexts of one run.
    context.meta[_KEY] = context.meta.get(_KEY, 0) + 1
    number: int = context.meta[_KEY]
    return number
