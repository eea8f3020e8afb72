"""Colons and hyphens that are missing, or that have no space after them.

Input: a Trouble. Output: a Cause, or nothing if it is another mistake.
"""

from __future__ import annotations

import re

from rekindle_core.content.reading.mistakes.cause import Cause
from rekindle_core.content.reading.mistakes.trouble import ENTRY, Trouble, indent_of

_DASH = re.compile(r"[ ]*-[^\s-]")
_GLUED = re.compile(r"[ ]*(?:-[ ]+)?([A-Za-z_][\w.-]*):(\S.*)")
_VALUE = re.compile(r"[ ]*(?:-[ ]+)?([A-Za-z_][\w.-]*)(:|[ ]+)([\[{\"'].*)")
_EQUALS = re.compile(r"[ ]*(?:-[ ]+)?([A-Za-z_][\w.-]*)[ ]*=[ ]*(.*)")
_BARE = re.compile(r"[ ]*(?:-[ ]+)?([A-Za-z_][\w.-]*)(?:[ ]+([\"'\[{|>0-9].*|\S+))?[ ]*")


def hyphen(trouble: Trouble) -> Cause | None:
    """A hyphen without a space after it, which is not a list item in YAML."""
    lines = [(trouble.start, trouble.line), *list(trouble.lines_above())[:1]]
    if (
        "block" not in trouble.said
        and "simple key" not in trouble.said
        and "mapping values" not in trouble.said
    ):
        return None
    if "simple key" in trouble.said and trouble.opens >= 0:
        start = trouble.text.rfind("\n", 0, trouble.opens) + 1
        lines.append((start, trouble.line_from(start)))
    for start, line in lines:
        if _DASH.match(line):
            at = start + indent_of(line)
            hint = f"write “- {line.strip()[1:41].strip()}”, with a space after the hyphen."
            return Cause(at, "The space after the hyphen is missing.", hint)
    return None


def colon(trouble: Trouble) -> Cause | None:
    """A line that should be a key and its value, but has no colon with a space after it."""
    if "could not find expected ':'" in trouble.said and trouble.opens >= 0:
        start = trouble.text.rfind("\n", 0, trouble.opens) + 1
    elif "mapping values" in trouble.said and (above := next(trouble.lines_above(), None)):
        start = above[0]
        if ": " in trouble.lead or indent_of(above[1]) > indent_of(trouble.line):
            return None
    else:
        return None
    line = trouble.line_from(start)
    at = start + indent_of(line)
    if ENTRY.match(line) and not line.lstrip().startswith("- "):
        return None
    if match := _EQUALS.fullmatch(line):
        return Cause(at, "A key needs a colon after it.", f"write {match[1]}: {match[2].strip()}")
    if match := _GLUED.fullmatch(line):
        return Cause(at, "A colon needs a space after it.", f"write {match[1]}: {match[2].strip()}")
    if match := _BARE.fullmatch(line):
        value = f" {match[2].strip()}" if match[2] else ""
        return Cause(at, f"The colon after “{match[1]}” is missing.", f"write {match[1]}:{value}")
    if "could not find" in trouble.said:
        hint = (
            "if this continues the text above, indent it further than its key, or put quotes around the "
            "whole text."
        )
        return Cause(at, "This line is neither a key with a colon nor part of the text above.", hint)
    return None


def colon_of_value(trouble: Trouble) -> Cause | None:
    """A key whose value is in brackets or quotes, without a colon and a space between the two."""
    match = _VALUE.fullmatch(trouble.line)
    if trouble.in_flow or match is None or trouble.start + match.start(3) > trouble.at:
        return None
    message = (
        "A colon needs a space after it." if match[2] == ":" else f"The colon after “{match[1]}” is missing."
    )
    return Cause(trouble.start + match.start(1), message, f"write {match[1]}: {match[3]}")
