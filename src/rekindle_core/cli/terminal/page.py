"""A page for people: lines as values, laid out for a terminal's width and colors, or plain for a pipe.

Input: lines, each with a mark before it, a tone and an indent. Output: text, line by line. Must not
know: what the lines are about.

In a terminal, long lines are wrapped with a hanging indent. In a pipe, each line stays on one line, so that
grep and diff find all of it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeAlias

import click

from rekindle_core.frozen import Frozen

Tone: TypeAlias = Literal["plain", "title", "stop", "ask", "go", "faint"]

LEAST_WIDTH, MOST_WIDTH = 40, 120
"""Lines are never narrower, which would be unreadable, nor wider, which would be unpleasant."""

_STYLES: dict[Tone, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True},
    "stop": {"fg": "red", "bold": True},
    "ask": {"fg": "yellow"},
    "go": {"fg": "green"},
    "faint": {"dim": True},
}


class Line(Frozen):
    """One line; if it has a mark, the tone applies to the mark, and wrapped text hangs beside it."""

    text: str = ""
    mark: str = ""
    tone: Tone = "plain"
    indent: int = 0


def is_terminal() -> bool:
    """Return whether a person reads the output, rather than another program."""
    return sys.stdout.isatty()


def show(lines: Iterable[Line]) -> None:
    """Write lines to stdout, laid out for the reader."""
    width = min(max(shutil.get_terminal_size().columns, LEAST_WIDTH), MOST_WIDTH) if is_terminal() else None
    colour = is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    encoding = sys.stdout.encoding or "utf-8"
    for text in laid_out(lines, width=width, colour=colour):
        # A terminal without typographic quotes gets the quotes that it has.
        click.echo(text.encode(encoding, "replace").decode(encoding), color=colour)


def laid_out(lines: Iterable[Line], *, width: int | None, colour: bool) -> Iterator[str]:
    """Yield lines as text.

    Args:
        lines: The lines.
        width: The available cells; None for no limit.
        colour: Whether to show tones.
    """
    for line in lines:
        front = " " * line.indent + line.mark
        first, *rest = _wrapped(line.text, None if width is None else width - _cells(front))
        hang = " " * _cells(front)
        if not colour:
            yield (front + first).rstrip()
            yield from (hang + text for text in rest)
        elif line.mark:
            yield " " * line.indent + click.style(line.mark, **_STYLES[line.tone]) + first
            yield from (hang + text for text in rest)
        else:
            yield from (hang + click.style(text, **_STYLES[line.tone]) for text in (first, *rest))


def _wrapped(text: str, width: int | None) -> list[str]:
    if width is None or _cells(text) <= width:
        return [text]
    import wcwidth

    return wcwidth.wrap(text, max(width, 20), break_on_hyphens=False) or [""]


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    import wcwidth

    return max(wcwidth.wcswidth(text), 0)
