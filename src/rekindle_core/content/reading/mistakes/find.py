"""Why a text is not YAML: the most likely mistake, judged by the text near the position.

Input: a Trouble. Output: the position of the mistake, what is wrong, and what to write. Must not know:
which file it is, or what its keys mean.

A parser says where it stopped, often a line below the mistake, and in the terms of its own grammar. Each
cause looks at the text, and either explains it or passes. They are tried in order: those that could be
mistaken for another come first.
"""

from __future__ import annotations

from collections.abc import Callable

from rekindle_core.content.reading.mistakes.brackets import closing, comma, open_bracket, text_in_brace
from rekindle_core.content.reading.mistakes.cause import Cause
from rekindle_core.content.reading.mistakes.indentation import indentation, mixed, tab
from rekindle_core.content.reading.mistakes.quotes import after_quote, escape, inner_quote, open_quote
from rekindle_core.content.reading.mistakes.signs import cut, dots, text_with_colon, text_with_sign
from rekindle_core.content.reading.mistakes.spaces import colon, colon_of_value, hyphen
from rekindle_core.content.reading.mistakes.trouble import Trouble

CAUSES: tuple[Callable[[Trouble], Cause | None], ...] = (
    dots, tab, open_quote, colon_of_value, escape, inner_quote, closing, cut, open_bracket, hyphen,
    text_in_brace, after_quote, comma, text_with_colon, text_with_sign, colon, indentation, mixed,
)  # fmt: skip


def find_cause(trouble: Trouble) -> Cause:
    """Return the most likely cause of a parser's error; if none is clear, the parser's message."""
    for look in CAUSES:
        if cause := look(trouble):
            return cause
    hint = "check the quotes and the indentation of this line and the one before."
    return Cause(trouble.at, f"This is not YAML: {trouble.said}.", hint)
