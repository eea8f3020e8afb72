"""Checking the values of facts: from the contents of a source to the engine's values.

Input: a Source and the facts that a pack declares. Output: values, and a fault for each that cannot be used.
Must not know: where sources come from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any, assert_never

from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import NONE, Missing, PronounSet, Value
from rekindle_core.content.reading.cut_text import cut_texts
from rekindle_core.content.reading.source import KeyPath, Source
from rekindle_core.diagnostics import Diagnostic, Position, did_you_mean
from rekindle_core.document.visible import shows_something
from rekindle_core.profile.as_written import as_named, as_typed, place_of, texts_of
from rekindle_core.profile.clean import clean_text, no_character
from rekindle_core.profile.dates import days_meant

_TYPED = ("name", "text")
"""The kinds of facts that someone answers in their own words."""

MOST_NAME = 120
MOST_TEXT = 2_000
MOST_PRONOUN = 40


def _written(source: Source, name: str) -> str:
    """Return a fact's value in the form of a file."""
    mark = source.marks.get((name,))
    return source.text[mark.start : mark.end] if mark else ""


def _parts(language: Language) -> tuple[str, ...]:
    """Return the parts of a custom pronoun set: its cases, then the number if there is one."""
    return (", ".join(language.cases), *language.set_keys[len(language.cases) :])


def _own_set(language: Language) -> str:
    """Return the first set of the language, in the form of a custom set in a profile."""
    known = next(iter(language.pronouns.values()))
    written = {**dict(known.forms), **({"number": known.number} if language.classes else {})}
    return "{ " + ", ".join(f'{key}: "{form}"' for key, form in written.items()) + " }"


def _shown(given: Any, written: str) -> str:
    """Return a value as a message shows it: in quotation marks, or its type."""
    match given:
        case list():
            return "a list"
        case dict():
            return "a mapping (key: value)"
        case bool():
            return f"“{written or str(given).lower()}”"
        case _:
            return f"“{str(written or given)[:60]}”"


class FactReader:
    """Checks the values of facts, and converts them to the engine's values."""

    def __init__(self, pack: Pack, faults: list[Diagnostic], warn: Callable[[str], None]) -> None:
        self.warn = warn
        self.facts = pack.facts
        self.language: Language = pack.language
        self.faults = faults

    def read(self, source: Source) -> dict[str, Value]:
        """Return the values in a source; unusable ones are reported as faults."""
        values: dict[str, Value] = {}
        cut = cut_texts(source, lambda: set(self._texts(source)))
        self.faults.extend(cut.values())
        lost = {path[0] for path in cut}
        for name, given in source.data.items():
            position = source.position((name,), key=name not in self.facts)
            if name not in self.facts:
                hint = did_you_mean(str(name), self.facts) or "`rekindle profile schema` lists the facts."
                self._fault(position, "unknown-fact", f"There is no fact “{name}”.", hint)
                continue
            fact = self.facts[name]
            if name in lost or self._holds_no_character(fact, given, source):
                continue
            if fact.kind in ("name", "text", "pronouns"):
                given = as_named(given, source, (name,))
            given = self._renamed(fact, given)
            if given is None or given in ("unknown", "declined"):
                values[name] = Missing(given or "unknown")
                continue
            value = self._value(fact, given, position, as_typed(given, source, (name,)))
            if value is not None:
                values[name] = value
        return values

    def _renamed(self, fact: Fact, given: Any) -> Any:
        """Return the current value for one from an earlier version of the pack, with a note; others are unchanged."""
        word = {True: "yes", False: "no"}[given] if isinstance(given, bool) else given
        if not isinstance(word, str) or (now := fact.formerly.get(word)) is None:
            return given
        values = ", ".join(fact.allowed)
        self.warn(
            f"The fact {fact.name} no longer has the value “{word}”, which is read as “{now}”. "
            f"Its values now: {values}."
        )
        return now

    def _texts(self, source: Source) -> Iterator[KeyPath]:
        """Yield the facts that someone answered in their own words."""
        for name, given in source.data.items():
            if name not in self.facts or self.facts[name].kind not in _TYPED:
                continue
            # Keywords of the file format are as clear as those of a choice.
            if given not in ("unknown", "declined") and (
                as_named(given, source, (name,)) is not None or not _written(source, name)
            ):
                yield (name,)

    def _fault(self, position: Position, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Diagnostic(position, code, message, hint))

    def _holds_no_character(self, fact: Fact, given: Any, source: Source) -> bool:
        """Reject what cleaning would drop: a name must never silently become a different one."""
        for text in texts_of(given):
            if found := no_character(text):
                position = place_of(found, source, fact.name)
                self._fault(position, "yaml-character", f"The fact {fact.name} {found.message}.", found.hint)
                return True
        return False

    def _value(self, fact: Fact, given: Any, position: Position, written: str) -> Value | None:
        match fact.kind:
            case "choice" | "yes-no":
                word = {True: "yes", False: "no"}[given] if isinstance(given, bool) else given
                return self._word(fact, word, position)
            case "choices":
                return self._choices(fact, given, position)
            case "number":
                return self._number(fact, given, position)
            case "name" | "text":
                return self._text(fact, given, position, written)
            case "date":
                return self._date(fact, given, position)
            case "country":
                return self._country(fact, given, position)
            case "pronouns":
                return self._pronouns(fact, given, position)
            case _ as never:
                assert_never(never)

    def _bad(self, fact: Fact, given: Any, position: Position, hint: str, written: str = "") -> None:
        # Values of the right type that are not allowed; for a number, one out of range.
        proper = type(given) is (int if fact.kind == "number" else str)
        code = "unknown-value" if proper else "wrong-type"
        self._fault(position, code, f"The fact {fact.name} can't be {_shown(given, written)}.", hint)

    def _word(self, fact: Fact, given: Any, position: Position) -> str | None:
        if isinstance(given, str) and given in fact.allowed:
            return given
        hint = did_you_mean(str(given), fact.allowed)
        self._bad(fact, given, position, hint or f"use {', '.join(fact.allowed)}, unknown or declined.")
        return None

    def _choices(self, fact: Fact, given: Any, position: Position) -> tuple[str, ...] | None:
        if isinstance(given, str):
            given = [given]
        if not isinstance(given, list):
            self._bad(fact, given, position, f"use a list of {', '.join(fact.allowed)}.")
            return None
        if len(given) == 1 and isinstance(given[0], str) and given[0] not in fact.allowed:
            parts = [part.strip() for part in given[0].split(",")]
            if set(parts) <= set(fact.allowed):
                hint = f"write {fact.name}: [{', '.join(parts)}]"
                self._bad(fact, given[0], position, hint)
                return None
        words = [self._word(fact, item, position) for item in given]
        if None in words:
            return None
        kept = tuple(value for value in fact.values if value in words)
        if NONE in words and NONE not in fact.values and kept:
            message = f"The fact {fact.name} can't be both none and {kept[0]}."
            hint = f"write {fact.name}: none, or {fact.name}: [{', '.join(kept)}]"
            self._fault(position, "unknown-value", message, hint)
            return None
        return kept

    def _number(self, fact: Fact, given: Any, position: Position) -> int | None:
        if isinstance(given, float) and given.is_integer():
            given = int(given)  # 6.0 is 6, in JSON Schema too.
        if isinstance(given, int) and not isinstance(given, bool) and fact.least <= given <= fact.most:
            return given
        if isinstance(given, str) and given.strip().isdecimal() and fact.least <= int(given) <= fact.most:
            self._bad(fact, given, position, f"write {fact.name}: {int(given)}, without quotes.")
            return None
        self._bad(fact, given, position, f"use a whole number from {fact.least} to {fact.most}.")
        return None

    def _text(self, fact: Fact, given: Any, position: Position, written: str) -> str | None:
        most = MOST_NAME if fact.kind == "name" else MOST_TEXT
        if not isinstance(given, str):
            quoted = f'it must be text; put quotes around it: {fact.name}: "{written or "…"}"'
            self._bad(fact, given, position, quoted, written)
            return None
        text = clean_text(given)
        if not shows_something(text):
            what = "has only invisible characters" if text else "is empty"
            hint = "remove it, or write unknown."
            self._fault(position, "empty-value", f"The fact {fact.name} {what}.", hint)
        elif len(text) > most:
            message = f"The fact {fact.name} has {len(text)} characters; the limit is {most}."
            self._fault(position, "too-long", message, "shorten it.")
        else:
            return text
        return None

    def _date(self, fact: Fact, given: Any, position: Position) -> dt.date | None:
        try:
            if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
                date = dt.date.fromisoformat(given)
                if 1900 <= date.year <= 2200:
                    return date
        except ValueError:
            pass
        meant = days_meant(self.language, given) if isinstance(given, str) else ()
        days = " or ".join(f"“{day}”" for day in meant if 1900 <= day.year <= 2200)
        hint = f"did you mean {days}?" if days else "use a date such as 2027-01-31."
        self._bad(fact, given, position, hint)
        return None

    def _country(self, fact: Fact, given: Any, position: Position) -> str | None:
        # Imported here: a profile without a country doesn't need the table.
        from rekindle_core.content.model.countries import COUNTRIES, READ_AS, country_fault, read_as

        if not isinstance(given, str):
            self._bad(fact, given, position, "use a two-letter code in capitals, such as GB.")
        elif given in READ_AS:
            self.warn(read_as(given))
            return READ_AS[given]
        elif given in COUNTRIES:
            return given
        else:
            message, hint = country_fault(given)
            self._fault(position, "unknown-value", f"{fact.name}: {message}", hint)
        return None

    def _pronouns(self, fact: Fact, given: Any, position: Position) -> PronounSet | None:
        language = self.language
        if isinstance(given, str):
            if given in language.pronoun_names:
                return language.pronoun_set(given)
            hint = did_you_mean(given, language.pronoun_names) or (
                f"use {', '.join(language.pronoun_names)}, or a custom set, such as {_own_set(language)}."
            )
            self._bad(fact, given, position, hint)
            return None
        number = f"number is {' or '.join(language.classes)}; " if language.classes else ""
        if (
            not isinstance(given, dict)
            or set(given) != {*language.set_keys}
            or not all(isinstance(v, str) for v in given.values())
        ):
            message = f"A custom pronoun set needs {' and '.join(_parts(language))}, each one word."
            hint = f"{number}for example {_own_set(language)}."
            self._fault(position, "bad-pronouns", f"{message} The fact {fact.name} doesn't match this.", hint)
            return None
        forms = {case: clean_text(given[case]) for case in language.cases}
        if (language.classes and given["number"] not in language.classes) or not all(
            len(form) <= MOST_PRONOUN and shows_something(form) for form in forms.values()
        ):
            hint = f"{number}a form has 1 to {MOST_PRONOUN} characters, at least one of them visible."
            self._fault(position, "bad-pronouns", f"The pronoun set of {fact.name} cannot be used.", hint)
            return None
        return PronounSet(tuple(forms.items()), given.get("number", ""))
