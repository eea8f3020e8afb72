"""Compiler errors in words that a user can act on: which character, and which fact it came from.

Input: the compiler's message, and what was typed into facts. Output: a RenderError, to be raised.
Must not know: how the compiler is run, or what a Document is made of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rekindle_core import Datum, RenderError

# The text has no glyph in any font; a code point is a control, or in private use.
_NO_LETTER = re.compile(r'(?:the text|codepoint) `"(?P<text>(?:\\.|[^"\\])*)"`', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{(?P<point>[0-9a-f]+)\}|(?P<char>.))", re.DOTALL)
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_TOO_DEEP = re.compile("recursion limit|depth (?:was )?exceeded|nested too deep")


def complaint(message: str, typed: Iterable[Datum]) -> RenderError:
    """Return the error that says in our words what the compiler said in its own.

    Args:
        message: The compiler's.
        typed: All that the document shows of what someone typed.
    """
    if _TOO_DEEP.search(message):
        return too_deep()
    if not (found := _NO_LETTER.search(message)):
        return RenderError(f"The PDF cannot be made: {message}.", hint="use --format html.")
    text = _ESCAPE.sub(_unescape, found["text"])
    # A letter comes with the marks that are on it, and with what joins it to the next.
    letter = next((char for char in text if unicodedata.category(char)[0] not in "MC"), text[:1])
    facts = dict.fromkeys(datum.fact for datum in typed if letter in datum.text)
    if facts:
        place = f"in the fact {next(iter(facts))}"
        hint = "add a folder with a font that has it (--option fonts=DIR), or use --format html."
    else:
        place = "that the pack uses"
        hint = "add a folder with a font that has it (--option fonts=DIR), or use --format html."
    shown = f"“{letter}” (U+{ord(letter):04X})" if letter.isprintable() else f"U+{ord(letter):04X}"
    return RenderError(f"The PDF's fonts have no character for {shown} {place}.", code="no-letter", hint=hint)


def too_deep() -> RenderError:
    """Return the error for sections or lists inside one another without end."""
    return RenderError(
        "The document's sections or lists are nested too deeply for a page.", hint="use --format html."
    )


def _unescape(match: re.Match[str]) -> str:
    if match["point"]:
        return chr(int(match["point"], 16))
    return _CONTROLS.get(match["char"], match["char"])
