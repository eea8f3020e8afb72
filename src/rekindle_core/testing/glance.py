"""What a discreet Document shows at first sight: nothing about what it is, whose, or who it is from.

Input: a marked Document, and the words of the files made from it. Output: a sentence for each text shown
too early, with what to do. Must not know: pytest, or how files are read.
"""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.testing.marks import Marked, marks_in
from rekindle_core.testing.promises import MOST
from rekindle_core.testing.reading import squeezed

_LOOKED_UP = ("review", "alternatives", "help")
"""Roles of parts that are looked up instead of read in order."""


def seen_at_first(
    marked: Marked, files: Sequence[str], beside: Sequence[str], *, earlier: bool = False
) -> list[str]:
    """Return where a discreet Document shows its title, reader or practice before its pages are read.

    Args:
        marked: The rendered Document.
        files: The squeezed words of each file.
        beside: What each file contains besides its page.
        earlier: Whether these may also be said just before the parts that are looked up.
    """
    document = marked.document
    said = {"title": document.title, "reader": document.reader}
    if document.practice:
        said |= {f"practice.{name}": getattr(document.practice, name) for name in ("name", "clinician")}
    faults = []
    for words, other in zip(files, beside, strict=True):
        front = _in_sight(marked, words.lower(), earlier=earlier)
        for name, text in said.items():
            if text and squeezed(text).lower() in front:
                faults.append(
                    f"`{name}` of a discreet Document appears before the end: “{text}”. Show it only with "
                    "the Document's last part, and use only `title`, `reader` and `practice` in covers, "
                    "headers and footers."
                )
            if text and squeezed(text).lower() in squeezed(other).lower():
                faults.append(
                    f"`{name}` of a discreet Document appears outside the pages: “{text}”. Use only "
                    "`document.title` in metadata; it is neutral in a discreet Document."
                )
    return list(dict.fromkeys(faults))[:MOST]


def _in_sight(marked: Marked, words: str, *, earlier: bool) -> str:
    """Return the words of a file, except where nobody looks first.

    They come after the last words of the program, or, with `earlier`, right before the first part that is looked up.
    """
    shown = [marked.marks[number] for number in marks_in(words)]
    if not shown:
        return words
    end = words.index(_word(max(mark.number for mark in shown)))
    parts = enumerate(marked.document.parts)
    first = next((place for place, part in parts if part.role in _LOOKED_UP), 0)
    read = [mark.number for mark in shown if mark.part < first]
    if not earlier or not read:
        return words[:end]
    begin = words.index(_word(max(read)))
    # Titles of parts to look up are also in the contents, and wherever something points to them.
    later = {mark.number for mark in shown if mark.part >= first and mark.kind != "title"}
    found = [at for number in later if (at := words.find(_word(number), begin)) >= 0]
    return words[:begin] + words[min(found, default=end) : end]


def _word(number: int) -> str:
    return f"qx{number}xq"
