"""Word lists as authors write them: whole words and phrases, where a star matches any ending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rekindle_core.document.visible import without_invisible

_HYPHENS = str.maketrans("\u2010\u2011", "--")
_QUOTES = str.maketrans("‘’“”", "''\"\"")


@lru_cache(maxsize=64)
def plain_quotes(text: str) -> str:
    """Return text with straight quotation marks instead of curly ones, as in word lists; no character moves."""
    return text.translate(_QUOTES)


@lru_cache(maxsize=64)
def as_listed(text: str) -> tuple[str, Sequence[int]]:
    """Return text in the form of word lists, with the position of each character in the original text.

    Quotes and hyphens are plain, and invisible characters are removed, because a soft hyphen would split a
    word.
    """
    plain = plain_quotes(text).translate(_HYPHENS)
    if plain == (seen := without_invisible(plain)):
        return plain, range(len(plain))
    return seen, tuple(index for index, char in enumerate(plain) if without_invisible(char))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, anywhere."""
    one = (re.escape(word).replace(r"\*", r"[\w'-]*").replace(r"\ ", r"\s+") for word in words)
    return f"(?:{'|'.join(one)})"


def whole_words(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, as a whole word.

    >>> bool(re.search(whole_words(["ex", "court order*"]), "next: court orders"))
    True
    """
    return rf"(?<!\w){any_of(words)}(?!\w)"
