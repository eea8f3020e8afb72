"""Faults as values: what is wrong, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file. Lines and columns count from 1; a column counts characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault.

    `code` is kebab-case and has a section in docs/reference/errors.md. `hint` says what to do, or is empty.
    """

    position: Position
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.position}: {self.code}: {self.message}"
        return f"{text} Hint: {self.hint}" if self.hint else text


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return 'did you mean “near”?' for the nearest known word, or an empty string.

    >>> did_you_mean("pdff", ["pdf", "html"])
    'did you mean “pdf”?'
    """
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else ""
