"""Unquoted text that contains a character with a special meaning in YAML.

Input: a Trouble. Output: a Cause, or nothing if it is another mistake.
"""

from __future__ import annotations

import re

from rekindle_core.content.reading.mistakes.cause import Cause
from rekindle_core.content.reading.mistakes.trouble import ENTRY, Trouble, entry_in_quotes

_CURLY = re.compile(r"[ ]*(?:-[ ]+)*(?:[\w.-]+:[ ]+)?([“”„‘’«»])")
_STARTS = {
    "@": "an at sign", "`": "a backtick", "%": "a percent sign", "*": "a star", "&": "an ampersand",
    "!": "an exclamation mark", ",": "a comma", "]": "a bracket", "}": "a brace", "?": "a question mark",
}  # fmt: skip


def text_with_colon(trouble: Trouble) -> Cause | None:
    """Text without quotes that contains a colon."""
    flow = trouble.in_flow and trouble.sign == ":"
    if not flow and not ("mapping values" in trouble.said and ": " in trouble.lead):
        return None
    if curly := _CURLY.match(trouble.line):
        message = f"YAML doesn't treat {curly[1]} as a quotation mark, and this text contains a colon."
        written = re.sub("[“”„«»]", "", trouble.line)
        return Cause(trouble.at, message, f"write straight quotes: {entry_in_quotes(written)}")
    if flow:
        return Cause(
            trouble.at, "Text that contains a colon needs quotes.", "put quotes around the whole text."
        )
    hint = f"write {entry_in_quotes(trouble.line)}"
    return Cause(trouble.at, "Text that contains a colon needs quotes.", hint)


def text_with_sign(trouble: Trouble) -> Cause | None:
    """Text that begins with a sign that means something else to YAML."""
    at = (
        trouble.opens
        if re.search("alias|anchor|tag|block scalar", trouble.said) and trouble.opens >= 0
        else trouble.at
    )
    sign = trouble.text[at : at + 1]
    line = trouble.line_from(trouble.text.rfind("\n", 0, at) + 1)
    lead = trouble.text[trouble.text.rfind("\n", 0, at) + 1 : at]
    if lead.strip() and not lead.rstrip().endswith((":", "-", ",", "[", "{")):
        return None
    if sign == "-" and "sequence entries" in trouble.said:
        hint = f"start the list on the next line, or write {entry_in_quotes(line)} if it is text."
        return Cause(at, "A list can't start on the same line as its key.", hint)
    if sign == "*" and not lead.strip() and trouble.text[at + 1 : at + 2] == " ":
        return Cause(at, "A list item starts with a hyphen.", f"write - {line.strip()[1:].strip()[:60]}")
    if sign in ("|", ">"):
        shown = entry_in_quotes(lead + line[len(lead) + 1 :].strip())
        shown = entry_in_quotes(lead + line[len(lead) + 1 :].strip())
        hint = f"write the text on the next line, indented; or write {shown}"
        return Cause(at, f"Text can't follow the {sign} of a block on the same line.", hint)
    if sign not in _STARTS or not re.search(
        "cannot start|alias|anchor|tag|node content|mapping keys", trouble.said
    ):
        return None
    shown = (
        f"write {entry_in_quotes(line)}"
        if not trouble.in_flow and "flow" not in trouble.said
        else "put quotes around it."
    )
    return Cause(at, f"Text that starts with {_STARTS[sign]} needs quotes.", shown)


# A line of an unquoted text that YAML reads as a comment from its #; the next line then doesn't fit.
_MAYBE_CUT = re.compile("[^\"'#]*[^\"'#\\s][^\"'#]*\\s#")


def cut(trouble: Trouble) -> Cause | None:
    """Unquoted text that a # cuts short, so that its next line doesn't fit."""
    above = next(trouble.lines_above(), None)
    if above is None or not _MAYBE_CUT.match(above[1]) or trouble.line.lstrip().startswith("- "):
        return None
    if ENTRY.match(trouble.line) and not trouble.in_flow:
        return None
    at = above[0] + above[1].index("#")
    if trouble.in_flow and not set(above[1][above[1].index("#") :]) & set("]}"):
        return None
    return Cause(
        at,
        "A # after a space starts a comment, which cuts this text short.",
        "put quotes around the whole text.",
    )


def dots(trouble: Trouble) -> Cause | None:
    """Three dots at the beginning of a line, which end a document."""
    above = next(trouble.lines_above(), None)
    lines = [(trouble.start, trouble.line), *([above] if above else ())]
    for start, line in lines:
        if line.startswith("..."):
            hint = "delete them, or put quotes around text that starts with three dots."
            return Cause(start, "Three dots at the start of a line end a YAML file.", hint)
    return None
