"""What the styles of a document have from this Document: its language, its direction, size and colour.

Input: the styles of the template, which hold all else. Output: the same styles, changed.
Must not know: what is written in any style.

Looks are in styles alone, so that whoever opens the document in Word changes all paragraphs of a kind at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import Document, readable
from rekindle_docx.xml import element, name

if TYPE_CHECKING:
    from lxml.etree import _Element

_ACCENT = "2F5D57"
_OWN_LETTER = 220
"""The template's own accent and size of letters."""
_SIDES = ("top", "left", "bottom", "right")
_VALUE = name("w:val")


def settle_styles(styles: _Element, document: Document, letter: int) -> None:
    """Change the template's styles for a Document.

    Args:
        styles: The root of `styles.xml`.
        document: The Document.
        letter: The size of its letters, in twentieths of a point; all others grow with it.
    """
    _speak(styles, document)
    if document.practice and document.practice.accent:
        _colour(styles, readable(document.practice.accent, "#ffffff")[1:].upper())
    for size in styles.iter(name("w:sz"), name("w:szCs")):
        # Half points, as Word has them.
        size.set(_VALUE, str(round(int(size.get(_VALUE, "")) * letter / _OWN_LETTER)))


def _speak(styles: _Element, document: Document) -> None:
    for language in styles.iter(name("w:lang")):
        language.set(_VALUE, document.language)
        language.set(name("w:bidi"), document.language)
    if document.direction == "rtl":
        normal = next(styles.iter(name("w:widowControl")))
        normal.addnext(element("w:bidi"))


def _colour(styles: _Element, accent: str) -> None:
    for tag, attribute in (("w:color", "w:val"), *((f"w:{side}", "w:color") for side in _SIDES)):
        for found in styles.iter(name(tag)):
            if found.get(name(attribute)) == _ACCENT:
                found.set(name(attribute), accent)
