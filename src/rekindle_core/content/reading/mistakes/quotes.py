"""Mistakes with quotes around a text and inside it.

Input: a Trouble. Output: a Cause, or nothing if it is another mistake.
"""

from __future__ import annotations

import re

from rekindle_core.content.reading.mistakes.cause import Cause
from rekindle_core.content.reading.mistakes.trouble import ENTRY, Quoted, Trouble, in_quotes

# The text before a quote that opens the next value in braces, or the next item in brackets.
_NEXT_VALUE = re.compile(r",\s*[A-Za-z_][\w.-]*:\s*(?:[\[{]\s*(?:[A-Za-z_][\w.-]*:\s*)?)*\Z")
_BEHIND = ("", " ", "\n", ",", "]", "}", ":")
_NEXT_ITEM = re.compile(r",\s*\Z")


def open_quote(trouble: Trouble) -> Cause | None:
    """A quote that is never closed, so that the text continues to the next quote or to the end."""
    at = -1
    if "quoted scalar" in trouble.said and ("end of stream" in trouble.said or "document" in trouble.said):
        at = trouble.opens
    for one in trouble.quoted:
        held = trouble.text[one.start + 1 : one.end - 1]
        swallowed = any(ENTRY.match(line) for line in held.split("\n")[1:])
        if swallowed or _opens_next(trouble, one):
            at = one.start
            break
    if at < 0:
        return None
    quote, line = trouble.text[at], trouble.line_from(at)
    hint = f"write {quote} after the last word of this text"
    if quote == '"' and not set(line[1:]) & set('",}]'):
        front = trouble.text[trouble.text.rfind("\n", 0, at) + 1 : at].strip()
        hint += f": {front} {in_quotes(line[1:])}" if front else f": {in_quotes(line[1:])}"
    return Cause(at, "The quote that opens here is never closed.", hint if ":" in hint else f"{hint}.")


def _opens_next(trouble: Trouble, one: Quoted) -> bool:
    """Whether the closing quote of a text was meant to open the next one between brackets."""
    if trouble.text[one.end : one.end + 1] in _BEHIND:
        return False
    held = trouble.text[one.start + 1 : one.end - 1]
    in_list = trouble.text[: one.start].rstrip(" ")[-1:] in ("[", ",")
    return bool(_NEXT_VALUE.search(held) or (in_list and _NEXT_ITEM.search(held)))


def _goes_on(trouble: Trouble, end: int) -> bool:
    """Whether a word comes directly after a closing quote."""
    return trouble.text[end : end + 1].isalnum()


def inner_quote(trouble: Trouble) -> Cause | None:
    """A quote inside a text that ends the text there."""
    for one in trouble.quoted:
        if not _goes_on(trouble, one.end):
            continue
        at, quote = one.end - 1, trouble.text[one.start]
        line = trouble.line_from(one.start)
        last = line.rfind(quote)
        whole = line[1:last] if last > at - one.start else line[1:]
        if quote == "'":
            return Cause(
                at,
                "This apostrophe ends the text, because the text starts with a single quote.",
                f"put double quotes around the text: {in_quotes(whole)}",
            )
        return Cause(
            at,
            "This quotation mark ends the text, because the text starts with one.",
            f"put single quotes around the text: {in_quotes(whole)}",
        )
    return None


def after_quote(trouble: Trouble) -> Cause | None:
    """Words after the closing quote of a text."""
    if not trouble.quoted or trouble.text[trouble.quoted[-1].end : trouble.at].strip():
        return None
    one = trouble.quoted[-1]
    rest = trouble.line_from(trouble.at)
    if trouble.in_flow or trouble.at >= len(trouble.text) or "\n" in trouble.text[one.end : trouble.at]:
        return None
    if not rest.strip() or rest[0] in "]}":
        return None
    shown = in_quotes(trouble.text[one.start + 1 : one.end - 1] + trouble.text[one.end : trouble.at] + rest)
    return Cause(
        trouble.at,
        "The text ends at its closing quote, but more words follow.",
        f"put quotes around the whole text: {shown}",
    )


def escape(trouble: Trouble) -> Cause | None:
    """A backslash in double quotes that doesn't begin an escape."""
    # One of the two parsers leaves out a letter of the second word.
    if not re.search("escape|hexa?decimal", trouble.said):
        return None
    at = trouble.text.rfind("\\", 0, trouble.at + 1)
    if at < 0:
        # The escape belongs to a tag, such as !%.
        return None
    hint = "between double quotes, write a backslash as \\\\; or put single quotes around the text."
    return Cause(at, f"\\{trouble.text[at + 1 : at + 2]} isn't a valid escape here.", hint)
