"""Lists: what stands before their items, and a count of its own for each that is ordered.

Input: the numbering part of a file. Output: numbers of lists, to be named by their paragraphs.
Must not know: what the lists say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rekindle_docx.page import INDENT
from rekindle_docx.xml import element

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_BULLETS = ("•", "–")
_UNORDERED, _ORDERED = 1, 2


def start_lists(part: _Element) -> Callable[[bool], int]:
    """Put both kinds of lists into the part, and return what gives the number of a fresh list."""
    bullets = [_level(at, "bullet", _BULLETS[at % len(_BULLETS)]) for at in range(_LEVELS)]
    numbers = [_level(at, "decimal", f"%{at + 1}.") for at in range(_LEVELS)]
    many = element("w:multiLevelType", val="hybridMultilevel")
    part.append(element("w:abstractNum", many, *bullets, abstractNumId=_UNORDERED))
    many = element("w:multiLevelType", val="hybridMultilevel")
    part.append(element("w:abstractNum", many, *numbers, abstractNumId=_ORDERED))
    part.append(element("w:num", element("w:abstractNumId", val=_UNORDERED), numId=_UNORDERED))
    last = _UNORDERED

    def listed(ordered: bool) -> int:
        nonlocal last
        if not ordered:
            return _UNORDERED
        last += 1
        # Each begins with 1 again, which Word has to be told at each level.
        fresh = (
            element("w:lvlOverride", element("w:startOverride", val=1), ilvl=at) for at in range(_LEVELS)
        )
        part.append(element("w:num", element("w:abstractNumId", val=_ORDERED), *fresh, numId=last))
        return last

    return listed


def _level(at: int, kind: str, mark: str) -> _Element:
    return element(
        "w:lvl",
        element("w:start", val=1),
        element("w:numFmt", val=kind),
        element("w:lvlText", val=mark),
        element("w:lvlJc", val="left"),
        element("w:pPr", element("w:ind", left=(at + 1) * INDENT, hanging=INDENT)),
        ilvl=at,
    )
