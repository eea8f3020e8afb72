"""How old the sources of the help lines in a Document are, in a sentence for whoever hands it on."""

from __future__ import annotations

from rekindle_core.document.nodes import Document, HelpLine, HelpLines
from rekindle_core.document.walk import walk

_MOST_NAMED = 3


def age_note(document: Document) -> str:
    """Return what to check before the program is handed on, or an empty string."""
    lines = [
        line
        for block in walk(document)
        if isinstance(block, HelpLines)
        for group in block.groups
        for line in group.lines
    ]
    old = sorted((line for line in lines if line.stale), key=lambda line: (line.verified, line.id))
    if not old:
        return ""
    named = ", ".join(map(_named, old[:_MOST_NAMED]))
    more = f" and {len(old) - _MOST_NAMED} more" if len(old) > _MOST_NAMED else ""
    return (
        f"Of {len(lines)} help lines {len(old)} have a source more than a year from {document.date}, and say so on "
        f"the page; check them before you hand it on: {named}{more}."
    )


def _named(line: HelpLine) -> str:
    number = f" {line.number}" if line.number else ""
    return f"{line.name}{number} ({line.verified})"
