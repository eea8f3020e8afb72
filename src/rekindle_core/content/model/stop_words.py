"""Whether a text contains one of a stop's words, however the two are typed.

Input: words of a stop, and a text. Output: yes or no. Must not know: whose text it is, or what happens
next.

Text and words are folded in the same way: compatibility forms (NFKD), case, accents, quotes and white space
make no difference, and invisible characters are dropped. A hyphen, dash, underscore or emphasis mark may
separate words (`court-ordered`) or be inside one (`po-lice`), so a text with any of these is read both ways.

A word inside a harmless phrase doesn't count: `hit it off`. A match that extends beyond the phrase does.

Look-alike letters (a Cyrillic o), digits for letters (`k1ll`) and letters separated by spaces or dots are not
recognized. That would need tables of guesses, and would match words that nobody wrote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rekindle_core.document.visible import without_invisible

_PART = "-"
"""The form in a folded text of each character that separates words, or is inside one."""
_BREAK = "\u200b"
"""The zero width space: invisible, but possibly the only thing between two words."""

_APOSTROPHES = "‘’‚‛`´′‵ʹʻʼʽˊˋ"
_SIGNS = {
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″‶"), '"'),
    # In addition to Unicode's dashes: minus signs, the hyphen bullet and point, and emphasis marks.
    **dict.fromkeys(map(ord, "−˗⁃‧_*~"), _PART),
}
_GAP = r"(?: [^\s.!?;:]+){0,3} "
"""What `…` matches: up to three words of one sentence."""
_INSIDE = re.compile(r"(?<=\w)-+\s*(?=\w)")
_PARTED = re.compile(r"[\s-]+")


def any_stop_word(words: tuple[str, ...], text: str, harmless: tuple[str, ...] = ()) -> bool:
    """Return whether a text contains any of these words as a whole.

    Args:
        words: Words and phrases; a star matches any ending, `…` up to three words.
        text: The typed text.
        harmless: Phrases of the same form. A word that is completely inside one doesn't count.

    >>> any_stop_word(("court order*",), "It was COURT‐ORDERED.")
    True
    >>> any_stop_word(("hit",), "We hit it off.", ("hit it off",))
    False
    """
    folded = _folded(text)
    for reading in dict.fromkeys(_readings(folded)):
        found = list(_spans(words, reading))
        if not found:
            continue
        allowed = list(_spans(harmless, reading))
        if any(not _is_inside(span, allowed) for span in found):
            return True
    return False


def _spans(words: tuple[str, ...], reading: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each word in a folded text."""
    # Only words whose beginning occurs in the text are compiled: compiling all of them takes longer than
    # planning a program.
    for start, pattern in _patterns(words):
        if start in reading:
            yield from (match.span() for match in re.finditer(pattern, reading))


def _is_inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def is_stop_word(word: str) -> bool:
    """Return whether a word contains anything to look for."""
    return bool(_pattern(word)[1])


@lru_cache(maxsize=64)
def _patterns(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return for each word its beginning, and a pattern for it in a folded text."""
    return tuple(found for word in words if (found := _pattern(word))[1])


def _pattern(word: str) -> tuple[str, str]:
    start, *others = (_unbroken(part) for part in word.split("…"))
    if not start[1] or not all(pattern for _, pattern in others):
        return "", ""
    return start[0], _GAP.join((start[1], *(pattern for _, pattern in others)))


def _unbroken(word: str) -> tuple[str, str]:
    parts = [_PARTED.sub(" ", _folded(part, "")) for part in word.split("*")]
    parts[0], parts[-1] = parts[0].lstrip(), parts[-1].rstrip()
    if not any(part.strip() for part in parts):
        return "", ""
    # Words may be separated only by invisible characters, so no space is left; apostrophes are often left
    # out.
    spelled = [re.escape(part).replace(r"\ ", " ?").replace("'", "'?") for part in parts]
    before, after = _edge("(?<!{})", parts[0][:1]), _edge("(?!{})", parts[-1][-1:])
    return re.split("[ ']", parts[0])[0], before + r"[\w']*".join(spelled) + after


def _edge(look: str, char: str) -> str:
    """Return a pattern for the edge of a word; a digit next to a letter doesn't make it a different word."""
    if char.isdigit():
        return look.format(r"\d")
    return look.format(r"[^\W\d_]") if char and unicodedata.category(char)[0] in "LM" else ""


def _readings(folded: str) -> Iterator[str]:
    joined = folded.replace(_BREAK, "")
    yield _spaced(joined)
    if _BREAK in folded:
        yield _spaced(folded.replace(_BREAK, " "))
    if _PART in folded:
        yield _spaced(_INSIDE.sub("", joined))


def _spaced(text: str) -> str:
    return " ".join(text.replace(_PART, " ").split())


def _folded(text: str, kept: str = _BREAK) -> str:
    """Return one form for all texts that read alike; of the invisible characters, only the zero width space is kept."""
    if not text.isascii():
        text = kept.join(map(without_invisible, text.split(_BREAK)))
    text = text.translate(_SIGNS)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(map(_plain, text)).translate(_SIGNS)


@lru_cache(maxsize=1024)
def _plain(char: str) -> str:
    """Return the folded form of a character: all dashes are the same, and marks and invisible characters are empty."""
    if char.isascii() or char == _BREAK:
        return char
    kind = unicodedata.category(char)
    if kind == "Pd":
        return _PART
    # Marks that go over, under, through or around any letter; many of the others are vowels.
    placed = kind == "Me" or (kind == "Mn" and _is_placed(unicodedata.combining(char)))
    return "" if placed or kind == "Cf" else char


def _is_placed(combining_class: int) -> bool:
    return combining_class == 1 or combining_class >= 200
