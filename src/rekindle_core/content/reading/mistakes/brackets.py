"""Mistakes with braces, brackets and the commas between them.

Input: a Trouble. Output: a Cause, or nothing if it is another mistake.
"""

from __future__ import annotations

import re

from rekindle_core.content.reading.mistakes.cause import Cause
from rekindle_core.content.reading.mistakes.trouble import (
    ENTRY,
    Trouble,
    entry_in_quotes,
    in_quotes,
    indent_of,
)

_NAMES = {"{": "brace", "[": "bracket"}
_NO_COMMA = "A comma is missing before this entry."
_KEY = re.compile(r"[\w.-]+:(?:[ ]|$)")
_PAIRS = {"{": "}", "[": "]"}


def closing(trouble: Trouble) -> Cause | None:
    """A closing bracket without an opening one, or of the wrong kind."""
    if trouble.sign not in ("}", "]"):
        return None
    if trouble.in_flow and "expected" in trouble.said and trouble.opens >= 0:
        opened = trouble.text[trouble.opens]
        wanted = _PAIRS.get(opened, "")
        if not wanted or wanted == trouble.sign:
            return None
        message = f"The {opened} in line {trouble.number(trouble.opens)} is closed with a {trouble.sign}."
        return Cause(trouble.at, message, f"write {wanted} here.")
    if not trouble.lead.strip().endswith((":", "-", ",", "[", "{")):
        message = f"This {trouble.sign} has no opening bracket."
        return Cause(trouble.at, message, "delete it, or put quotes around its text.")
    return None


def text_in_brace(trouble: Trouble) -> Cause | None:
    """Text that begins with a brace or bracket, which YAML reads as a mapping or a list."""
    if trouble.closed < 0 or trouble.text[trouble.closed + 1 : trouble.at].strip():
        return None
    if not (trouble.sign.isalnum() or trouble.sign in "'’:;.!?–—-("):
        return None
    if trouble.in_flow and _KEY.match(trouble.line_from(trouble.at)):
        return None
    opened = _opening(trouble.text, trouble.closed)
    if opened < trouble.start:
        return None
    what = _NAMES[trouble.text[opened]]
    front, value = trouble.text[trouble.start : opened], trouble.line_from(opened)
    if trouble.in_flow:
        value = re.split(r"[,}\]]\s*\Z|,", trouble.line_from(trouble.closed + 1))[0]
        shown = in_quotes(trouble.text[opened : trouble.closed + 1] + value)
    else:
        shown = entry_in_quotes(front.strip() + " " + value) if front.strip() else in_quotes(value)
    return Cause(opened, f"Text that begins with a {what} needs quotes.", f"write {shown}")


def _opening(text: str, closed: int) -> int:
    depth = 0
    for at in range(closed, -1, -1):
        depth += (text[at] in "]}") - (text[at] in "[{")
        if depth == 0:
            return at
    return -1


def open_bracket(trouble: Trouble) -> Cause | None:
    """A bracket that is never closed, so that the next entry is read as part of it."""
    if not trouble.in_flow:
        return None
    # At the end of a text, the parser names the place where an entry should be, which is after the bracket.
    at = trouble.opens if trouble.sign else len(trouble.text[: trouble.opens + 1].rstrip()) - 1
    opened = trouble.text[at : at + 1]
    if opened not in _PAIRS:
        return None
    start = trouble.text.rfind("\n", 0, at) + 1
    begins = indent_of(trouble.line) <= indent_of(trouble.line_from(start))
    if trouble.sign and not (start < trouble.start and begins and ENTRY.match(trouble.line)):
        return None
    hint = f"write {_PAIRS[opened]} after its last entry."
    return Cause(at, f"The {_NAMES[opened]} that opens here is never closed.", hint)


def comma(trouble: Trouble) -> Cause | None:
    """Two entries between brackets without a comma between them."""
    if not trouble.in_flow or "',' or" not in trouble.said or not trouble.sign:
        return None
    if trouble.sign != ":":
        word = re.match(r"[\w.-]+", trouble.line_from(trouble.at))
        return Cause(trouble.at, _NO_COMMA, f"put a comma before {f'“{word[0]}”' if word else 'it'}.")
    words = re.search(r"([\w.-]+)\s+([\w.-]+)\Z", trouble.lead)
    if words is None:
        return None
    at = trouble.start + words.start(2)
    hint = f"put a comma before “{words[2]}”; or put quotes around the whole text if it contains a colon."
    return Cause(at, _NO_COMMA, hint)
