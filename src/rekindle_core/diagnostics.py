"""Faults as values: what is wrong, where, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from rekindle_core.frozen import Frozen

_CODES = (
    "always-true assumption-word bad-agreement bad-assumption bad-condition bad-copy-rule bad-date bad-dose "
    "bad-link bad-logo bad-pronouns bad-setting bad-slot bad-value conflicts-disagree copy-rule "
    "denied-content duplicate-id empty-prose empty-step empty-value fewer-than-promised "
    "gate-without-alternative gate-without-question gates-contradict json-syntax look-back-without-plan "
    "misnamed-file missing-file missing-key missing-slot never-reached never-stands never-true newer-format "
    "no-alternative no-core-prompt no-look-back-words no-prompt-fits no-wording-for-all not-one-line "
    "not-utf-8 phrases-may-run-out profile-size repeated-region reserved-fact slot-in-code slot-in-link "
    "slot-may-be-empty spelling starter-without-room too-long undeclared-assumption undeclared-denial "
    "unknown-alternative unknown-assumption unknown-fact unknown-file unknown-key unknown-kind "
    "unknown-language unknown-person unknown-preset unknown-slot unknown-source unknown-step unknown-tag "
    "unknown-technique unknown-value unquoted-prose unreadable unsafe-logo unsupported-markup "
    "unused-alternative unused-fact unused-step vetoed-alternative vetoed-content wrong-shape wrong-type "
    "yaml-anchor yaml-character yaml-comment yaml-depth yaml-documents yaml-duplicate-key yaml-key yaml-size "
    "yaml-syntax yaml-tag "
)
CODES = frozenset(_CODES.split())
"""Every code that a Diagnostic can have; each has a section in docs/reference/errors.md."""


class Position(Frozen, order=True):
    """A position in a file. Lines and columns count from 1; a column counts characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(Frozen):
    """One fault.

    `code` is kebab-case and has a section in docs/reference/errors.md. `hint` says what to do, or is empty.
    `example` is a profile in JSON that shows the fault, if there is one.
    """

    position: Position
    code: str
    message: str
    hint: str = ""
    example: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"the code {self.code} is not in CODES")

    def __str__(self) -> str:
        text = f"{self.position}: {self.code}: {self.message}"
        return f"{text} Hint: {self.hint}" if self.hint else text


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return 'did you mean “near”?' for the nearest known word, or an empty string.

    >>> did_you_mean("pdff", ["pdf", "html"])
    'did you mean “pdf”?'
    """
    near = near_words(word, known)
    return f"did you mean “{near[0]}”?" if near else ""


def near_words(word: str, known: Iterable[str]) -> list[str]:
    """Return the nearest known word, ignoring case, or an empty list."""
    import difflib

    by_case: dict[str, str] = {}
    for name in known:
        by_case.setdefault(name.casefold(), name)
    return [
        by_case[near] for near in difflib.get_close_matches(word.casefold(), list(by_case), n=1, cutoff=0.6)
    ]


def counted(number: int, word: str) -> str:
    """Return a number with its noun, for messages.

    >>> counted(1, "prompt"), counted(0, "prompt")
    ('1 prompt', '0 prompts')
    """
    return f"{number} {plural(word, number)}"


def plural(word: str, number: int) -> str:
    """Return a noun in its form for a number.

    >>> plural("gate", 2)
    'gates'
    """
    return word if number == 1 else f"{word}s"


def shown_path(path: Path) -> str:
    """Return a path as a person would write it from where they are."""
    try:
        return Path(os.path.realpath(path)).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()
