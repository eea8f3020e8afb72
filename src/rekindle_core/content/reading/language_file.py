"""Reading a language file: the pack's own, or one that comes with the core.

Comes in: the language that a pack names. Goes out: a Language, or the faults of its file.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rekindle_core.content.model.language import FactWords, Language
from rekindle_core.content.model.values import PronounSet
from rekindle_core.content.reading.cut_text import cut_texts, with_cut
from rekindle_core.content.reading.raw import RawFile
from rekindle_core.content.reading.schema import check_shape
from rekindle_core.content.reading.source import ReadError, Source, decode, read_bytes
from rekindle_core.content.reading.text_places import free_texts
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic, Position, counted, did_you_mean, shown_path

LANGUAGES = Path(__file__).parent.parent / "languages"
ENGLISH = LANGUAGES / "en.yaml"
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
    shape = with_cut(cut, read, check_shape(read, "language"))
    found = tuple(_missing_together(read, shape)) or (*_language_faults(read, tag), *_reason_faults(read))
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
        date_forms=data.get("date_forms", {}),
        counselor=data.get("counselor", {}),
        reasons={**_english()["reasons"], **data.get("reasons", {})},
        answers=_answers(data["answers"]),
        english_answers=english_answers(),
        facts={name: FactWords(**words) for name, words in data["facts"].items()},
        interview=data["interview"],
    )


@cache
def _english() -> Mapping[str, Any]:
    name = shown_path(ENGLISH)
    data: Mapping[str, Any] = read_yaml(decode(read_bytes(ENGLISH, name), name), name).data
    return data


def english_answers() -> dict[str, tuple[str, ...]]:
    """Return the English words that are understood in every language.

    A single letter is none of them: who types `n` may well mean the yes of their own language.
    """
    return {
        meaning: tuple(word for word in words if len(word) > 1)
        for meaning, words in _answers(_english()["answers"]).items()
    }


def _answers(data: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Return words as they are compared with what somebody types, which is in NFC."""
    return {
        meaning: tuple(unicodedata.normalize("NFC", word) for word in words)
        for meaning, words in data.items()
    }


def _missing_together(source: Source, faults: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield faults of a file's shape, the keys that a section lacks as one, with the English beside each."""
    rest = [*faults]
    for section, english in _english().items():
        known = source.data.get(section) if isinstance(source.data, dict) else None
        if not isinstance(english, dict) or not any(one.code == "missing-key" for one in rest):
            continue
        at = source.position((section,)) if isinstance(known, dict) else source.position()
        if isinstance(known, dict):
            lacking = [key for key in english if f"The key “{key}” is missing here." in _lacking(rest, at)]
            message = f"{section} lacks {counted(len(lacking), 'key')}."
            words = "; ".join(f"{key}: {json.dumps(english[key], ensure_ascii=False)}" for key in lacking)
            hint = f"add in {source.data.get('language')} what is in English {words}"
        else:
            missing = f"The key “{section}” is missing here."
            lacking = [section] if missing in _lacking(rest, at) else []
            message, hint = missing, f"add {section}: with the keys that it has in {shown_path(ENGLISH)}."
        if lacking:
            told = {f"The key “{key}” is missing here." for key in lacking}
            rest = [one for one in rest if one.position != at or one.message not in told]
            yield Diagnostic(at, "missing-key", message, hint)
    yield from rest


def _lacking(faults: Iterable[Diagnostic], at: Position) -> set[str]:
    return {one.message for one in faults if one.code == "missing-key" and one.position == at}


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
    yield from _answer_faults(source)
    yield from _slot_faults(source)
    yield from _date_faults(source)
    if data["default_pronouns"] not in data["pronouns"]:
        at = source.position(("default_pronouns",))
        hint = did_you_mean(data["default_pronouns"], data["pronouns"])
        yield Diagnostic(at, "bad-value", f"There is no pronoun set “{data['default_pronouns']}”.", hint)


def _reason_faults(source: Source) -> Iterator[Diagnostic]:
    """Yield what no reason ever says: words of an unknown key, and slots that are never filled in."""
    own = source.data.get("reasons", {})
    known = _english()["reasons"] if own else {}
    for key, words in own.items():
        if key not in known:
            at = source.position(("reasons", key), key=True)
            hint = did_you_mean(key, known) or "leave it out; the keys are those of the language en."
            yield Diagnostic(at, "unknown-key", f"No reason has the words “{key}”.", hint)
            continue
        yield from _unfilled(source, "reasons", key, words, _SLOT.findall(known[key]))


def _unfilled(
    source: Source, section: str, key: str, words: str, filled: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield the first slot of some words that nothing fills in."""
    slots = dict.fromkeys(filled)
    if wrong := [name for name in _SLOT.findall(words) if name not in slots]:
        there = ", ".join(f"{{{name}}}" for name in slots) or "none"
        message = f"{{{wrong[0]}}} is never filled in here."
        at = source.position((section, key))
        yield Diagnostic(at, "unknown-slot", message, f"the slots of “{key}” are: {there}.")


def _answer_faults(source: Source) -> Iterator[Diagnostic]:
    """Yield the words that would be read as another answer than the one they are under."""
    seen: dict[str, str] = {}
    for meaning, words in source.data["answers"].items():
        for index, word in enumerate(words):
            at = source.position(("answers", meaning, index))
            typed = unicodedata.normalize("NFC", word).casefold()
            if (other := seen.setdefault(typed, meaning)) != meaning:
                message = f"“{word}” stands under {other} and under {meaning}."
                yield Diagnostic(at, "bad-value", message, "keep it in one of them.")
            elif typed != " ".join(typed.split()) or typed == "?" or not set(",;").isdisjoint(typed):
                message = f"Nobody can answer “{word}”."
                hint = "write a word or a few, without commas, semicolons or spaces around them."
                yield Diagnostic(at, "bad-value", message, hint)


_DATE_SLOTS = ("day", "month", "year")


def _date_faults(source: Source) -> Iterator[Diagnostic]:
    """Yield ways to write a day that leave a part of it out, or are for no country."""
    # Imported here: a language without them has no use for the table.
    from rekindle_core.content.model.countries import COUNTRIES, country_fault

    for country, form in source.data.get("date_forms", {}).items():
        yield from _unfilled(source, "date_forms", country, form, _DATE_SLOTS)
        if lacking := [f"{{{name}}}" for name in _DATE_SLOTS if name not in _SLOT.findall(form)]:
            at = source.position(("date_forms", country))
            yield Diagnostic(
                at, "bad-value", f"A day needs {' and '.join(lacking)} too.", "add what is missing."
            )
        if country not in COUNTRIES:
            message, hint = country_fault(country)
            yield Diagnostic(source.position(("date_forms", country), key=True), "bad-value", message, hint)


_MORE_SLOTS = {
    "refused": ("fault", "answer", "how"),
    "how_name": ("most",),
    "how_text": ("most",),
}
"""What is filled in beside what the English words have."""


def _slot_faults(source: Source) -> Iterator[Diagnostic]:
    """Yield what is said with a slot that is never filled in, and what is said nowhere."""
    known = _english()["interview"]
    for key, words in source.data["interview"].items():
        at = source.position(("interview", key), key=key not in known)
        if key not in known:
            hint = did_you_mean(key, known) or "delete it."
            yield Diagnostic(at, "unknown-key", f"There is no key “{key}” here.", hint)
            continue
        filled = (*_SLOT.findall(known[key]), *_MORE_SLOTS.get(key, ()))
        yield from _unfilled(source, "interview", key, words, filled)
