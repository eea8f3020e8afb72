"""TOML from an unknown source: its data, or one error with its position; time and memory grow with its size.

Input: a file's bytes. Output: its text and its tables. Must not know: which settings exist.

Python's parser recurses into arrays and tables, takes quadratic time for long dotted keys, and stops at long
integers with an error that has no position. So brackets, dots and words are checked first.
"""

from __future__ import annotations

import re
from typing import Any

from rekindle_core.errors import UsageError

MOST_BYTES = 100_000
MOST_DEPTH = 20
"""The maximum nesting of arrays and tables, and the maximum number of dots in a key."""
MOST_WORD = 3_000
"""The maximum number of characters in a key or value."""

_AT = re.compile(r"(?s)(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")
# Brackets in texts and comments don't count. An unclosed text extends to the end of its line or file.
_TOKEN = re.compile(
    r"""(?sx)
    (?P<text> \"{3} (?: \\. | [^\\] )*? (?: \"{3} | \Z ) | '{3} .*? (?: '{3} | \Z )
            | " (?: \\[^\n] | [^"\\\n] )* "? | ' [^'\n]* '? )
    | (?P<comment> \# [^\n]* )
    | (?P<opens> [\[{] ) | (?P<closes> [\]}] ) | (?P<dot> \. ) | (?P<parts> [\n,=] ) | (?P<word> [\w+-]+ )
    """
)


def read_toml(data: bytes, name: str) -> tuple[str, dict[str, Any]]:
    """Return a file's text and its tables.

    Args:
        data: The file's bytes; more than the limit is rejected.
        name: Its name in messages.

    Raises:
        UsageError: It is not TOML in UTF-8, or is too large for a configuration.
    """
    import tomllib

    from rekindle_core.content.reading.source import ReadError, decode

    if len(data) > MOST_BYTES:
        raise _fault(name, f"the file has more than {MOST_BYTES:,} bytes.", "is it the right file?")
    try:
        text = decode(data, name)
    except ReadError as refused:
        fault = refused.diagnostic
        raise _fault(str(fault.position), f"{fault.message}", fault.hint) from None
    _see_bounds(text, name)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # Imported here: a valid file doesn't need it.
        from rekindle_core.cli.settings.toml_mistakes import find_mistake

        # Before version 3.14, Python gives the position only in words.
        found = _AT.fullmatch(str(error))
        said = found[1] if found else str(error)
        at, hint = find_mistake(text, _index(text, found), said)
        raise _fault(_place(name, text, at), f"this is not TOML: {said}.", hint) from None
    except (ValueError, RecursionError) as error:
        # For a date such as 2027-02-30, the parser doesn't say where it is.
        raise _fault(name, f"this is not TOML: {error}.", "correct that value.") from None


def _see_bounds(text: str, name: str) -> None:
    """Check that nothing is nested too deeply or too long, before parsing.

    Raises:
        UsageError: Something is too deep or too long.
    """
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "opens":
                depth, dots = depth + 1, 0
            case "closes":
                depth = max(depth - 1, 0)
            case "dot":
                dots += 1
            case "parts":
                dots = 0
            case "word" | "text" if len(token[0]) > MOST_WORD:
                message = f"“{token[0][:20]} …” has more than {MOST_WORD:,} characters."
                raise _fault(_place(name, text, token.start()), message, "shorten it.")
        if max(depth, dots) > MOST_DEPTH:
            message = f"values are nested more than {MOST_DEPTH} deep."
            hint = 'name each table after a command: [build], and below it format = ["pdf"].'
            raise _fault(_place(name, text, token.start()), message, hint)


def _index(text: str, found: re.Match[str] | None) -> int:
    """Return the position that a message gives by line and column; the end of the text if it gives none."""
    if found is None or not found[2]:
        return len(text)
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: int(found[2]) - 1]) + int(found[3]) - 1


def _place(name: str, text: str, at: int) -> str:
    before = text[:at]
    return f"{name}:{before.count(chr(10)) + 1}:{at - (before.rfind(chr(10)) + 1) + 1}"


def _fault(place: str, message: str, hint: str) -> UsageError:
    return UsageError(f"{place}: {message}", code="bad-config", hint=hint)
