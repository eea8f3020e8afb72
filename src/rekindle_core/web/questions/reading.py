"""What was filled in, as a profile holds it.

Input: facts and a Form. Output: answers, and what is wrong with those that can't be used.
Must not know: what any question is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing, PronounSet, Value
from rekindle_core.errors import ProfileError
from rekindle_core.frozen import Frozen
from rekindle_core.profile.answer import read_answer
from rekindle_core.profile.load import load_profile
from rekindle_core.web.forms.form import Form
from rekindle_core.web.questions.asking import DECLINED, UNKNOWN

_ONE_OF_LIST = ("yes-no", "choice", "pronouns")


class Filled(Frozen):
    """What was filled in.

    Attributes:
        answers: What can be used, by the names of facts; unknown ones are left out.
        faults: What is wrong with an answer, by the name of its fact.
        typed: What was typed or ticked of those, to be shown again.
    """

    answers: Mapping[str, Any]
    faults: Mapping[str, str]
    typed: Mapping[str, Any]


def read_answers(pack: Pack, facts: Iterable[Fact], form: Form) -> Filled:
    """Return what was filled in of some questions."""
    answers: dict[str, Any] = {}
    faults: dict[str, str] = {}
    typed: dict[str, Any] = {}
    for fact in facts:
        raw = _raw(fact, form)
        if raw in (UNKNOWN, "", []):
            continue
        try:
            answers[fact.name] = _checked(pack, fact, raw)
        except ProfileError as error:
            typed[fact.name] = raw
            faults[fact.name] = _said(fact, raw, error)
    return Filled(answers, faults, typed)


def _raw(fact: Fact, form: Form) -> Any:
    given = [value for value in form.chosen(fact.name) if value.strip()]
    if DECLINED in given:
        return DECLINED if len(given) == 1 else given
    if fact.kind == "choices":
        return given
    return given[0].strip() if given else ""


def _checked(pack: Pack, fact: Fact, raw: Any) -> Any:
    if raw == DECLINED or isinstance(raw, list) or fact.kind in _ONE_OF_LIST:
        load_profile(pack, {fact.name: raw})
        return raw
    return _as_held(read_answer(pack, fact, raw))


def _as_held(value: Value) -> Any:
    """Return a value as a mapping holds it that a profile is read from."""
    match value:
        case str() | int():
            return value
        case Missing():
            return value.value
        case tuple() | PronounSet():
            raise TypeError("what is typed is one value")
        case _:
            return value.isoformat()


def _said(fact: Fact, raw: Any, error: ProfileError) -> str:
    """Return what is wrong in a sentence that names no fact as a file does."""
    if isinstance(raw, list):
        return "Tick either some of the answers, or “None of these”, or “Rather not say”: not both."
    hint = error.diagnostics[0].hint
    examples = {
        "number": f"Type a whole number from {fact.least} to {fact.most}.",
        "date": "Type a date such as 2027-01-31.",
        "country": "Type a country, such as United Kingdom or GB.",
    }
    return examples.get(fact.kind) or f"{hint[:1].upper()}{hint[1:]}" or "Choose one of the answers."
