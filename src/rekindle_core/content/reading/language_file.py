"""Reading a language file: the pack's own, or one that comes with the core.

Comes in: the language that a pack names. Goes out: a Language, or the faults of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rekindle_core.content.model.language import Language
from rekindle_core.content.model.values import PronounSet
from rekindle_core.content.reading.cut_text import cut_texts, with_cut
from rekindle_core.content.reading.raw import RawFile
from rekindle_core.content.reading.schema import check_shape
from rekindle_core.content.reading.source import ReadError, Source, decode, read_bytes
from rekindle_core.content.reading.text_places import free_texts
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic, did_you_mean, shown_path

LANGUAGES = Path(__file__).parent.parent / "languages"
FALLBACK = "en"
"""The language whose words for reasons stand in for those that another leaves out."""

_SLOT = re.compile(r"\{(\w+)\}")


def load_language(
    own: RawFile | None, source: Source, faults: list[Diagnostic]
) -> tuple[Language, Source] | None:
    """Return a pack's language: from the pack's own language.yaml, else one that comes with the core.

    Args:
        own: The pack's language.yaml, if it has one.
        source: Its pack.yaml, whose shape is right.
        faults: Where faults are taken down.

    Returns:
        The language and the file it was read from, or None if there are faults.
    """
    tag = str(source.data["language"])
    path = LANGUAGES / f"{tag}.yaml"
    if own is None and not path.is_file():
        known = sorted(item.stem for item in LANGUAGES.glob("*.yaml"))
        hint = (
            did_you_mean(tag, known)
            or f"there are {', '.join(known)}; a pack can bring its own language.yaml."
        )
        faults.append(
            Diagnostic(source.position(("language",)), "unknown-language", f"“{tag}” is not known.", hint)
        )
        return None
    try:
        if own is None:
            name = shown_path(path)
            own = RawFile(name, read_bytes(path, name))
        read = read_yaml(decode(own.data, own.shown), own.shown)
    except ReadError as refused:
        faults.append(refused.diagnostic)
        return None
    cut = cut_texts(read, lambda: free_texts(read, "language"))
    found = with_cut(cut, read, check_shape(read, "language")) or (
        *_language_faults(read, tag),
        *_reason_faults(read),
    )
    faults.extend(found)
    return None if found else (_language(read), read)


def _language(source: Source) -> Language:
    data = source.data
    sets = {
        name: PronounSet(tuple((case, forms[case]) for case in data["cases"]), forms["number"])
        for name, forms in data["pronouns"].items()
    }
    return Language(
        tag=data["language"],
        direction=data["direction"],
        classes=tuple(data["classes"]),
        cases=tuple(data["cases"]),
        pronouns=sets,
        default_pronouns=data["default_pronouns"],
        possessive=data["possessive"],
        possessive_cases=tuple(data["possessive_cases"]),
        quotes=data["quotes"],
        abbreviations=tuple(data["abbreviations"]),
        words=data["words"],
        counselor=data.get("counselor", {}),
        reasons={**fallback_reasons(), **data.get("reasons", {})},
    )


@cache
def fallback_reasons() -> Mapping[str, str]:
    """Return the words of reasons that every language has if it has none of its own."""
    path = LANGUAGES / f"{FALLBACK}.yaml"
    name = shown_path(path)
    words: Mapping[str, str] = read_yaml(decode(read_bytes(path, name), name), name).data["reasons"]
    return words


def _language_faults(source: Source, tag: str) -> Iterator[Diagnostic]:
    data = source.data
    if data["language"] != tag:
        message = f"This is the language “{data['language']}”; pack.yaml names “{tag}”."
        yield Diagnostic(source.position(("language",)), "bad-value", message, "let both say the same.")
    for name, forms in data["pronouns"].items():
        at = source.position(("pronouns", name), key=True)
        if lacking := [case for case in data["cases"] if case not in forms]:
            yield Diagnostic(at, "missing-key", f"The set has no form for {', '.join(lacking)}.", "add it.")
        if forms["number"] not in data["classes"]:
            hint = f"it is one of {', '.join(data['classes'])}."
            yield Diagnostic(at, "bad-value", f"There is no class “{forms['number']}”.", hint)
    for case in data["possessive_cases"]:
        if case not in data["cases"]:
            at = source.position(("possessive_cases",))
            yield Diagnostic(
                at, "bad-value", f"There is no case “{case}”.", did_you_mean(case, data["cases"])
            )
    if data["default_pronouns"] not in data["pronouns"]:
        at = source.position(("default_pronouns",))
        hint = did_you_mean(data["default_pronouns"], data["pronouns"])
        yield Diagnostic(at, "bad-value", f"There is no pronoun set “{data['default_pronouns']}”.", hint)


def _reason_faults(source: Source) -> Iterator[Diagnostic]:
    """Yield what no reason ever says: words of an unknown key, and slots that are never filled in."""
    own = source.data.get("reasons", {})
    known = fallback_reasons() if own else {}
    for key, words in own.items():
        if key not in known:
            at = source.position(("reasons", key), key=True)
            hint = did_you_mean(key, known) or "leave it out; the keys are those of the language en."
            yield Diagnostic(at, "unknown-key", f"No reason has the words “{key}”.", hint)
            continue
        slots = dict.fromkeys(_SLOT.findall(known[key]))
        if wrong := [name for name in _SLOT.findall(words) if name not in slots]:
            there = ", ".join(f"{{{name}}}" for name in slots) or "none"
            message = f"{{{wrong[0]}}} is never filled in here."
            at = source.position(("reasons", key))
            yield Diagnostic(at, "unknown-slot", message, f"the slots of “{key}” are: {there}.")
