"""Answers put into a profile that is there already, so that what its author wrote stays as it was.

Comes in: a profile's bytes, and all that is known by now. Goes out: the text of the file as it is to be.
Must not know: where the text is kept, or how the values came about.

A fact that is commented out is filled in where it is, one that says `unknown` gets its value, and
others come at the end, under their headings. An answer that was taken back becomes `unknown`. Comments, order and
layout stay.
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
    """A profile's text; `anew` if the old layout could not be kept and its comments are lost."""

    text: str
    anew: bool = False


def edited_profile(pack: Pack, old: bytes, values: Mapping[str, Value]) -> EditedProfile:
    """Return a profile with what has come to be known.

    Args:
        pack: The pack whose facts they are.
        old: The file as it is; it is in order.
        values: Every fact that is known or declined, those of the file among them. A fact of the file that is not
            among them becomes unknown.

    Returns:
        The old text with the facts that are new or changed, in JSON if it was JSON.
    """
    source = read_profile_bytes(old, "profile")
    before, after = load_profile(pack, old), Profile(values)
    new = {name: after[name] for name in (*after.values, *before.values) if before[name] != after[name]}
    if not new:
        return EditedProfile(source.text)
    # YAML has a place for the whole as well; a file of comments alone has none, but it is no JSON.
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
    # From the end, so that what comes before keeps its place.
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
    """Return the text, without the `{}` that stands for no facts at all."""
    if source.data or () not in source.marks:
        return source.text
    mark = source.marks[()]
    return source.text[: mark.start] + source.text[mark.end :]
