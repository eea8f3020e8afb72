"""Whether one of a stop's words is in a text, however the two are typed.

Comes in: words of a stop, and a text. Goes out: yes or no.
Must not know: whose text it is, or what happens then.

Text and words are folded in the same way: compatibility forms (NFKD), case, accents, quotes and white space do not
count, and invisible characters are dropped. A hyphen, dash, underscore or mark of emphasis may part words
(`court-ordered`) or stand inside one (`po-lice`), so a text that has any is read both ways.

A word inside a harmless phrase does not count: `hit it off`. One that reaches beyond the phrase does.

Letters that only look alike (a Cyrillic o), digits for letters (`k1ll`) and letters separated by spaces or dots are not
seen through. That would take tables of guesses, and would stop on words that nobody wrote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rekindle_core.document.visible import without_invisible

_PART = "-"
"""What is in a folded text for each sign that parts words, or is inside one."""
_BREAK = "\u200b"
"""The zero width space: it is invisible, and yet may be all that parts two words."""

_APOSTROPHES = "‘’‚‛`´′‵ʹʻʼʽˊˋ"
_SIGNS = {
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″‶"), '"'),
    # Beside what Unicode calls a dash: minus signs, the hyphen bullet and point, and the marks of emphasis.
    **dict.fromkeys(map(ord, "−˗⁃‧_*~"), _PART),
}
_GAP = r"(?: [^\s.!?;:]+){0,3} "
"""What `…` stands for: up to three words of one sentence."""
_INSIDE = re.compile(r"(?<=\w)-+\s*(?=\w)")
_PARTED = re.compile(r"[\s-]+")


def any_stop_word(words: tuple[str, ...], text: str, harmless: tuple[str, ...] = ()) -> bool:
    """Return whether any of some words is in a text, whole.

    Args:
        words: Words and phrases; a star stands for any ending, `…` for up to three words.
        text: What someone typed.
        harmless: Phrases of the same form. A word that is inside one, whole, does not count.

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
    """Yield from where to where each word is in a folded text."""
    # Of all the words only those are compiled whose beginning is somewhere in the text: compiling them all takes
    # longer than a program takes to plan.
    for start, pattern in _patterns(words):
        if start in reading:
            yield from (match.span() for match in re.finditer(pattern, reading))


def _is_inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def is_stop_word(word: str) -> bool:
    """Return whether there is anything in a word to look for."""
    return bool(_pattern(word)[1])


@lru_cache(maxsize=64)
def _patterns(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return for each word how it begins, and a pattern for it as it is in a folded text."""
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
    # Words may be separated by what is invisible alone, so that no space is left; apostrophes are often left out.
    spelled = [re.escape(part).replace(r"\ ", " ?").replace("'", "'?") for part in parts]
    before, after = _edge("(?<!{})", parts[0][:1]), _edge("(?!{})", parts[-1][-1:])
    return re.split("[ ']", parts[0])[0], before + r"[\w']*".join(spelled) + after


def _edge(look: str, char: str) -> str:
    """Return a pattern for the edge of a word; a digit that sticks to a letter makes no other word of it."""
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
    """Return text in one form for all that reads alike; of what is invisible, only the zero width space is kept."""
    if not text.isascii():
        text = kept.join(map(without_invisible, text.split(_BREAK)))
    text = text.translate(_SIGNS)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(map(_plain, text)).translate(_SIGNS)


@lru_cache(maxsize=1024)
def _plain(char: str) -> str:
    """Return a character as it counts: a dash as one for all, and nothing for marks and what else shows nothing."""
    if char.isascii() or char == _BREAK:
        return char
    kind = unicodedata.category(char)
    if kind == "Pd":
        return _PART
    # Marks that go over, under, through or around any letter; of the others many are vowels.
    placed = kind == "Me" or (kind == "Mn" and _is_placed(unicodedata.combining(char)))
    return "" if placed or kind == "Cf" else char


def _is_placed(combining_class: int) -> bool:
    return combining_class == 1 or combining_class >= 200
