"""Mistakes in the indentation of lines, and in mixing keys and list items.

Input: a Trouble. Output: a Cause, or nothing if it is another mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rekindle_core.content.reading.mistakes.cause import Cause
from rekindle_core.content.reading.mistakes.trouble import ENTRY, Trouble, indent_of
from rekindle_core.diagnostics import counted
from rekindle_core.frozen import Frozen, replace

# A key followed by several unquoted words: perhaps a text that continues.
_PLAIN_TEXT = re.compile(r"[ ]*(?:-[ ]+)*[\w.-]+:[ ]+[^\"'\[{|>&*!%@`\s][^\s]*\s+\S.*")
_NEVER = 1_000_000
_TAB = re.compile(r"[ ]*(?:-[ ]*)*\t")


def tab(trouble: Trouble) -> Cause | None:
    """A tab in the indentation: YAML counts only spaces."""
    if "quoted scalar" in trouble.said or not (found := _TAB.match(trouble.line)):
        return None
    at = trouble.start + found.end() - 1
    if at > trouble.at:
        return None
    return Cause(
        at, "The indentation contains a tab.", ("indent with spaces: replace each tab with two spaces.")
    )


class _Level(Frozen):
    """An indentation that is open above: the number of spaces, where its line begins, and whether it is a hyphen's."""

    spaces: int
    start: int
    hyphen: bool


def _levels(trouble: Trouble) -> Iterator[_Level]:
    """Yield the indentations that are open above, nearest first."""
    least = _NEVER
    for start, line in trouble.lines_above():
        indent = indent_of(line)
        dash = re.match(r"(?:-[ ]+)+", line[indent:])
        found = [(indent + len(dash[0]), False), (indent, True)] if dash else [(indent, False)]
        for spaces, hyphen in found:
            if spaces < least:
                yield _Level(spaces, start, hyphen)
                least = spaces
        if not least:
            return


def indentation(trouble: Trouble) -> Cause | None:
    """A line whose indentation matches no line above."""
    deeper = "mapping values" in trouble.said and ": " not in trouble.lead
    if trouble.in_flow or not (deeper or (not trouble.lead.strip() and "block" in trouble.said)):
        return None
    indent = indent_of(trouble.line)
    levels = list(_levels(trouble))
    if not levels or (not deeper and indent in [level.spaces for level in levels]):
        return None
    is_item = trouble.line[indent:].startswith("- ")
    near = min(levels, key=lambda one: (abs(one.spaces - indent), one.hyphen != is_item, -one.spaces))
    if near.spaces == indent:
        return None
    above = indent_of(trouble.line_from(near.start))
    meant = above + indent - near.spaces
    if above % 2 and not meant % 2:
        # Someone who indents by two spaces has lost or added one in the line above.
        return _misplaced(near.start, above, meant, f"line {trouble.number(trouble.at)} below")
    cause = _misplaced(trouble.start, indent, near.spaces, f"line {trouble.number(near.start)} above")
    above_line = trouble.line_from(near.start)
    if indent > max(level.spaces for level in levels) and _PLAIN_TEXT.fullmatch(above_line):
        return replace(
            cause, hint=f"{cause.hint} If it continues a piece of text, put quotes around the whole text."
        )
    return cause


def _misplaced(start: int, indent: int, meant: int, other: str) -> Cause:
    message = f"This line begins with {counted(indent, 'space')}, which doesn't match {other}."
    return Cause(
        start + indent, message, f"start it with {counted(meant, 'space') if meant else 'no space'}."
    )


def mixed(trouble: Trouble) -> Cause | None:
    """A key among the items of a list, or an item among keys."""
    if trouble.lead.strip() or "block" not in trouble.said:
        return None
    if trouble.line.lstrip().startswith("- "):
        hint = "put it below the key whose list it belongs to."
        return Cause(trouble.at, "A list item is among keys here.", hint)
    if ENTRY.match(trouble.line) and ("'-' indicator" in trouble.said or "block collection" in trouble.said):
        hint = "put a hyphen and a space before it, or indent it like the key of the list."
        return Cause(trouble.at, "A key is among list items here.", hint)
    return None
