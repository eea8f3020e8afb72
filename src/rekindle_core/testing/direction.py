"""Whether typed text is isolated in direction: a Hebrew name in an English sentence, and the reverse.

Input: the words of a file, with any isolates in the file. Output: the first name without one. Must not
know: pytest, any format, or how files are read.

Source: Unicode Standard Annex #9, "Unicode Bidirectional Algorithm", rules X1 to X8: an isolate does not
affect the text around it, and ends with its paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rekindle_core.document import nodes as n
from rekindle_core.frozen import replace
from rekindle_core.testing.reading import FIRST_STRONG, LEFT_TO_RIGHT, POP, RIGHT_TO_LEFT
from rekindle_core.testing.rebuilding import rebuilt
from rekindle_core.testing.samples import every_node, practice

_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתםןףץ")
_OPENING = (LEFT_TO_RIGHT, RIGHT_TO_LEFT, FIRST_STRONG)
_PARAGRAPHS = re.compile("[\n\r\f\v\u2029]")
_AROUND = 20


def named(document: n.Document, name: str) -> n.Document:
    """Return a Document whose practice has texts with a name."""
    return replace(document, practice=replace(practice(), clinician=name, footer=name))


def right_to_left(name: str = "Alex") -> n.Document:
    """Return a right-to-left Document: meaningless words in Hebrew letters, and a Latin name."""
    document = every_node(name, language="he", direction="rtl")
    words = {key: text for key, text in document.words.items() if key.startswith("workbook_")}
    words |= {key: _worded(text) for key, text in document.words.items() if key not in words}

    def translated(node: object) -> object:
        return n.Text(_in_hebrew_letters(node.text)) if isinstance(node, n.Text) else node

    parts = rebuilt(document.parts, translated)
    return replace(document, parts=parts, title=_in_hebrew_letters(document.title), words=words)


def spilling(document: n.Document, name: str, files: list[str]) -> list[str]:
    """Return the first place where a name is beside other words and is not isolated.

    Args:
        document: The rendered Document.
        name: A name that is typed in it.
        files: The words of each file, as read.
    """
    for words in files:
        for line in _PARAGRAPHS.split(words):
            for start, end, at in _places(line, name):
                rest = _without_isolates(line[start:at] + line[at + len(name) : end])
                if any(unicodedata.bidirectional(char) in ("L", "R", "AL", "EN", "AN") for char in rest):
                    near = line[max(start, at - _AROUND) : min(end, at + len(name) + _AROUND)].strip()
                    other = "left to right" if document.direction == "rtl" else "right to left"
                    return [
                        f"“{name}” runs {other} and can reorder the text around it: “{near}”. Write each Datum, reader "
                        "and practice text with `set_apart(…)`, or in an element with its own direction, such as <bdi>."
                    ]
    return []


def _places(line: str, name: str) -> Iterator[tuple[int, int, int]]:
    """Yield, for each place of a name, the bounds of the innermost isolate (or line) around it, and the place."""
    ends = _ends(line)
    at = line.find(name)
    while at >= 0:
        around = [(start, end) for start, end in ends.items() if start < at < end]
        start, end = max(around, default=(-1, len(line)))
        yield start + 1, end, at
        at = line.find(name, at + len(name))


def _ends(line: str) -> dict[int, int]:
    """Return where each isolate ends, by where it begins."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for at, char in enumerate(line):
        if char in _OPENING:
            opened.append(at)
        elif char == POP and opened:
            ends[opened.pop()] = at
    return ends | dict.fromkeys(opened, len(line))


def _without_isolates(text: str) -> str:
    """Return text without its isolated parts, which do not affect their neighbors."""
    depth, kept = 0, []
    for char in text:
        if char in _OPENING:
            depth += 1
        elif char == POP:
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(char)
    return "".join(kept)


def _in_hebrew_letters(text: str) -> str:
    return text.lower().translate(_LETTERS)


def _worded(text: str) -> str:
    """Return an interface word in Hebrew letters, with its slots unchanged."""
    pieces = re.split(r"(\{\w+\})", text)
    return "".join(piece if piece.startswith("{") else _in_hebrew_letters(piece) for piece in pieces)
