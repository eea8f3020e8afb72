"""How many lines words take, letter by letter: never fewer than on the page.

Input: words as data. Output: a number of lines. Must not know: blocks, or what a page has room for.

Widths are those of the widest among the faces of our designs, rounded up. For letters that are not listed here, such as
those of other scripts, no number is known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rekindle_pdf.inlines import LONG_WORD, Words

_LISTED = {
    3: " \u00a0‘’‚",
    4: "!'(),./:;I[\\]fijlt|¡¦·ÌÍÎÏìíîïĨĩĪīĮįİıĵĺļľłţſ",
    5: "-`r{}ª¯°´¸ºŀŕŗřť",
    6: '"*?J^_acesvxyz¢¥§¿àáâãäåçèéêëðýÿāăąćĉċčēĕėęěĴśŝşšŷźżž–“”„•',
    7: "#$+0123456789<=>BEFLPSTZbdghknopqu~£¨«¬®±²³µ¶¹»ÈÉÊË×Þßñòóôõö÷øùúûüþđ"
    "ĒĔĖĘĚĝğġģĥħķĸĹĻĽĿŁńņňŋōŏőŚŜŞŠŢŤũūŭůűųŹŻŽ",
    8: "&ACDGKNOQRUVXY¤ÀÁÂÃÄÅÇÐÑÒÓÔÕÖØÙÚÛÜÝĀĂĄĆĈĊČĎďĐĜĞĠĢĶŃŅŇŊŌŎŐŔŖŘŨŪŬŮŰŲŶŸ",
    9: "HwĤĦŵ",
    10: "Mm©¼½¾æ…",
    11: "%@WÆŒœŴ—",
}
_WIDTHS = {letter: width / 10 for width, letters in _LISTED.items() for letter in letters}
"""The greatest width of a letter, in parts of its size."""
_SPACE = _WIDTHS[" "]


def count_lines(words: Sequence[Words], width: float) -> float:
    """Return how many lines words take at most; infinity if that is unknown.

    Args:
        words: The words.
        width: How wide a line is, in parts of the letters' size.
    """
    text = _text(words)
    if text is None or LONG_WORD.search(text):
        return math.inf
    return sum(_lines(line, width) for line in text.split("\n"))


def _text(words: Sequence[Words]) -> str | None:
    """Return words as one text, with line feeds for line breaks; None if there is more than words."""
    parts: list[str] = []
    for word in words:
        if isinstance(word, str):
            parts.append(word)
        elif word["is"] == "break":
            parts.append("\n")
        elif word["is"] in ("emphasis", "strong") and (text := _text(word["body"])) is not None:
            parts.append(text)
        else:
            return None
    return "".join(parts)


def _lines(line: str, width: float) -> float:
    count, filled = 1, 0.0
    for word in line.split(" "):
        try:
            needed = sum(map(_WIDTHS.__getitem__, word))
        except KeyError:
            return math.inf
        if filled and filled + _SPACE + needed > width:
            count, filled = count + 1, needed
        else:
            filled += needed + (_SPACE if filled else 0)
    return count
