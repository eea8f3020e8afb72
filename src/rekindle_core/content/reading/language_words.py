"""The words of a language file, compared with the English ones.

Input: a parsed language file. Output: what is missing, and what would be printed wrong or never. Must
not know: the grammar of a language; language_file.py handles that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from rekindle_core.content.reading.source import Source, decode, read_bytes
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic, Position, counted, did_you_mean, shown_path

LANGUAGES = Path(__file__).parent.parent / "languages"
ENGLISH = LANGUAGES / "en.yaml"
LEAST_COVER = 256
"""The characters of an email that its preview may show: RFC 8970 allows servers this many."""
_MONTHS = 12
_MOST_INLINE = 3
_SLOT = re.compile(r"\{(\w+)\}")
_SECTIONS = ("words", "counselor", "reasons", "interview")
_DATE_SLOTS = ("day", "month", "year")
_MAY_HAVE = {"refused": ("answer", "how"), "how_name": ("most",), "how_text": ("most",)}
"""Slots that are filled in, in addition to those of the English words."""
_MAY_LACK = ("refused",)
"""Words that need none of their slots; singular forms (`…_one`) can also spell out the number."""


@cache
def bundled_language(tag: str) -> Mapping[str, Any]:
    """Return the contents of the included file for a language."""
    path = LANGUAGES / f"{tag}.yaml"
    name = shown_path(path)
    data: Mapping[str, Any] = read_yaml(decode(read_bytes(path, name), name), name).data
    return data


def english() -> Mapping[str, Any]:
    """Return the contents of the English file."""
    return bundled_language("en")


def with_empty_sections(source: Source) -> Source:
    """Replace empty sections of a file with empty mappings: a translation starts that way."""
    if not isinstance(source.data, dict):
        return source
    empty: dict[str, dict[str, str]] = {
        name: {} for name, held in english().items() if isinstance(held, dict) and name in source.data
    }
    data = {name: empty.get(name, held) if held is None else held for name, held in source.data.items()}
    return replace(source, data=data)


def missing_together(source: Source, faults: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield faults of a file's structure; the missing keys of one section are one fault, with the English of each.

    Args:
        source: The file.
        faults: The faults found by its schema.
    """
    rest = [*faults]
    if not isinstance(source.data, dict):
        yield from rest
        return
    tag = source.data.get("language") or "your language"
    for place, known in _places(source.data):
        at = source.position(place)
        told = {key: f"The key “{key}” is missing here." for key in known}
        found = {one.message for one in rest if one.code == "missing-key" and one.position == at}
        lacking = [key for key in known if told[key] in found]
        if lacking:
            messages = {told[key] for key in lacking}
            rest = [one for one in rest if one.position != at or one.message not in messages]
            yield _lacking(at, place, {key: known[key] for key in lacking}, str(tag))
    yield from rest


def _places(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Yield where keys may be missing, and the English there."""
    yield (), english()
    for name, known in english().items():
        if isinstance(known, dict) and isinstance(data.get(name), dict) and name != "pronouns":
            yield (name,), known


def _lacking(at: Position, place: tuple[str, ...], known: Mapping[str, Any], tag: str) -> Diagnostic:
    message = f"{'.'.join(place) or 'The file'} lacks {counted(len(known), 'key')}."
    words = "; ".join(f"{key}: {_beside(held)}" for key, held in known.items())
    return Diagnostic(at, "missing-key", message, f"add in {tag} what is in English {words}")


def _beside(held: object) -> str:
    """Return the English; for a whole section, where to find it."""
    if isinstance(held, dict) and (
        len(held) > _MOST_INLINE or not all(isinstance(one, str) for one in held.values())
    ):
        return f"(the keys that it has in {shown_path(ENGLISH)})"
    return json.dumps(held, ensure_ascii=False)


def word_faults(source: Source) -> Iterator[Diagnostic]:
    """Yield the faults in the words of a file with a valid structure."""
    # A language without classes has none to name.
    unsaid = () if source.data["classes"] else ("classes",)
    for section in _SECTIONS:
        known = english()[section]
        for key, words in source.data.get(section, {}).items():
            if key not in known:
                at = source.position((section, key), key=True)
                hint = (
                    did_you_mean(key, known)
                    or f"delete it, because nothing uses it; {section} has the same keys as en."
                )
                yield Diagnostic(at, "unknown-key", f"There is no key “{key}” here.", hint)
                continue
            slots = tuple(name for name in dict.fromkeys(_SLOT.findall(known[key])) if name not in unsaid)
            free = key in _MAY_LACK or key.endswith("_one")
            more = _MAY_HAVE.get(key, ())
            yield from _slot_faults(source, (section, key), words, () if free else slots, (*slots, *more))
    yield from _date_faults(source)
    cover = " ".join(source.data["words"]["mail_cover"].split())
    if len(cover) < LEAST_COVER:
        message = (
            f"This has {len(cover)} characters, so the preview of an email would continue with the text of "
            "its page."
        )
        hint = f"write at least {LEAST_COVER} characters that say nothing about what is in the email."
        yield Diagnostic(source.position(("words", "mail_cover")), "bad-value", message, hint)


def _slot_faults(
    source: Source, path: tuple[str, ...], words: str, needed: Iterable[str], filled: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield the first slot in some words that is never filled in, or else the missing ones."""
    at, key, filled = source.position(path), path[-1], tuple(filled)
    held = _SLOT.findall(words)
    if wrong := [name for name in held if name not in filled]:
        there = ", ".join(f"{{{name}}}" for name in filled) or "none"
        hint = f"the slots of “{key}” are: {there}."
        yield Diagnostic(at, "unknown-slot", f"{{{wrong[0]}}} is never filled in here.", hint)
    elif lacking := [f"{{{name}}}" for name in needed if name not in held]:
        example = json.dumps(english()[path[0]].get(key), ensure_ascii=False)
        hint = (
            f"write it where it belongs, as in the English: {example}."
            if path[0] in _SECTIONS
            else "add what is missing."
        )
        yield Diagnostic(at, "missing-slot", f"“{key}” lacks {' and '.join(lacking)}.", hint)


def _date_faults(source: Source) -> Iterator[Diagnostic]:
    """Yield lists of months that are not twelve, and date formats that lack a part or are for no country."""
    # Imported here: a language without them doesn't need the table.
    from rekindle_core.content.model.countries import COUNTRIES, country_fault

    months = source.data["words"]["months"].split()
    if len(months) != _MONTHS:
        message = f"There are {len(months)} months here: {', '.join(months)}."
        hint = "write the twelve, January first, each one word, with spaces between them."
        yield Diagnostic(source.position(("words", "months")), "bad-value", message, hint)
    for country, form in source.data.get("date_forms", {}).items():
        yield from _slot_faults(source, ("date_forms", country), form, _DATE_SLOTS, _DATE_SLOTS)
        if country not in COUNTRIES:
            message, hint = country_fault(country)
            yield Diagnostic(source.position(("date_forms", country), key=True), "bad-value", message, hint)
