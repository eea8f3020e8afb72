"""Aliases of formats, for people who don't know their names: a file extension, or a program.

Input: a word. Output: the name of a format. Must not know: which formats are installed.
"""

from __future__ import annotations

from collections.abc import Collection

_ALIASES = {
    "text": ("txt", "plain"),
    "markdown": ("md",),
    "html": ("htm", "web"),
    "email": ("mail", "eml", "e-mail"),
    "docx": ("word", "doc"),
    "slides": ("pptx", "powerpoint", "presentation"),
    "csv": ("table", "spreadsheet", "excel", "xlsx", "anki"),
}
_MEANT = {alias: name for name, aliases in _ALIASES.items() for alias in aliases}

FROM_PLUGINS = {"docx": "rekindle-docx", "slides": "rekindle-slides", "csv": "rekindle-csv"}
"""Formats that are not included, each with the plugin that makes it."""


def meant(typed: str, known: Collection[str]) -> str:
    """Return the name of the format that someone means; an unknown one is returned in lower case.

    Args:
        typed: What was typed.
        known: The names of the available formats; a format's own name has precedence over an alias.

    >>> meant("PDF", ["pdf"]), meant("md", ["markdown"]), meant(".Word", [])
    ('pdf', 'markdown', 'docx')
    """
    name = typed.strip()
    if name in known:
        return name
    name = name.casefold().removeprefix(".")
    return name if name in known else _MEANT.get(name, name)
