"""Emphasized words between asterisks, wherever the rules of CommonMark allow them.

Input: pieces of one stretch of prose, some of them marks. Output: Markdown.
Must not know: Documents.

An asterisk has no effect between a letter and a punctuation mark, or beside another asterisk; it would be
shown, and the asterisks after it would pair up wrongly. A pair without effect is left out: the words stay,
without emphasis.

Source: CommonMark 0.31, "Emphasis and strong emphasis" (rules 1 to 17). Symbols count as punctuation
since 0.31 and did not before, so a mark is used only where both agree.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import zip_longest
from string import punctuation
from typing import Literal, TypeAlias, assert_never

from rekindle_markdown.escaping import code, escaped


@dataclass(frozen=True, slots=True)
class Words:
    """Text that is shown unchanged."""

    text: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Literal characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Finished Markdown, such as a link; it begins and ends with a mark, or is the end of a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One of a pair of marks, identified by the number of the pair, which is not 0."""

    pair: int
    text: Literal["*", "_", "**"]
    opens: bool


Piece: TypeAlias = Words | Verbatim | Marked | Mark


def written(pieces: list[Piece]) -> str:
    """Return pieces as Markdown.

    Args:
        pieces: The pieces in order; pairs of marks are nested, never crossed.
    """
    # At the very beginning, text that looks like a link definition is one, even inside code.
    pieces = [
        Words(piece.text) if isinstance(piece, Verbatim) and "]:" in piece.text else piece
        for piece in _joined([piece for piece in pieces if piece.text])
    ]
    # Leaving a pair out changes the neighbors of others, so all are considered again.
    while pair := _first_that_cannot_stand(pieces):
        pieces = [piece for piece in pieces if not (isinstance(piece, Mark) and piece.pair == pair)]
    row = _joined(pieces)
    return "".join(_written(piece, after) for piece, after in zip_longest(row, row[1:]))


def _written(piece: Piece, after: Piece | None) -> str:
    match piece:
        case Words(text):
            # With an exclamation mark before it, a link would be an image.
            before_link = text.endswith("!") and isinstance(after, Marked) and after.text.startswith("[")
            return escaped(text[:-1]) + r"\!" if before_link else escaped(text)
        case Verbatim():
            return code(piece.text)
        case Marked() | Mark():
            return piece.text
        case _ as never:
            assert_never(never)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with neighbors of the same kind joined, since marks may arise where two texts meet."""
    joined: list[Piece] = []
    for piece in pieces:
        match joined[-1] if joined else None, piece:
            case Words(before), Words(after):
                joined[-1] = Words(before + after)
            case Verbatim(before), Verbatim(after):
                joined[-1] = Verbatim(before + after)
            case _:
                joined.append(piece)
    return joined


def _first_that_cannot_stand(pieces: list[Piece]) -> int:
    edge = Words(" ")
    row = [edge, *(piece for piece in pieces if piece.text), edge]
    for before, piece, after in zip(row, row[1:], row[2:], strict=False):
        if isinstance(piece, Mark) and not _can_stand(piece, before, after):
            return piece.pair
    return 0


def _can_stand(mark: Mark, before: Piece, after: Piece) -> bool:
    if any(isinstance(piece, Mark) and piece.text[0] == mark.text[0] for piece in (before, after)):
        return False
    left, right = _last(before), _first(after)
    outside, inside = (left, right) if mark.opens else (right, left)
    apart = outside.isspace() or unicodedata.category(outside)[0] == "P" or outside in punctuation
    if mark.text == "_" and not apart:
        return False
    return not inside.isspace() and (apart or unicodedata.category(inside)[0] not in "PS")


def _first(piece: Piece) -> str:
    return "`" if isinstance(piece, Verbatim) else piece.text[0]


def _last(piece: Piece) -> str:
    return "`" if isinstance(piece, Verbatim) else piece.text[-1]
