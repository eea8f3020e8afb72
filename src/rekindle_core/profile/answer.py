"""Answers as people type them: from a line to a fact's value, and from a value back to words.

Input: a fact and a line of text. Output: a value, checked by the same code as a profile's. Must not
know: the order of questions, or any terminal.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, assert_never

from rekindle_core.content.model.countries import COUNTRIES, country_meant
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import NAME_ONLY, NONE, Missing, PronounSet, Value
from rekindle_core.diagnostics import Diagnostic, Position
from rekindle_core.errors import ProfileError
from rekindle_core.profile.check import MOST_NAME, MOST_TEXT
from rekindle_core.profile.dates import days_meant
from rekindle_core.profile.load import load_profile

_NUMBER = re.compile(r"[-+]?[0-9]{1,18}")
_MEASURED = re.compile(r"([0-9]{1,18}) ?([^\W\d_]+\.?)")
_LEAST_OF_UNIT = 3


def offered(pack: Pack, fact: Fact) -> tuple[tuple[str, str], ...]:
    """Return the words to choose an answer from, as in a file, each with its meaning.

    They are numbered from 1. The list is empty for a question without one, such as a yes-or-no question.
    """
    language = pack.language
    match fact.kind:
        case "choice":
            return tuple(fact.values.items())
        case "choices":
            return tuple((word, fact.values.get(word, language.said("none"))) for word in fact.allowed)
        case "pronouns":
            names = (name for name in language.pronoun_names if name != "name-only")
            return (*((name, "") for name in names), ("name-only", language.said("name_only")))
        case "number" | "yes-no" | "text" | "name" | "date" | "country":
            return ()
        case _ as never:
            assert_never(never)


def choices(pack: Pack, fact: Fact) -> tuple[tuple[str, str], ...]:
    """Return the words to choose an answer from, as shown to the person: in their language."""
    return tuple((_spoken(pack.language, fact, word), meaning) for word, meaning in offered(pack, fact))


def _spoken(language: Language, fact: Fact, word: str) -> str:
    """Return the word in a file for an answer in the language, unless it is the pack's own word."""
    if fact.kind == "yes-no" or (fact.kind == "choices" and word == NONE and NONE not in fact.values):
        return language.answer(word)
    return language.answer("name_only") if fact.kind == "pronouns" and word == "name-only" else word


def read_answer(pack: Pack, fact: Fact, text: str) -> Value:
    """Return the value of a line of text.

    It is read as people write: a number can have a unit, a date any clear order, and pronouns can be a single
    form.

    Args:
        pack: The pack that declares the fact.
        fact: The fact in question.
        text: The typed text: a word, its number in the list, a date and so on; several words for a list.

    Raises:
        ProfileError: The value is invalid.
    """
    raw = _raw(pack, fact, text)
    if fact.kind == "choices" and isinstance(raw, list) and len(raw) > 1:
        _see_words(fact, raw, text)
    profile = load_profile(pack, {fact.name: raw})
    return profile[fact.name]


def _see_words(fact: Fact, words: list[str], text: str) -> None:
    """Check that each word is in the list, so that a sentence is rejected once, not word by word.

    Raises:
        ProfileError: A word is not.
    """
    if all(word in fact.allowed for word in words):
        return
    message = f"The fact {fact.name} can't be “{text[:60]}”."
    hint = "type numbers or words from the list, separated by commas, such as 1, 2."
    raise ProfileError([Diagnostic(Position("answer", 1, 1), "unknown-value", message, hint)])


def _raw(pack: Pack, fact: Fact, text: str) -> Any:
    """Return the value in a profile for this answer; text that can't be parsed is kept, to be rejected later."""
    match fact.kind:
        case "choice":
            return _word(pack, fact, text)
        case "choices":
            # ‘Has the other set a limit?’ can be answered with no as well as with none.
            if meaning_of(pack, fact, text) == "no" and text.casefold() not in fact.values:
                return []
            # Only commas are not an answer; as an empty list they would mean ‘none’.
            return [word for part in re.split(r"[,;]", text) for word in _several(pack, fact, part)] or text
        case "yes-no":
            meaning = meaning_of(pack, fact, text)
            return meaning if meaning in fact.allowed else text.casefold()
        case "number":
            return _number(pack, fact, text)
        case "country":
            return _country(pack, text)
        case "pronouns":
            return _pronouns(pack, fact, text)
        case "date":
            days = days_meant(pack.language, text)
            return days[0].isoformat() if len(days) == 1 else text
        case "text" | "name":
            return text
        case _ as never:
            assert_never(never)


def _number(pack: Pack, fact: Fact, text: str) -> int | str:
    """Return a number that may be followed by its unit, as in the question; ‘none’ means 0."""
    if _NUMBER.fullmatch(text):
        return int(text)
    if fact.least <= 0 and meaning_of(pack, fact, text) in ("no", "none"):
        return 0
    if (found := _MEASURED.fullmatch(text)) and _is_unit(fact, found[2]):
        return int(found[1])
    return text


def _is_unit(fact: Fact, typed: str) -> bool:
    """Return whether a word is the unit in a question: ‘min’ or ‘mins’ if it asks for minutes, never ‘months’."""
    word = typed.casefold().rstrip(".")
    asked = re.findall(r"[^\W\d_]+", fact.ask.casefold())
    stems = {word, word.removesuffix("s")}
    return any(len(stem) >= _LEAST_OF_UNIT and one.startswith(stem) for stem in stems for one in asked)


def meaning_of(pack: Pack, fact: Fact, text: str) -> str:
    """Return which of the language's answers a text is, such as `yes`; empty if it is none."""
    words = [word for pair in offered(pack, fact) for word in pair] if fact.values else []
    return pack.language.meaning(text, [word.casefold() for word in words])


def _several(pack: Pack, fact: Fact, text: str) -> Iterator[str]:
    """Yield the words of a part between commas: one entry of the list if it matches one, however many words it has."""
    whole = _word(pack, fact, text.strip())
    yield from (whole,) if whole in fact.allowed else (_word(pack, fact, word) for word in text.split())


def _word(pack: Pack, fact: Fact, text: str) -> str:
    typed, words = text.casefold(), offered(pack, fact)
    if re.fullmatch(r"[0-9]{1,4}", typed) and 1 <= int(typed) <= len(words):
        return words[int(typed) - 1][0]
    if (joined := "-".join(typed.split())) in fact.values:
        return joined
    spoken = {"none": NONE, "name_only": "name-only"}.get(meaning_of(pack, fact, text), typed)
    # ‘Is there someone new?’ has the value none, which means no; people say either.
    found = next((word for word, meaning in words if meaning.casefold() == typed), typed)
    return spoken if found == typed and any(spoken == word for word, _ in words) else found


def _country(pack: Pack, text: str) -> str:
    """Return the code of a country that is typed as a code or a name, in English or as in the pack."""
    typed = text.casefold()
    named = (code for code, country in pack.help.countries.items() if country.name.casefold() == typed)
    return next(named, "") or country_meant(text) or text


def _pronouns(pack: Pack, fact: Fact, text: str) -> Any:
    """Return the name of a set, or a custom set: a form for each case, with slashes, and optionally a number."""
    language = pack.language
    forms = [form.strip() for form in text.split("/" if "/" in text else "," if "," in text else None)]
    word = _word(pack, fact, "/".join(forms) if "/" in text else text)
    if meant := _set_of(language, forms):
        return meant
    more = len(forms) - len(language.cases)
    if word in language.pronoun_names or more not in (0, 1):
        return word
    number = forms.pop().casefold() if more else _class_unsaid(language)
    own = dict(zip(language.cases, forms, strict=True))
    return {**own, "number": number} if number else own


def _class_unsaid(language: Language) -> str:
    """Return the class of a set that is typed without one; empty if it can't be guessed, or there is none."""
    return next(iter(language.classes), "") if language.agreement == "mention" else ""


def _set_of(language: Language, forms: list[str]) -> str:
    """Return the only set that has all of some forms, such as ‘he’ or ‘she, her, hers’; empty for none or several."""
    typed = {form.casefold() for form in forms}
    if len(forms) >= len(language.cases):
        return ""
    named = [
        name
        for name, known in language.pronouns.items()
        if typed <= {form.casefold() for _, form in known.forms}
    ]
    return named[0] if len(named) == 1 else ""


def in_words(pack: Pack, fact: Fact, value: Value) -> str:
    """Return a value as a person would say it."""
    match value:
        case Missing():
            return pack.language.said(f"value_{value.value}")
        case PronounSet():
            name = pronoun_name(pack.language, value)
            forms = pronoun_forms(value) + (f" ({value.number})" if value.number else "")
            return _spoken(pack.language, fact, name) if name else forms
        case dt.date():
            return value.isoformat()
        case tuple():
            return "; ".join(fact.values[word] for word in value) or pack.language.answer("none")
        case str() | int():
            return fact.values.get(str(value)) or _spoken(pack.language, fact, str(value))
        case _ as never:
            assert_never(never)


def country_in_words(pack: Pack, code: str) -> str:
    """Return a country's code with its name: the pack's, or in English the English one; otherwise only the code."""
    english = COUNTRIES.get(code, "") if pack.language.is_english else ""
    known = pack.help.countries.get(code)
    name = english or (known.name if known else "")
    return pack.language.said("country", code=code, name=name) if name else code


def pronoun_name(language: Language, given: PronounSet) -> str:
    """Return the name of a pronoun set in a profile; empty for a custom set."""
    if given == NAME_ONLY:
        return "name-only"
    return next((name for name, known in language.pronouns.items() if known == given), "")


def pronoun_forms(given: PronounSet) -> str:
    """Return a set's forms, separated by slashes, as they would be typed."""
    return "/".join(form for _, form in given.forms)


def how(pack: Pack, fact: Fact) -> str:
    """Describe in a few words how to answer a question."""
    key = fact.kind.replace("-", "_")
    most = {"name": MOST_NAME, "text": MOST_TEXT}.get(fact.kind, fact.most)
    return pack.language.said(f"how_{key}", least=fact.least, most=most)


def explain(pack: Pack, fact: Fact) -> str:
    """Return why a question is asked, and how it can be answered."""
    language = pack.language
    sentences = [fact.help or language.said("why")]
    match fact.kind:
        case "pronouns":
            classes = language.listed("list_or", language.classes)
            sentences.append(language.said("why_pronouns", cases="/".join(language.cases), classes=classes))
        case "country":
            if pack.help.countries:
                listed = ", ".join(sorted(pack.help.countries))
                sentences.append(language.said("why_country", countries=listed))
        case "name" | "text":
            sentences.append(language.said("why_quoted"))
        case "choice" | "choices" | "number" | "yes-no" | "date":
            pass
        case _ as never:
            assert_never(never)
    return " ".join(sentences)
