"""Reading a language file: the pack's own, or an included one.

Input: the language that a pack names. Output: a Language, or the faults of its file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rekindle_core.content.model.language import FactWords, Language, Spelling
from rekindle_core.content.model.values import PronounSet
from rekindle_core.content.reading.cut_text import cut_texts, with_cut
from rekindle_core.content.reading.language_words import (
    LANGUAGES,
    english,
    missing_together,
    with_empty_sections,
    word_faults,
)
from rekindle_core.content.reading.raw import RawFile
from rekindle_core.content.reading.shapes.check import check_shape
from rekindle_core.content.reading.source import ReadError, Source, decode, read_bytes
from rekindle_core.content.reading.text_places import free_texts
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic, did_you_mean, shown_path


def load_language(
    own: RawFile | None, source: Source, faults: list[Diagnostic]
) -> tuple[Language, Source] | None:
    """Return a pack's language: from its own language.yaml, or an included one.

    Args:
        own: The pack's language.yaml, if it has one.
        source: Its pack.yaml, with a valid structure.
        faults: The collector of faults.

    Returns:
        The language and the file it was read from, or None if there are faults.
    """
    tag = str(source.data["language"])
    path = LANGUAGES / f"{tag}.yaml"
    if own is None and not path.is_file():
        known = sorted(item.stem for item in LANGUAGES.glob("*.yaml"))
        hint = (
            did_you_mean(tag, known)
            or f"available: {', '.join(known)}; a pack can have its own language.yaml."
        )
        faults.append(
            Diagnostic(
                source.position(("language",)),
                "unknown-language",
                (f"“{tag}” is not a known language."),
                hint,
            )
        )
        return None
    try:
        if own is None:
            name = shown_path(path)
            own = RawFile(name, read_bytes(path, name))
        read = with_empty_sections(read_yaml(decode(own.data, own.shown), own.shown))
    except ReadError as refused:
        faults.append(refused.diagnostic)
        return None
    cut = cut_texts(read, lambda: free_texts(read, "language"))
    shape = with_cut(cut, read, check_shape(read, "language"))
    found = tuple(missing_together(read, shape)) or (*_language_faults(read, tag), *word_faults(read))
    faults.extend(found)
    return None if found else (_language(read), read)


def _language(source: Source) -> Language:
    data = source.data
    sets = {
        name: PronounSet(tuple((case, forms[case]) for case in data["cases"]), forms.get("number", ""))
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
        agreement=data.get("agreement", "mention"),
        words=data["words"],
        date_forms=data.get("date_forms", {}),
        spelling=read_spelling(data),
        counselor=data.get("counselor", {}),
        reasons={**english()["reasons"], **data.get("reasons", {})},
        answers=_answers(data["answers"]),
        english_answers=english_answers(),
        facts={name: FactWords(**words) for name, words in data["facts"].items()},
        interview=data["interview"],
    )


def read_spelling(data: Mapping[str, Any]) -> tuple[Spelling, ...]:
    """Return the spelling by country from a language file or pack.yaml with a valid structure."""
    return tuple(Spelling(tuple(one["countries"]), one["words"]) for one in data.get("spelling", ()))


def english_answers() -> dict[str, tuple[str, ...]]:
    """Return the English words that are understood in every language.

    Single letters are not: someone who types `n` may mean yes in their own language.
    """
    return {
        meaning: tuple(word for word in words if len(word) > 1)
        for meaning, words in _answers(english()["answers"]).items()
    }


def _answers(data: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Normalize words for comparison with what someone types, which is in NFC."""
    return {
        meaning: tuple(unicodedata.normalize("NFC", word) for word in words)
        for meaning, words in data.items()
    }


def _language_faults(source: Source, tag: str) -> Iterator[Diagnostic]:
    data = source.data
    if data["language"] != tag:
        message = f"This is the language “{data['language']}”; pack.yaml names “{tag}”."
        yield Diagnostic(source.position(("language",)), "bad-value", message, "use the same tag in both.")
    for name, forms in data["pronouns"].items():
        at = source.position(("pronouns", name), key=True)
        if lacking := [case for case in data["cases"] if case not in forms]:
            yield Diagnostic(
                at, "missing-key", f"The set has no form for {', '.join(lacking)}.", _forms(lacking)
            )
        yield from _class_faults(source, name, forms, data["classes"])
    for case in data["possessive_cases"]:
        if case not in data["cases"]:
            at = source.position(("possessive_cases",))
            yield Diagnostic(
                at, "bad-value", f"There is no case “{case}”.", did_you_mean(case, data["cases"])
            )
    yield from _verb_faults(source)
    yield from _answer_faults(source)
    if data["default_pronouns"] not in data["pronouns"]:
        at = source.position(("default_pronouns",))
        hint = did_you_mean(data["default_pronouns"], data["pronouns"])
        yield Diagnostic(at, "bad-value", f"There is no pronoun set “{data['default_pronouns']}”.", hint)


def _forms(cases: Iterable[str]) -> str:
    forms = ", ".join(f'{case}: "…"' for case in cases)
    return f"add {forms}"


def _class_faults(
    source: Source, name: str, forms: Mapping[str, str], classes: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield the faults of a pronoun set's class, under `number`."""
    listed, given = ", ".join(classes), forms.get("number")
    if given is None and listed:
        at = source.position(("pronouns", name), key=True)
        message = f"The set {name} has no class."
        yield Diagnostic(at, "missing-key", message, f"add number: with one of {listed}.")
    elif given is not None and given not in classes:
        at = source.position(("pronouns", name, "number"))
        hint = f"use one of {listed}." if listed else "delete number: this language has no classes."
        yield Diagnostic(at, "bad-value", f"There is no class “{given}”.", hint)


def _verb_faults(source: Source) -> Iterator[Diagnostic]:
    """Yield the case and the classes of verbs that the language doesn't have."""
    if (verbs := source.data.get("verbs")) is None:
        return
    cases, classes = source.data["cases"], source.data["classes"]
    if (case := verbs["after"]) not in cases:
        hint = did_you_mean(case, cases) or f"use one of {', '.join(cases)}."
        yield Diagnostic(
            source.position(("verbs", "after")), "bad-value", f"There is no case “{case}”.", hint
        )
    for name in verbs["classes"]:
        if name not in classes:
            at = source.position(("verbs", "classes", name), key=True)
            hint = did_you_mean(name, classes) or f"use one of {', '.join(classes) or 'none'}."
            yield Diagnostic(at, "bad-value", f"There is no class “{name}”.", hint)


def _answer_faults(source: Source) -> Iterator[Diagnostic]:
    """Yield the words that would be read as a different answer than the one they are listed under."""
    seen: dict[str, str] = {}
    for meaning, words in source.data["answers"].items():
        for index, word in enumerate(words):
            at = source.position(("answers", meaning, index))
            typed = unicodedata.normalize("NFC", word).casefold()
            if (other := seen.setdefault(typed, meaning)) != meaning:
                message = f"“{word}” is listed under both {other} and {meaning}."
                yield Diagnostic(at, "bad-value", message, "keep it in one of them.")
            elif typed != " ".join(typed.split()) or typed == "?" or not set(",;").isdisjoint(typed):
                message = f"“{word}” can't be typed as an answer."
                hint = "write one or more words, without commas, semicolons or spaces around them."
                yield Diagnostic(at, "bad-value", message, hint)
