"""The line of a file with a fault, with a caret under the column.

Input: the lines of a file, a position in it, and the available width in cells. Output: two short lines.
Must not know: what the fault is, or where the excerpt is printed.

The output is safe for a terminal: control characters and characters that change the direction of text are
replaced by visible ones, so that a file can't repaint the screen or hide its contents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wcwidth import iter_graphemes
from wcwidth import width as cells

from rekindle_core.diagnostics import Position

_TAB = "    "
_MORE = "…"
# Characters per cell: most take one, and few lines consist of combining marks.
_NEAR = 8
# Control characters, direction marks and overrides, other line ends, a misplaced byte order mark, and
# halves of surrogate pairs, which no terminal can be given.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return text as one line that a terminal shows unchanged.

    >>> visible("a\tb\x1b[31m")
    'a    b␛[31m'
    """
    return _UNSHOWN.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\t":
        return _TAB
    if character < " ":
        # Unicode has symbols for the control characters, in the same order.
        return chr(0x2400 + ord(character))
    return "␡" if character == "\x7f" else "\ufffd"


def excerpt(lines: Sequence[str], position: Position, width: int) -> tuple[str, str] | None:
    """Return a line and, below it, spaces and a caret.

    Args:
        lines: The lines of the file.
        position: The position; its column counts characters, not cells.
        width: The available cells. A longer line is cut on either side of the column.

    Returns:
        Both lines, without the spaces at the end of the first, or None where there is nothing to show:
        the line is empty, or the text has no such line.
    """
    if not 0 < position.line <= len(lines) or not lines[position.line - 1].strip():
        return None
    line, column = lines[position.line - 1], position.column - 1
    # A line may be as long as the file, so only the part near the column is looked at.
    start, end = max(column - _NEAR * width, 0), column + _NEAR * width
    pieces = list(iter_graphemes(visible(line[start:end]).rstrip()))
    at = _piece_at(pieces, len(visible(line[start:column])))
    # A caret one past the end still needs a cell.
    first, last = _window(pieces, at, width - 1)
    shown = "".join(pieces[first:last])
    gap = cells("".join(pieces[first:at]))
    if first or start:
        shown, gap = _MORE + shown, gap + 1
    return shown + (_MORE if last < len(pieces) else ""), " " * gap + "^"


def _piece_at(pieces: Sequence[str], offset: int) -> int:
    """Return the piece that contains the character at an offset; one past the last if none does."""
    end = 0
    for index, piece in enumerate(pieces):
        end += len(piece)
        if offset < end:
            return index
    return len(pieces)


def _window(pieces: Sequence[str], at: int, width: int) -> tuple[int, int]:
    """Return the range of pieces to show: about a third of the cells before the column, the rest after."""
    if sum(map(cells, pieces)) <= width:
        return 0, len(pieces)
    first, room = at, (width - 2) // 3
    while first and (room := room - cells(pieces[first - 1])) >= 0:
        first -= 1
    last, room = first, width - 2
    while last < len(pieces) and (room := room - cells(pieces[last])) >= 0:
        last += 1
    # At the end of the line, the remaining space goes to the text before it.
    while first and last == len(pieces) and (room := room - cells(pieces[first - 1])) >= 0:
        first -= 1
    return first, last
