"""A guess at how tall a task will be, on the safe side.

Comes in: a task's data. Goes out: whether the template has to measure it; and, for the places for answers in that
data, how tall text and rows are.
Must not know: how the task is really set; the template does, and has the last word.

Tasks are kept in one piece, so that no question is parted from its room to write; and what no page can
hold in one piece would be cut off at its foot. Measuring takes time, and hardly any task needs it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence

from rekindle_pdf.inlines import LONG_WORD, Data, Words

_PAGE = 200
"""What the smaller paper has room for, in millimetres, less a tenth."""
_LINE, _GAP, _ROW, _FRAME = 5.8, 4.5, 8.5, 25
_LINE_WIDTH = 42
"""Capitals in a line; of other letters it holds half as many again."""
_PLAIN = {"paragraph", "list", "quotation"}


def may_be_too_tall(task: Data) -> bool:
    """Return whether a task may be taller than a page."""
    answer = task["response"]["height"] if task["response"] else 0
    return bool(_FRAME + text_height(task["title"]) + _blocks(task["body"]) + answer > _PAGE)


def rows_height(rows: int) -> float:
    """Return how tall rows to write on are."""
    return _ROW * rows


def areas_height(rows: Iterable[int]) -> float:
    """Return how tall several areas of so many rows are, with room after each."""
    return sum(rows_height(each) + _GAP for each in rows)


def options_height(options: Iterable[Sequence[Words]]) -> float:
    """Return how tall options are, one under the other, with room after each."""
    return sum(text_height(option) + _GAP for option in options)


def _blocks(blocks: Sequence[Data], *, within_list: bool = False) -> float:
    height = 0.0
    for block in blocks:
        kind = block["is"]
        if kind not in _PLAIN or (within_list and kind != "paragraph"):
            return math.inf  # Lines may be of any shortness there.
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
    breaks, width = _extent(words)
    return _LINE * (breaks + math.ceil(width / _LINE_WIDTH))


def _extent(words: Sequence[Words]) -> tuple[int, int]:
    """Return how many lines are broken on purpose, and how wide the words are."""
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
