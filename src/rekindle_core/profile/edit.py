"""Adding answers to an existing profile, leaving what its author wrote unchanged.

Input: a profile's bytes, and everything known so far. Output: the new text of the file. Must not know:
where the text is kept, or how the values came about.

A commented-out fact is filled in where it is, one that says `unknown` gets its value, and the others are
added at the end, under their headings. A withdrawn answer becomes `unknown`. Comments, order and layout are
kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Value
from rekindle_core.content.reading.source import Source
from rekindle_core.errors import ProfileError
from rekindle_core.frozen import Frozen
from rekindle_core.profile.file import (
    commented_out,
    entry,
    plain_value,
    profile_text,
    section_lines,
)
from rekindle_core.profile.load import load_profile, read_profile_bytes
from rekindle_core.profile.profile import Profile


class EditedProfile(Frozen):
    """A profile's text; `anew` if the old layout could not be kept and its comments were lost."""

    text: str
    anew: bool = False


def edited_profile(pack: Pack, old: bytes, values: Mapping[str, Value]) -> EditedProfile:
    """Return a profile with the new answers added.

    Args:
        pack: The pack that declares the facts.
        old: The current file, which must be valid.
        values: Every fact that is known or declined, including those in the file. A fact in the file that is
            missing here becomes unknown.

    Returns:
        The old text with the new and changed facts, in JSON if it was JSON.
    """
    source = read_profile_bytes(old, "profile")
    before, after = load_profile(pack, old), Profile(values)
    new = {name: after[name] for name in (*after.values, *before.values) if before[name] != after[name]}
    if not new:
        return EditedProfile(source.text)
    # YAML also has a position for the whole; a file with only comments has none, but it is not JSON.
    if source.data and () not in source.marks:
        plain = {name: plain_value(pack.facts[name], value, pack.language) for name, value in new.items()}
        return EditedProfile(json.dumps(source.data | plain, ensure_ascii=False, indent=2) + "\n")
    text = _insert(pack, source, new)
    if _holds(pack, text, values):
        return EditedProfile(text)
    return EditedProfile(profile_text(pack, values), anew=True)


def _holds(pack: Pack, text: str, values: Mapping[str, Value]) -> bool:
    try:
        return load_profile(pack, text.encode()) == Profile(values)
    except ProfileError:
        return False


def _insert(pack: Pack, source: Source, new: Mapping[str, Value]) -> str:
    text = _without_braces(source)
    said = [name for name in new if name in source.data]
    # Work from the end, so that earlier positions stay valid.
    for name in sorted(said, key=lambda name: source.marks[name,].start, reverse=True):
        mark = source.marks[name,]
        line = entry(pack.facts[name], new[name], pack.language)
        start = source.keys[name,].start
        text = (
            text[:start] + line + ("\n" if text[start : mark.end].endswith("\n") else "") + text[mark.end :]
        )
    rest = {name: value for name, value in new.items() if name not in said}
    for name in list(rest):
        place = re.search(rf"^{re.escape(commented_out(pack.facts[name]))}[ \t]*$", text, re.MULTILINE)
        if place:
            line = entry(pack.facts[name], rest.pop(name), pack.language)
            text = text[: place.start()] + line + text[place.end() :]
    lines = [text.rstrip("\n")] if text.strip() else []
    for heading, facts in pack.sections.items():
        if here := [(fact, rest[fact.name]) for fact in facts if fact.name in rest]:
            lines += section_lines(pack, heading, here)
    return "\n".join(lines).lstrip("\n") + "\n"


def _without_braces(source: Source) -> str:
    """Return the text without the `{}` that represents no facts at all."""
    if source.data or () not in source.marks:
        return source.text
    mark = source.marks[()]
    return source.text[: mark.start] + source.text[mark.end :]
