"""Breaking text into lines, measured in the cells of a terminal.

Input: one string; a line feed in it is the author's line break. Output: lines without indents, none with
white space at its end. Must not know: Documents, options, or what the text is about.

A cell is one column of a fixed-width screen: most characters take one, Chinese characters and emoji
two, combining marks none. The standard library's `textwrap` counts code points, and so breaks such
lines too late, or through the middle of a character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ISOLATES, END_ISOLATE = ("\u2066", "\u2067", "\u2068"), "\u2069"
_MARKS = re.compile("[\u2066-\u2069]")
"""Placed around words that must not change their neighbors' direction (Unicode's FSI and PDI); they take no cells."""

_NARROW = re.compile("[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027]*")
"""Characters that each take one cell. Most texts contain no others, and need no library to be measured."""

_OPENING = {"Ps", "Pi"}
_CLOSING = {"Pe", "Pf", "Po"}


def cells(text: str) -> int:
    r"""Return how many terminal cells a line takes.

    >>> cells("Zoë"), cells("Zoe\u0308"), cells("名前")
    (3, 3, 4)
    """
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import width

    return width(text, control_codes="ignore")


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most `width` cells; 0 breaks only at the author's line breaks.

    Lines break at spaces and beside wide characters. A longer word is cut between characters as they are
    seen, save for a web address, which is left whole and sticks out: cut in two it would lead nowhere.

    >>> wrap("one two three", 7)
    ['one two', 'three']
    >>> wrap("see https://example.org now", 7)
    ['see', 'https://example.org', 'now']
    """
    if width > 1 and _NARROW.fullmatch(text) and "  " not in text and max(map(len, text.split(" "))) <= width:
        return _fitting(width).findall(text) or [""]
    lines: list[str] = []
    for source in text.split("\n"):
        line, used = "", 0
        for space, piece, size in _pieces(source, width):
            gap = 1 if space and line else 0
            if width and line and used + gap + size > width:
                lines.append(line)
                line, used, gap = "", 0, 0
            line += " " * gap + piece
            used += gap + size
        lines.append(line)
    return [line.rstrip() for line in _closed(lines)]


@cache
def _fitting(width: int) -> re.Pattern[str]:
    """Return what finds the lines of a text that needs no library to be measured and no word cut: most texts."""
    return re.compile(f" ?([^ ](?:.{{0,{width - 2}}}[^ ])?)(?= |$)")


def indent(lines: list[str], first: str, rest: str | None = None) -> list[str]:
    """Put `first` before the first line and `rest` (by default the same) before the others.

    >>> indent(["a", "", "b"], "| ")
    ['| a', '|', '| b']
    """
    rest = first if rest is None else rest
    return [((rest if number else first) + line).rstrip() for number, line in enumerate(lines)]


def _pieces(source: str, width: int) -> Iterator[tuple[bool, str, int]]:
    """Yield the units that a line must not break: whether a space comes before it, the unit, its cells."""
    plain = _NARROW.fullmatch(source)
    for word in source.split(" "):
        if not word:
            continue
        if plain and (not width or len(word) <= width):
            yield True, word, len(word)
            continue
        space = True
        for unit in _units(word):
            size = cells(unit)
            if width and size > width and "://" not in word:
                for piece in _cut(unit, width):
                    yield space, piece, cells(piece)
                    space = False
            else:
                yield space, unit, size
                space = False


def _units(word: str) -> Iterator[str]:
    if _NARROW.fullmatch(word) or "://" in word:
        yield word
        return
    from wcwidth import iter_graphemes

    unit, before = "", ""
    for grapheme in iter_graphemes(word):
        if unit and _may_part(before, grapheme):
            yield unit
            unit = ""
        unit += grapheme
        before = grapheme
    yield unit


def _may_part(left: str, right: str) -> bool:
    """Whether a line may end between two neighbors: beside a wide one, except at its punctuation."""
    if cells(left) < 2 and cells(right) < 2:
        return False
    opens = left in ISOLATES or unicodedata.category(left[0]) in _OPENING
    closes = right == END_ISOLATE or unicodedata.category(right[0]) in _CLOSING
    return not opens and not closes


def _cut(unit: str, width: int) -> Iterator[str]:
    from wcwidth import iter_graphemes

    piece, used = "", 0
    for grapheme in iter_graphemes(unit):
        size = cells(grapheme)
        if piece and used + size > width:
            yield piece
            piece, used = "", 0
        piece += grapheme
        used += size
    yield piece


def _closed(lines: list[str]) -> Iterator[str]:
    """Close on each line the isolates opened on it, and open them again on the next.

    Readers take each line of plain text as a paragraph, at whose end isolates end by themselves; a line
    that begins inside one would then run in the wrong direction.
    """
    open_ones: list[str] = []
    for line in lines:
        begins = "".join(open_ones)
        for mark in _MARKS.findall(line):
            if mark != END_ISOLATE:
                open_ones.append(mark)
            elif open_ones:
                open_ones.pop()
        yield begins + line + END_ISOLATE * len(open_ones)
