"""Answers as people type them: from a line to a fact's value, and from a value back to words.

Comes in: a fact and a line of text. Goes out: a value, checked by the same code as a profile's.
Must not know: in which order questions are asked, or of any terminal.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, assert_never

from rekindle_core.content.model.countries import country_meant
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import NAME_ONLY, NONE, Missing, PronounSet, Value
from rekindle_core.profile.load import load_profile

_YES_NO = {"y": "yes", "n": "no"}
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}")


def offered(pack: Pack, fact: Fact) -> tuple[tuple[str, str], ...]:
    """Return the words from which an answer is chosen, each with what it means; they are numbered from 1.

    For a question without a list it is empty; yes and no need none.
    """
    match fact.kind:
        case "choice":
            return tuple(fact.values.items())
        case "choices":
            return tuple((word, fact.values.get(word, "none of these")) for word in fact.allowed)
        case "pronouns":
            names = (name for name in pack.language.pronoun_names if name != "name-only")
            return (*((name, "") for name in names), ("name-only", "the name in every place, and no pronoun"))
        case "number" | "yes-no" | "text" | "name" | "date" | "country":
            return ()
        case _ as never:
            assert_never(never)


def read_answer(pack: Pack, fact: Fact, text: str) -> Value:
    """Return the value that a line of text stands for.

    Args:
        pack: The pack that declares the fact.
        fact: The fact that is asked for.
        text: What was typed: a word, its number in the list, a date and so on; several words for a list.

    Raises:
        ProfileError: The fact does not take it.
    """
    profile = load_profile(pack, {fact.name: _raw(pack, fact, text)})
    return profile[fact.name]


def _raw(pack: Pack, fact: Fact, text: str) -> Any:
    """Return what a profile would hold for this answer; what cannot be read is left as it is, to be refused."""
    match fact.kind:
        case "choice":
            return _word(pack, fact, text)
        case "choices":
            # ‘Has the other set a limit?’ is answered with a no as readily as with none.
            if text.casefold() == "no" and "no" not in fact.values:
                return []
            # An answer of commas alone is no answer; as an empty list it would say ‘none’.
            return [_word(pack, fact, word) for word in re.split(r"[,;\s]+", text) if word] or text
        case "yes-no":
            return _YES_NO.get(text.casefold(), text.casefold())
        case "number":
            return int(text) if _NUMBER.fullmatch(text) else text
        case "country":
            return country_meant(text) or text
        case "pronouns":
            return _pronouns(pack, fact, text)
        case "text" | "name" | "date":
            return text
        case _ as never:
            assert_never(never)


def _word(pack: Pack, fact: Fact, text: str) -> str:
    typed, words = text.casefold(), offered(pack, fact)
    if re.fullmatch(r"[0-9]{1,4}", typed) and 1 <= int(typed) <= len(words):
        return words[int(typed) - 1][0]
    # ‘Is there somebody new?’ has the value none, which means no; both are said.
    return next((word for word, meaning in words if meaning.casefold() == typed), typed)


def _pronouns(pack: Pack, fact: Fact, text: str) -> Any:
    """Return the name of a set, or a set of one's own: a form for each case, by slashes, and perhaps a number."""
    language = pack.language
    forms = [form.strip() for form in text.split("/")]
    word = _word(pack, fact, "/".join(forms))
    if word in language.pronoun_names or len(forms) - len(language.cases) not in (0, 1):
        return word
    number = forms.pop().casefold() if len(forms) > len(language.cases) else language.classes[0]
    return {**dict(zip(language.cases, forms, strict=True)), "number": number}


def in_words(pack: Pack, fact: Fact, value: Value) -> str:
    """Return a value as a person would say it."""
    match value:
        case Missing.UNKNOWN:
            return "not known"
        case Missing.DECLINED:
            return "rather not say"
        case PronounSet():
            return pronoun_name(pack.language, value) or f"{pronoun_forms(value)} ({value.number})"
        case dt.date():
            return value.isoformat()
        case tuple():
            return "; ".join(fact.values[word] for word in value) or NONE
        case str() | int():
            return fact.values.get(str(value), str(value))
        case _ as never:
            assert_never(never)


def pronoun_name(language: Language, given: PronounSet) -> str:
    """Return the name by which a profile can call a pronoun set; empty for one of somebody's own."""
    if given == NAME_ONLY:
        return "name-only"
    return next((name for name, known in language.pronouns.items() if known == given), "")


def pronoun_forms(given: PronounSet) -> str:
    """Return a set's forms with slashes between them, as they are typed."""
    return "/".join(form for _, form in given.forms)


def explain(pack: Pack, fact: Fact) -> str:
    """Return why a question is asked, and how it can be answered."""
    sentences = [fact.help or "The answer helps to choose what fits. It can be left open."]
    match fact.kind:
        case "pronouns":
            language = pack.language
            sentences.append(
                f"A set of one’s own is typed as its forms for {'/'.join(language.cases)}, with slashes; "
                f"verbs agree with it as {' or '.join(language.classes)}, which can be a last word after a slash."
            )
        case "country":
            if pack.help.countries:
                sentences.append(f"There are help lines of {', '.join(sorted(pack.help.countries))}.")
        case "name" | "text":
            sentences.append("An answer that is itself such a word as ‘back’ or ‘pass’ goes into quotes.")
        case "choice" | "choices" | "number" | "yes-no" | "date":
            pass
        case _ as never:
            assert_never(never)
    return " ".join(sentences)
