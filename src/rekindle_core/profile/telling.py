"""Facts as shown to a counselor: choices from a list are shown, typed text is not repeated.

Names and texts are the reader's own and explain nothing: a rule can only ask whether one is given.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, assert_never

from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.values import NONE, Missing, PronounSet, Value

GIVEN = "given"


def told(fact: Fact, value: Value) -> str:
    """Return a fact's value in words.

    >>> told(Fact("contact", "choice", "Is there any?"), "none")
    'none'
    >>> told(Fact("client.name", "name", "Who is it?"), "Alex")
    'given'
    """
    match value:
        case Missing():
            return value.value
        case tuple():
            return " and ".join(value) or NONE
        case PronounSet():
            return GIVEN
        case dt.date():
            return value.isoformat()
        case int():
            return str(value)
        case str():
            return GIVEN if fact.kind in ("name", "text") else value
        case _ as never:
            assert_never(never)


def told_in(language: Language, fact: Fact, value: Value) -> str:
    """Return a fact's value in words of a language, and list values in the pack's words."""
    match value:
        case Missing():
            return language.answer(value.value)
        case tuple():
            return language.listed("list_and", value) or language.answer("none")
        case dt.date() | int():
            return told(fact, value)
        case str() if fact.kind == "yes-no":
            return language.answer(value)
        case _:
            words = told(fact, value)
            return language.said("given") if words == GIVEN and fact.kind != "choice" else words


def told_data(fact: Fact, value: Value) -> Any:
    """Return a fact's value as plain data; if it is missing or withheld, return an object that says so."""
    match value:
        case Missing():
            return {"missing": value.value}
        case tuple():
            return list(value)
        case int():
            return value
        case str() | PronounSet() | dt.date():
            words = told(fact, value)
            return {"given": True} if words == GIVEN and fact.kind != "choice" else words
        case _ as never:
            assert_never(never)
