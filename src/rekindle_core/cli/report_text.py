"""Faults as people read them, with the lines they are about.

    garden/steps/01-look.yaml:2:8: unquoted-prose: Prose stands without quotes, where …
      2 | title: Look at the plot
        |        ^
      hint: put quotes around it, or write it as a block (|).

Comes in: faults, and the texts they are in. Goes out: text.
Must not know: where it is printed, beyond whether colour and how much room there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from rekindle_core.cli.terminal.excerpt import excerpt, visible
from rekindle_core.diagnostics import Diagnostic

WIDTH = 100
"""The cells of a line where it is not known how wide the reader's are."""


def text_report(
    faults: Sequence[Diagnostic], texts: Mapping[str, str], *, colour: bool = False, width: int = WIDTH
) -> str:
    """Return a report for people: each fault with its line and what to do, and how many there are.

    Args:
        faults: The faults, in the order in which they are shown.
        texts: What was read, by the name that the faults give it. Of what is not here no line is shown.
        colour: Whether to mark the parts with the terminal's colours.
        width: How many cells the excerpt may take.
    """
    paint = _Paint(colour)
    files = {fault.position.file for fault in faults}
    read = {file: text.split("\n") for file, text in texts.items() if file in files}
    blocks = ["\n".join(_rows(fault, read.get(fault.position.file, ()), paint, width)) for fault in faults]
    count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'} found."
    return "\n\n".join([*blocks, paint(count, bold=True)]) + "\n"


class _Paint:
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, fg: str | None = None, *, bold: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold or None) if self.colour else text


def _rows(fault: Diagnostic, lines: Sequence[str], paint: _Paint, width: int) -> Iterator[str]:
    place, code = (
        paint(f"{visible(str(fault.position))}:", bold=True),
        paint(f"{fault.code}:", "red", bold=True),
    )
    yield f"{place} {code} {visible(fault.message)}"
    number = str(fault.position.line)
    gutter = f"  {number} | "
    if found := excerpt(lines, fault.position, max(width - len(gutter), 20)):
        line, caret = found
        yield paint(gutter, "blue") + line
        yield paint(f"  {' ' * len(number)} | ", "blue") + caret.replace("^", paint("^", "red", bold=True))
    if fault.hint:
        yield f"  {paint('hint:', 'cyan', bold=True)} {visible(fault.hint)}"
    if fault.example:
        yield f"  {paint('example profile:', 'cyan', bold=True)} {visible(fault.example)}"
