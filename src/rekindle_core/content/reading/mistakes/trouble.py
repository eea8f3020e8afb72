"""The text around the position where a YAML parser stopped, by which a cause can be recognized.

Input: a text, and the parser's error. Output: a Trouble. Must not know: which causes exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from rekindle_core.frozen import Frozen

ENTRY = re.compile(r"[ \t]*(?:-[ \t]|(?:-[ \t]+)?[A-Za-z_][\w.-]*:(?:[ \t]|$))")
"""A line that begins an entry: an item of a list, or a key."""

_NAMED = re.compile(r"[ \t]*((?:-[ \t]+)*(?:[\w.@'-]+:[ \t]+)?)(.*)")
_MOST_SHOWN = 80
_MOST_LINES = 2_000


class Quoted(Frozen):
    """A quoted scalar, from its opening quote to after the closing one."""

    start: int
    end: int


class Trouble(Frozen):
    """Where a parser stopped, and what it had read before.

    Attributes:
        text: The whole text.
        said: The parser's message: context and problem.
        at: Where it stopped.
        opens: The start of what it was reading; -1 if unknown.
        quoted: The quoted scalars that end on the line where it stopped, before that position, in order.
        closed: The last closing bracket before that position, on its line; -1 if there is none.
    """

    text: str
    said: str
    at: int
    opens: int = -1
    quoted: tuple[Quoted, ...] = ()
    closed: int = -1

    @property
    def start(self) -> int:
        """The start of the line on which the parser stopped."""
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def line(self) -> str:
        """The line on which the parser stopped."""
        return self.line_from(self.start)

    @property
    def lead(self) -> str:
        """The text before the position, on its line."""
        return self.text[self.start : self.at]

    @property
    def sign(self) -> str:
        """The character at the position; empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def in_flow(self) -> bool:
        """Whether the parser was inside brackets or braces."""
        return "while parsing a flow" in self.said

    def line_from(self, start: int) -> str:
        """Return the rest of a line from a position."""
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end]

    def lines_above(self) -> Iterator[tuple[int, str]]:
        """Yield the lines above with their positions, nearest first, without empty lines and comments."""
        end = self.start - 1
        for _ in range(_MOST_LINES):
            if end < 0:
                return
            start = self.text.rfind("\n", 0, end) + 1
            line = self.text[start:end]
            if line.strip() and not line.lstrip().startswith("#"):
                yield start, line
            end = start - 1

    def number(self, at: int) -> int:
        """Return the line number of a position."""
        return self.text.count("\n", 0, at) + 1


def see_trouble(text: str, error: yaml.MarkedYAMLError, loader: Any) -> Trouble:
    """Return the context of a parser's error."""
    mark: Any = error.problem_mark or error.context_mark
    opens: Any = error.context_mark
    said = " ".join(part for part in (error.context, error.problem) if part)
    trouble = Trouble(text, said, mark.index, -1 if opens is None else opens.index)
    quoted: list[Quoted] = []
    closed = -1
    try:
        # Cut off there: in the whole text, tokens that could still be keys are lost with the error.
        for token in yaml.scan(text[: trouble.at], Loader=loader):
            start, end = token.start_mark.index, token.end_mark.index
            if end < trouble.start:
                continue
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                quoted.append(Quoted(start, end))
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
                closed = start
    except yaml.YAMLError:
        pass  # The part before it is known.
    return Trouble(text, said, trouble.at, trouble.opens, tuple(quoted), closed)


def indent_of(line: str) -> int:
    """Return the number of spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))


def in_quotes(text: str) -> str:
    """Return a text in quotes."""
    text = text.strip()
    if len(text) > _MOST_SHOWN:
        text = f"{text[:_MOST_SHOWN].rstrip()} …"
    return f'"{text}"' if not set(text) & set('"\\') else "'" + text.replace("'", "''") + "'"


def entry_in_quotes(line: str) -> str:
    """Return a line with its value in quotes; its key and leading hyphens stay.

    >>> entry_in_quotes("  why: they said: no")
    'why: "they said: no"'
    """
    match = _NAMED.fullmatch(line)
    name, value = (match[1], match[2]) if match else ("", line)
    return f"{name}{in_quotes(value)}"
