"""Word lists as authors write them: whole words and phrases, where a star stands for any ending."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_QUOTES = str.maketrans("‘’“”", "''\"\"")


@lru_cache(maxsize=64)
def plain_quotes(text: str) -> str:
    """Return text with straight marks for curved ones, as word lists are written; no character moves."""
    return text.translate(_QUOTES)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, wherever it stands."""
    one = (re.escape(word).replace(r"\*", r"[\w'-]*").replace(r"\ ", r"\s+") for word in words)
    return f"(?:{'|'.join(one)})"


def whole_words(words: Iterable[str]) -> str:
    """Return a pattern for any of some words that is not inside of another.

    >>> bool(re.search(whole_words(["ex", "court order*"]), "next: court orders"))
    True
    """
    return rf"(?<!\w){any_of(words)}(?!\w)"
