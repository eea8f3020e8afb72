"""The JSON Schema of a pack's profiles, derived from the facts that it declares."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, assert_never

from rekindle_core.content.model.countries import COUNTRIES, READ_AS
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import NONE, Missing
from rekindle_core.document.visible import BLANK, IGNORABLE
from rekindle_core.profile.check import MOST_NAME, MOST_PRONOUN, MOST_TEXT
from rekindle_core.profile.load import SCHEMA_KEY


def profile_schema(pack: Pack) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a profile, for editors; the engine checks by the facts themselves.

    The two agree on every value except texts: JSON Schema sees the characters as written, while the engine
    counts them in NFC without extra white space, and recognizes all invisible and unassigned ones.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": pack.language.said("schema_title", pack=pack.title),
        "description": pack.language.said("schema_about"),
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **{name: _fact_schema(fact, pack.language) for name, fact in pack.facts.items()},
            SCHEMA_KEY: {"type": "string"},
        },
    }


def _fact_schema(fact: Fact, language: Language) -> dict[str, Any]:
    described = {"title": fact.name, "description": " ".join(filter(None, (fact.ask, fact.help)))}
    missing = {"enum": [*(item.value for item in Missing), None]}
    earlier = [*fact.formerly, *_booleans(fact.formerly)]
    formerly = [{"enum": earlier, "deprecated": True}] if earlier else []
    return {**described, "anyOf": [_value_schema(fact, language), missing, *formerly]}


def _booleans(words: Collection[str]) -> list[bool]:
    """Return the values that YAML turns `yes` and `no` into, for the words given."""
    return [value for value, word in ((True, "yes"), (False, "no")) if word in words]


def _escaped(characters: str) -> str:
    return "".join(char if char == "-" else f"\\u{ord(char):04x}" for char in characters)


def _list_of(words: list[str]) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": words}}


# A character that shows something. What is invisible beyond U+FFFF cannot be written so that every program with
# regular expressions reads it alike; the engine knows it too.
_VISIBLE = "[^" + r"\s\u0000-\u001f\u007f-\u009f" + _escaped(IGNORABLE + BLANK) + "]"


def _text_schema(most: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": most, "pattern": _VISIBLE}


# From 1900 to 2200, as the engine takes them: every year has these days, and leap years one more. Of a line end
# after it the `$` of some programs knows nothing; its length does.
_DATES = (
    "^(?:(?:19|20|21)[0-9]{2}|2200)-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))$",
    "^(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29$",
)


def _value_schema(fact: Fact, language: Language) -> dict[str, Any]:
    match fact.kind:
        case "choice" | "yes-no":
            return {"enum": [*fact.allowed, *_booleans(fact.allowed)]}
        case "choices":
            words = [word for word in fact.allowed if word in fact.values]
            lists = [_list_of(words), *([] if NONE in fact.values else [_list_of([NONE])])]
            return {"anyOf": [{"enum": list(fact.allowed)}, *lists]}
        case "number":
            return {"type": "integer", "minimum": fact.least, "maximum": fact.most}
        case "name" | "text":
            return _text_schema(MOST_NAME if fact.kind == "name" else MOST_TEXT)
        case "date":
            return {"type": "string", "maxLength": 10, "anyOf": [{"pattern": pattern} for pattern in _DATES]}
        case "country":
            return {"enum": sorted((*COUNTRIES, *READ_AS))}
        case "pronouns":
            forms = {case: _text_schema(MOST_PRONOUN) for case in language.cases}
            number = {"number": {"enum": list(language.classes)}} if language.classes else {}
            own = {
                "type": "object",
                "additionalProperties": False,
                "required": list(language.set_keys),
                "properties": {**forms, **number},
            }
            return {"anyOf": [{"enum": list(language.pronoun_names)}, own]}
        case _ as never:
            assert_never(never)
