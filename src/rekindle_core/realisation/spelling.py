"""Spelling by country: neighbor for readers in the United States, neighbour for those in Great Britain.

Input: a Document, and the words that its reader spells differently. Output: the Document in that
spelling. Must not know: which language it is, or which country.

Only the pack's words and the interface's are respelled. Typed text, names of services, addresses and code are
not changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rekindle_core.content.model.language import whole_words
from rekindle_core.document.nodes import Document, Inline, Text
from rekindle_core.document.walk import with_pieces
from rekindle_core.frozen import replace


def spelled(document: Document, spelling: Mapping[str, str]) -> Document:
    """Return a Document in its reader's spelling.

    Args:
        document: The Document.
        spelling: Whole words in lower case, each with its spelling.
    """
    if not spelling:
        return document
    respell = speller(spelling)

    def piece(one: Inline) -> Inline:
        return Text(text) if isinstance(one, Text) and (text := respell(one.text)) != one.text else one

    return replace(
        document,
        title=respell(document.title),
        parts=with_pieces(document.parts, piece),
        words={key: respell(word) for key, word in document.words.items()},
    )


def speller(spelling: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that respells a text, with capitals where the words had them."""
    pattern = whole_words(spelling)

    def one(found: re.Match[str]) -> str:
        word = found[0]
        new = spelling.get(word.lower())
        if new is None:
            # A letter such as ſ matches an s but isn't one.
            return word
        if word.isupper() and len(word) > 1:
            return new.upper()
        return new[0].upper() + new[1:] if word[0].isupper() else new

    return lambda text: pattern.sub(one, text)
