"""Answers as they look in their fields: the compiler sets them, with every font that pages have.

Input: texts, and how large their fields are. Output: for each a drawing, as PDF's own instructions, with the
fonts that it needs, in the file that it is to be in. Must not know: fields, or what any answer is to.

A letter that no font has is drawn as an empty box. In the field's value it is kept as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rekindle_pdf.compile import compile_answers
from rekindle_pdf.inlines import Data
from rekindle_pdf.marks import INK
from rekindle_pdf.pdf_file import REFERENCE, PdfFile, read_pdf

_NO_LETTER = "\N{WHITE SQUARE}"
_TAB = " " * 4
_LONG_WORD = 30
_COLOUR = re.compile(rb"/c\d+ cs [0-9. ]+ scn")
_PAGES = re.compile(rb"/Kids\[([0-9R ]*)\]")
_RESOURCES = re.compile(rb"/Resources (\d+) 0 R")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_FONTS = re.compile(rb"/Font<<(.*?)>>")
_PIECE = re.compile(rb"\\[0-7]{3}|\\.|[()]|[^\\()]+", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Lettering(NamedTuple):
    """A text, and the field that it is to be shown in."""

    text: str
    width: float
    height: float
    many: bool
    """Whether it has several lines."""


class Drawing(NamedTuple):
    """Instructions, and the fonts that they name: entries of a dictionary."""

    content: bytes
    fonts: bytes


def draw_texts(
    file: PdfFile, texts: Sequence[Lettering], *, size: int, fonts: str = ""
) -> tuple[list[Drawing], str]:
    """Return drawings of texts.

    Args:
        file: The file that they are for; fonts are added to it.
        texts: The texts.
        size: That of letters, in points.
        fonts: A folder with more fonts.

    Returns:
        The drawings in the same order, the same for the same arguments, and the letters that no font has.
    """
    shown = [_cut(one, size) for one in texts]
    made = _set(shown, size, fonts)
    missing = ""
    if bad := [one for one, drawn in zip(shown, made.contents, strict=True) if _lacks_letter(drawn)]:
        letters = sorted({char for one in bad for char in one.text if char > "\x7f"})
        alone = _set([Lettering(char, 99, 99, many=False) for char in letters], size, fonts)
        lacking = [char for char, drawn in zip(letters, alone.contents, strict=True) if _lacks_letter(drawn)]
        missing = "".join(lacking)
        boxes = str.maketrans(dict.fromkeys(lacking, _NO_LETTER))
        made = _set([one._replace(text=one.text.translate(boxes)) for one in shown], size, fonts)
    taken: dict[int, int] = {}
    return [_taken(file, made, page, taken) for page in range(len(texts))], missing


class _Pages(NamedTuple):
    """Pages that were set: the file that contains them, the number of each one's resources, and its instructions."""

    file: PdfFile
    resources: list[int]
    contents: list[bytes]


def _set(texts: Sequence[Lettering], size: int, fonts: str) -> _Pages:
    answers = [
        {
            "width": round(one.width, 3),
            "height": round(one.height, 3),
            "many": one.many,
            "lines": [_line(line) for line in one.text.split("\n")],
        }
        for one in texts
    ]
    file = read_pdf(compile_answers({"size": size, "answers": answers}, fonts=fonts))
    tree = next(body for body in file.objects if body.startswith(b"<</Type/Pages"))
    kids = _PAGES.search(tree)
    pages = [file.objects[int(number)] for number in REFERENCE.findall(kids[1])] if kids else []
    resources, contents = [], []
    for page in pages:
        (resource,), (content,) = _RESOURCES.findall(page), _CONTENTS.findall(page)
        resources.append(int(resource))
        contents.append(file.content(int(content)))
    return _Pages(file, resources, contents)


def _line(line: str) -> Data:
    # A line that contains nothing is as high as any other.
    return {"text": _broken(line) or "\N{NO-BREAK SPACE}", "rtl": _runs_from_right(line)}


def _broken(line: str) -> str:
    """Return a line in which a word without end, such as an address, may break anywhere."""
    return " ".join(
        "\N{ZERO WIDTH SPACE}".join(word) if len(word) > _LONG_WORD and word.isascii() else word
        for word in line.split(" ")
    )


def _runs_from_right(line: str) -> bool:
    """Return whether the first letter that has a direction runs from right to left (Unicode's rules P2 and P3)."""
    directions = map(unicodedata.bidirectional, line)
    return next((one != "L" for one in directions if one in ("L", "R", "AL")), False)


def _cut(one: Lettering, size: int) -> Lettering:
    """Return a text without what can by no means be seen in its field."""
    lines = int(one.height / size) + 2
    in_line = int(one.width / size * 6) + 20
    text = "".join(
        char
        for char in one.text[: lines * in_line].replace("\t", _TAB)
        if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return one._replace(text="\n".join(line[: lines * in_line] for line in text.split("\n")[:lines]))


def _lacks_letter(content: bytes) -> bool:
    """Return whether instructions show the glyph for missing letters, which is the font's first."""
    return any(
        letters[at : at + 2] == b"\0\0" for letters in _strings(content) for at in range(0, len(letters), 2)
    )


def _strings(content: bytes) -> Iterator[bytes]:
    """Yield the strings in instructions; one may contain brackets, as long as each is closed."""
    depth, letters = 0, b""
    for piece in _PIECE.findall(content):
        depth += piece == b"("
        if depth and not (piece == b"(" and depth == 1):
            letters += b"" if piece == b")" and depth == 1 else _ESCAPED.sub(_unescaped, piece)
        if piece == b")" and depth:
            depth -= 1
            if not depth:
                yield letters
                letters = b""


def _unescaped(match: re.Match[bytes]) -> bytes:
    if len(match[1]) == 3:
        return bytes((int(match[1], 8),))
    return _CONTROLS.get(match[1], match[1])


def _taken(file: PdfFile, made: _Pages, page: int, taken: dict[int, int]) -> Drawing:
    fonts = _FONTS.search(made.file.objects[made.resources[page]])
    named = (
        REFERENCE.sub(lambda one: b"%d 0 R" % file.take(made.file, int(one[1]), taken), fonts[1])
        if fonts
        else b""
    )
    content = _COLOUR.sub(b" %b rg" % INK.encode(), made.contents[page])
    return Drawing(content, named)
