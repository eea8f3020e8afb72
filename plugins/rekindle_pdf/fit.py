"""A guess at how tall a task will be, on the safe side.

Input: a task's data. Output: whether the template has to measure it, or may part it unmeasured; and, for the
places for answers in that data, how tall text and rows are.
Must not know: how the task is really set; the template does, and has the last word.

Tasks are kept in one piece, so that no question is parted from its room to write; and what no page can
hold in one piece would be cut off at its foot. Measuring takes time, and hardly any task needs it. Two guesses, one
rough and one letter by letter, see that few others are measured.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence

from rekindle_pdf.inlines import LONG_WORD, Data, Words
from rekindle_pdf.letters import count_lines

_PAGE = 200
"""The height available on the smaller paper, in millimeters, less a tenth."""
_LINE, _GAP, _ROW, _FRAME = 5.8, 4.5, 8.5, 25
_LINE_WIDTH = 42
"""Capitals in a line; of other letters it holds half as many again."""
_PLAIN = {"paragraph", "list", "quotation"}
_WHOLE_PAGE = 220
"""The width available on the smaller paper, in millimeters, less a few."""
_SHARE = 0.4
"""How much of a page an exercise may take in one piece."""
_WIDTH, _POINT = 128, 25.4 / 72
_STEP, _BETWEEN, _AROUND = 1.35, 0.5, 1.2
"""From line to line, and what paragraphs and lists take besides, in parts of the letters' size."""
_INSET = 2.5
"""How far a list or a quotation is set in, likewise."""


def may_be_too_tall(task: Data, *, ordinary: bool = False) -> bool:
    """Return whether a task may be taller than a page.

    Args:
        task: The task's data.
        ordinary: Whether its letters are those of our designs, and of the ordinary size.
    """
    rough = _FRAME + _roughly(task)
    if rough <= _PAGE or not ordinary:
        return bool(rough > _PAGE)
    return _FRAME + _height(task) > _WHOLE_PAGE


def is_long(task: Data) -> bool:
    """Return whether a task takes so much of a page that it may continue on the next one.

    Its letters are taken for those of our designs, and of the ordinary size. Both guesses are on the safe side, and the
    one by letters knows nothing of links and of other scripts.
    """
    return min(_height(task), _roughly(task)) > _SHARE * _WHOLE_PAGE


def _roughly(task: Data) -> float:
    """Return how tall a task is without what is around it, each letter as wide as most."""
    answer = task["response"]["height"] if task["response"] else 0
    return float(text_height(task["title"]) + _blocks(task["body"]) + text_height(task["help"]) + answer)


def _height(task: Data) -> float:
    """Return how tall a task is without what is around it, its words letter by letter."""
    answer = task["response"]["height"] if task["response"] else 0
    title, letters = 13 * _POINT, (12 if task["number"] else 11) * _POINT
    words = title * _STEP * count_lines(task["title"], _WIDTH / title) + text_height(task["help"])
    return float(words + letters * _exact(task["body"], _WIDTH / letters) + answer)


def _exact(blocks: Sequence[Data], width: float) -> float:
    """Return how tall blocks are, letter by letter, in lines of a width; both in parts of the letters' size."""
    height = 0.0
    for block in blocks:
        if block["is"] == "paragraph":
            height += _STEP * count_lines(block["body"], width) + _BETWEEN
        elif block["is"] == "list":
            height += _AROUND + sum(_exact(item, width - _INSET) for item in block["items"])
        elif block["is"] == "quotation":
            height += _AROUND + _exact(block["body"], width - _INSET)
        else:
            return math.inf
    return height


def rows_height(rows: int) -> float:
    """Return how tall rows to write on are."""
    return _ROW * rows


def areas_height(areas: Iterable[float]) -> float:
    """Return how tall several areas of these heights are, with space after each."""
    return sum(height + _GAP for height in areas)


def options_height(options: Iterable[Sequence[Words]]) -> float:
    """Return how tall options are, one below another, with space after each."""
    return sum(text_height(option) + _GAP for option in options)


def _blocks(blocks: Sequence[Data], *, within_list: bool = False) -> float:
    height = 0.0
    for block in blocks:
        kind = block["is"]
        if kind not in _PLAIN or (within_list and kind != "paragraph"):
            return math.inf  # Lines may be very short there.
        height += _GAP
        if kind == "paragraph":
            height += text_height(block["body"])
        elif kind == "list":
            height += sum(_blocks(item, within_list=True) for item in block["items"])
        else:
            height += _blocks(block["body"], within_list=True)
    return height


def text_height(words: Sequence[Words]) -> float:
    """Return how tall words are."""
    return _LINE * lines_of(words)


def lines_of(words: Sequence[Words]) -> int:
    """Return how many lines words take."""
    breaks, width = _extent(words)
    return breaks + math.ceil(width / _LINE_WIDTH)


def _extent(words: Sequence[Words]) -> tuple[int, int]:
    """Return how many deliberate line breaks there are, and how wide the words are."""
    breaks, width = 0, 0
    for word in words:
        if isinstance(word, str):
            width += _width(word)
            continue
        breaks += word["is"] == "break"
        text = word.get("text", "") + word.get("address", "")
        width += _width(text)
        # A long word leaves the line before it as short as that is, and may fill its own lines by half.
        for long in LONG_WORD.findall(text):
            breaks, width = breaks + 1, width + _width(long)
        within = _extent(word.get("body", ()))
        breaks, width = breaks + within[0], width + within[1]
    return breaks, width


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
