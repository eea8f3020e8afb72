"""Content controls: places to type in, and boxes that can be ticked with a click.

Input: what a control is called, and what it holds before anybody touches it. Output: `w:sdt`.
Must not know: responses or tasks.

A control's title is what a screen reader says of it, and what Word shows on its frame. By its tag, answers are read
back from documents (`record`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from rekindle_core import on_one_line
from rekindle_docx.xml import element, text

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page

_LONGEST = 64
"""Word refuses a document in which a title is longer."""
_FACE = "MS Gothic"
_BOXES = {"square": ("2612", "2610"), "round": ("25CF", "25CB")}
"""What stands for ticked and not ticked. Word has no control of which only one can be ticked."""


def rich_text(
    children: Iterable[_Element], page: Page, *, title: str, tag: str, filled: bool = False
) -> _Element:
    """Return a place to write; unless it is filled, its blocks say so, and go once something is typed."""
    about = _about(page, title, tag)
    hint = None if filled else element("w:showingPlcHdr")
    return element(
        "w:sdt", element("w:sdtPr", *about, hint, element("w:richText")), element("w:sdtContent", *children)
    )


def checkbox(
    page: Page, shape: Literal["square", "round"], *, title: str, tag: str, checked: bool = False
) -> _Element:
    """Return a box to tick, to stand in a line."""
    ticked, unticked = _BOXES[shape]
    box = element(
        "w14:checkbox",
        element("w14:checked", val=int(checked)),
        element("w14:checkedState", val=ticked, font=_FACE),
        element("w14:uncheckedState", val=unticked, font=_FACE),
    )
    face = element("w:rFonts", ascii=_FACE, eastAsia=_FACE, hAnsi=_FACE, hint="eastAsia")
    shown = element("w:r", element("w:rPr", face), text(chr(int(ticked if checked else unticked, 16))))
    return element(
        "w:sdt", element("w:sdtPr", *_about(page, title, tag), box), element("w:sdtContent", shown)
    )


def _about(page: Page, title: str, tag: str) -> tuple[_Element, ...]:
    return (
        element("w:alias", val=_clipped(on_one_line(title))),
        element("w:tag", val=tag),
        element("w:id", val=next(page.ids)),
    )


def _clipped(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
