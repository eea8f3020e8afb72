"""A Profile: what is known of one reader, checked against the facts that the pack declares.

Comes in: a YAML or JSON file, or words such as `contact=none`. Goes out: a frozen Profile.
Must not know: gates, steps, or what the facts are for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import field

from rekindle_core.content.cut_text import cut_texts
from rekindle_core.content.facts import Fact
from rekindle_core.content.language import Language
from rekindle_core.content.pack import Pack
from rekindle_core.content.source import KeyPath, Mark, ReadError, Source, as_shown, decode
from rekindle_core.content.values import NONE, Missing, PronounSet, Value
from rekindle_core.diagnostics import Diagnostic, Position, did_you_mean
from rekindle_core.document.visible import shows_something
from rekindle_core.errors import ProfileError
from rekindle_core.frozen import Frozen, force_setattr
from rekindle_core.planning.as_written import as_named, as_typed, place_of, texts_of
from rekindle_core.planning.clean import clean_text, no_character
from rekindle_core.planning.profile_json import KeyTwiceError, read_json, unique

_TYPED = ("name", "text")
"""The kinds of facts that somebody answers in their own words."""

MOST_BYTES = 200_000
MOST_NAME = 120
MOST_TEXT = 2_000
MOST_PRONOUN = 40


class Profile(Frozen):
    """The facts of one reader. A fact that is not in `values` is unknown."""

    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {name: value for name, value in sorted(self.values.items()) if value is not Missing.UNKNOWN}
        force_setattr(self, "values", MappingProxyType(kept))

    def __getitem__(self, fact: str) -> Value:
        return self.values.get(fact, Missing.UNKNOWN)

    def text(self, fact: str) -> str:
        """Return a fact's text, or an empty string where there is none."""
        value = self[fact]
        return value if isinstance(value, str) else ""

    def number(self, fact: str) -> int | None:
        """Return a fact's number, or None."""
        value = self[fact]
        return value if isinstance(value, int) else None

    def date(self, fact: str) -> dt.date | None:
        """Return a fact's date, or None."""
        value = self[fact]
        return value if isinstance(value, dt.date) else None

    def canonical(self) -> dict[str, Any]:
        """Return the known facts as plain data, in one form for each meaning."""
        return {name: _plain(value) for name, value in self.values.items()}

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form, in hex."""
        text = json.dumps(self.canonical(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Value) -> Any:
    match value:
        case Missing():
            return {"missing": value.value}
        case PronounSet():
            return {"name_only": value.name_only, "number": value.number, "forms": dict(value.forms)}
        case dt.date():
            return value.isoformat()
        case tuple():
            return sorted(value)
        case _:
            return value


class ReadProfile(Frozen):
    """A profile, and what its source alone says, without the settings that went before it."""

    profile: Profile
    held: Profile


def load_profile(
    pack: Pack,
    source: Path | str | bytes | Mapping[str, Any] | None = None,
    *,
    settings: Iterable[str] = (),
    warn: Callable[[str], None] | None = None,
) -> Profile:
    """Read and check a profile.

    Args:
        pack: The pack whose facts it answers.
        source: A YAML or JSON file by its path; its bytes; or a mapping of facts. Nothing: all is unknown.
        settings: Words such as `contact=none`, which go before the file; lists are parted by commas.
        warn: Takes a sentence about a value that was read as another one.

    Returns:
        The profile, its texts cleaned.

    Raises:
        ProfileError: Something in it cannot be used; `diagnostics` lists every fault, by place.
    """
    return read_profile(pack, source, settings=settings, warn=warn).profile


def read_profile(
    pack: Pack,
    source: Path | str | bytes | Mapping[str, Any] | None = None,
    *,
    settings: Iterable[str] = (),
    warn: Callable[[str], None] | None = None,
) -> ReadProfile:
    """Read and check a profile, and keep what its source says of facts that are set otherwise.

    Raises:
        ProfileError: As `load_profile` does.
    """
    faults: list[Diagnostic] = []
    # A setting is shown as a line of its own: its number is the line that its faults give.
    settings = tuple(settings)
    texts = {"--set": "\n".join(" ".join(setting.splitlines()) for setting in settings)}
    reader = _Reader(pack, faults, warn or (lambda sentence: None))
    values: dict[str, Value] = {}
    for given in _sources(source, faults, texts):
        values.update(reader.read(given))
    held = Profile(values)
    for number, setting in enumerate(settings, 1):
        values.update(reader.read(_setting(setting, number, pack, faults)))
    if faults:
        raise ProfileError(sorted(faults, key=lambda fault: fault.position), texts)
    return ReadProfile(Profile(values), held)


def _sources(
    source: Path | str | bytes | Mapping[str, Any] | None, faults: list[Diagnostic], texts: dict[str, str]
) -> Iterator[Source]:
    try:
        match source:
            case None:
                return
            case Mapping():
                yield Source("profile", "", dict(source))
            case bytes():
                texts["-"] = as_shown(source)
                yield read_profile_bytes(source, "-")
            case _:
                path = Path(source)
                data = _bytes(path)
                texts[str(path)] = as_shown(data)
                yield read_profile_bytes(data, str(path))
    except ReadError as refused:
        faults.append(refused.diagnostic)


def _bytes(path: Path) -> bytes:
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        message = f"The profile cannot be read: {said}."
        raise ReadError(
            Diagnostic(Position(name, 1, 1), "unreadable", message, "look at the path.")
        ) from None
    return data


def read_profile_bytes(data: bytes, name: str) -> Source:
    """Return a profile's data; what begins with a brace is JSON, all else is YAML.

    Raises:
        ReadError: It is neither.
    """
    if len(data) > MOST_BYTES:
        message = f"The profile has more than {MOST_BYTES:,} bytes."
        raise ReadError(Diagnostic(Position(name, 1, 1), "profile-size", message, "is it the right file?"))
    text = decode(data, name)
    if text.lstrip().startswith("{") and not re.match(r"\s*\{\s*\}", text):
        source = read_json(text, name)
    else:
        # Imported here: a profile in JSON has no use for it.
        from rekindle_core.content.yaml_reader import read_yaml

        source = read_yaml(text, name)
    if source.data is None:
        return Source(name, text, {})
    if not isinstance(source.data, dict):
        message = "A profile is a mapping of facts, one a line, such as `contact: none`."
        raise ReadError(Diagnostic(source.position(), "wrong-type", message))
    return source


def _setting(setting: str, number: int, pack: Pack, faults: list[Diagnostic]) -> Source:
    """Return a `fact=value` word as a Source of one fact."""
    where = Position("--set", number, 1)
    fact, equals, text = setting.partition("=")
    if not equals:
        faults.append(Diagnostic(where, "bad-setting", f"“{setting}” is not of the form fact=value."))
        return Source("--set", "", {})
    value: Any = text
    kind = pack.facts[fact].kind if fact in pack.facts else "text"
    if kind == "choices" and text not in {item.value for item in Missing}:
        value = [word for word in text.split(",") if word]
    elif kind == "number" and re.fullmatch(r"-?[0-9]{1,18}", text):
        value = int(text)
    elif kind == "pronouns" and text.startswith("{"):
        try:
            value = json.loads(text, object_pairs_hook=unique)
        except KeyTwiceError as twice:
            faults.append(Diagnostic(where, "yaml-duplicate-key", str(twice), "delete one of them."))
            return Source("--set", "", {})
        except (ValueError, RecursionError):
            faults.append(Diagnostic(where, "json-syntax", f"The value of {fact} is not JSON."))
            return Source("--set", "", {})
    key, at = Mark(number, 1, 0, 0), Mark(number, len(fact) + 2, 0, 0)
    return Source("--set", "", {fact: value}, {(fact,): at}, {(fact,): key})


def _written(source: Source, name: str) -> str:
    """Return a fact's value as it is written in its file."""
    mark = source.marks.get((name,))
    return source.text[mark.start : mark.end] if mark else ""


class _Reader:
    """Checks the values of facts, and turns them into what the engine works with."""

    def __init__(self, pack: Pack, faults: list[Diagnostic], warn: Callable[[str], None]) -> None:
        self.warn = warn
        self.facts = pack.facts
        self.language: Language = pack.language
        self.faults = faults

    def read(self, source: Source) -> dict[str, Value]:
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
            if given is None or given in ("unknown", "declined"):
                values[name] = Missing(given or "unknown")
                continue
            value = self._value(fact, given, position, as_typed(given, source, (name,)))
            if value is not None:
                values[name] = value
        return values

    def _texts(self, source: Source) -> Iterator[KeyPath]:
        """Yield the facts that somebody answers in their own words, and has."""
        for name, given in source.data.items():
            if name not in self.facts or self.facts[name].kind not in _TYPED:
                continue
            # Words of the format's own are as plain as those of a choice.
            if given not in ("unknown", "declined") and (
                as_named(given, source, (name,)) is not None or not _written(source, name)
            ):
                yield (name,)

    def _fault(self, position: Position, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Diagnostic(position, code, message, hint))

    def _holds_no_character(self, fact: Fact, given: Any, source: Source) -> bool:
        """Refuse what cleaning would drop: a name must not silently become another one."""
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
            case _:
                return self._pronouns(fact, given, position)

    def _bad(self, fact: Fact, given: Any, position: Position, hint: str, written: str = "") -> None:
        shown = written or (given if isinstance(given, str | int) else type(given).__name__)
        # What is of the right type and not among its values; for a number that is one out of its range.
        proper = type(given) is (int if fact.kind == "number" else str)
        code = "unknown-value" if proper else "wrong-type"
        self._fault(position, code, f"The fact {fact.name} does not take “{str(shown)[:60]}”.", hint)

    def _word(self, fact: Fact, given: Any, position: Position) -> str | None:
        if isinstance(given, str) and given in fact.allowed:
            return given
        hint = did_you_mean(str(given), fact.allowed)
        self._bad(fact, given, position, hint or f"it takes {', '.join(fact.allowed)}, unknown or declined.")
        return None

    def _choices(self, fact: Fact, given: Any, position: Position) -> tuple[str, ...] | None:
        if isinstance(given, str):
            given = [given]
        if not isinstance(given, list):
            self._bad(fact, given, position, f"it takes a list of {', '.join(fact.allowed)}.")
            return None
        words = [self._word(fact, item, position) for item in given]
        if None in words:
            return None
        kept = tuple(value for value in fact.values if value in words)
        if NONE in words and NONE not in fact.values and kept:
            self._fault(
                position, "unknown-value", f"The fact {fact.name} cannot be none and {kept[0]} at once."
            )
            return None
        return kept

    def _number(self, fact: Fact, given: Any, position: Position) -> int | None:
        if isinstance(given, int) and not isinstance(given, bool) and fact.least <= given <= fact.most:
            return given
        self._bad(fact, given, position, f"it takes a whole number from {fact.least} to {fact.most}.")
        return None

    def _text(self, fact: Fact, given: Any, position: Position, written: str) -> str | None:
        most = MOST_NAME if fact.kind == "name" else MOST_TEXT
        if not isinstance(given, str):
            quoted = f': {fact.name}: "{written}"' if written else "."
            self._bad(fact, given, position, f"it takes text; put quotes around it{quoted}", written)
            return None
        text = clean_text(given)
        if not shows_something(text):
            what = "has only invisible characters" if text else "is empty"
            hint = "leave it out, or write unknown."
            self._fault(position, "empty-value", f"The fact {fact.name} {what}.", hint)
        elif len(text) > most:
            message = f"The fact {fact.name} has {len(text)} characters; {most} is the most."
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
        self._bad(fact, given, position, "it takes a day such as 2027-01-31.")
        return None

    def _country(self, fact: Fact, given: Any, position: Position) -> str | None:
        # Imported here: a profile without a country has no use for the table.
        from rekindle_core.content.countries import COUNTRIES, READ_AS, country_fault, read_as

        if not isinstance(given, str):
            self._bad(fact, given, position, "it takes a code of two capital letters, such as GB.")
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
                f"it takes {', '.join(language.pronoun_names)}, or a set of its own with {', '.join(language.cases)} "
                f"and number ({' or '.join(language.classes)})."
            )
            self._bad(fact, given, position, hint)
            return None
        wanted = {*language.cases, "number"}
        if (
            not isinstance(given, dict)
            or set(given) != wanted
            or not all(isinstance(v, str) for v in given.values())
        ):
            message = f"A pronoun set of its own has {', '.join(language.cases)} and number, each a word."
            hint = f"number is {' or '.join(language.classes)}."
            self._fault(position, "bad-pronouns", f"{message} The fact {fact.name} has something else.", hint)
            return None
        forms = {case: clean_text(given[case]) for case in language.cases}
        if given["number"] not in language.classes or not all(
            len(form) <= MOST_PRONOUN and shows_something(form) for form in forms.values()
        ):
            hint = (
                f"number is {' or '.join(language.classes)}; a form has 1 to {MOST_PRONOUN} characters, and shows "
                "some of them."
            )
            self._fault(position, "bad-pronouns", f"The pronoun set of {fact.name} cannot be used.", hint)
            return None
        return PronounSet(tuple(forms.items()), given["number"])
