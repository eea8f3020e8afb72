"""From checked data to options: the things to tick in a list, or in a column of a table."""

from __future__ import annotations

from rekindle_core.content.model.response.option import OptionSpec
from rekindle_core.content.reading.cursor import Cursor


def build_options(at: Cursor, key: str) -> tuple[OptionSpec, ...]:
    """Return the options under a key; a duplicate id is a fault."""
    options: dict[str, OptionSpec] = {}
    for item in at.each(key):
        name = str(item.value("id"))
        if name in options:
            item["id"].fault("duplicate-id", f"The option “{name}” is listed twice.", "give it another id.")
        options[name] = OptionSpec(name, item.line("text", fixed=True))
    return tuple(options.values())
