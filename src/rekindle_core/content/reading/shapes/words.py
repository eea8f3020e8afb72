"""Messages about the faults of values: what is wrong, and which form would be accepted.

Input: a fault found by JSON Schema. Output: a code, a message and a hint. Must not know: where the value
is, or how the fault was chosen among others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rekindle_core.content.reading.shapes.forms import example_of, form_of, meant_by, resolved, some
from rekindle_core.content.reading.shapes.schemas import PROSE, Schema, along, homes_of
from rekindle_core.diagnostics import counted, did_you_mean
from rekindle_core.document.visible import shows_something

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES = {
    "string": "text",
    "object": "a mapping (key: value)",
    "array": "a list",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
    "number": "a number",
}
_MOST_HOMES = 2
"""If several mappings have the key, it is unclear which was meant."""


def words_of(
    error: ValidationError, value: Any, *, key: str, written: str, kind: str
) -> tuple[str, str, str]:
    """Return the code, message and hint for a fault of one value.

    Args:
        error: The fault.
        value: The value or key that it is about.
        key: Its key; empty in a list.
        written: The value as written in the file, if it is on one line.
        kind: The kind of file, such as `step`.
    """
    around = list(along(error.absolute_schema_path, f"{kind}.schema.json"))
    file = around[-1][1]
    schema: Schema = error.schema if isinstance(error.schema, Mapping) else {}
    about = str(schema.get("description", ""))
    wanted: Any = error.validator_value
    match error.validator:
        case "type":
            return _of_type(schema, value, about, key=key, written=written, file=file)
        case "enum" | "const":
            return "bad-value", *not_among(value, wanted if isinstance(wanted, list) else [wanted])
        case "pattern":
            return (
                "bad-value",
                f"“{value}” has the wrong form.",
                _pattern_hint(value, schema, about),
            )
        case "minLength" | "minItems" | "minProperties":
            form = f"{f'{key}: ' if key else ''}{example_of(schema, file)}"
            return _too_little(value, wanted, about, form=form)
        case "maxLength":
            message = f"This has {len(value)} characters; the limit is {wanted}."
            return "bad-value", message, _joined("shorten it.", about)
        case "maxItems":
            return (
                "bad-value",
                f"This has {len(value)} items; the limit is {wanted}.",
                _joined("shorten it.", about),
            )
        case "maxProperties":
            known = some(f"{name}:" for name in schema.get("properties", {}))
            return "wrong-shape", _together(value), f"keep one of them. Use one of {known}"
        case "uniqueItems":
            twice = next(one for at, one in enumerate(value) if one in value[:at])
            shown = f"“{twice}”" if isinstance(twice, str | int) else "The same value"
            return "bad-value", f"{shown} is listed twice.", "delete one of them."
        case "minimum" | "maximum":
            word = "less than" if error.validator == "minimum" else "more than"
            return (
                "bad-value",
                f"{value} is {word} {wanted}.",
                _joined(f"use {form_of(schema, file)}.", about),
            )
        case "not":
            return "wrong-shape", *_not_together(error, value, around)
        case "oneOf" | "anyOf":
            return _of_no_shape(error, around, value, about, key=key)
        case _:
            return "wrong-shape", "Unexpected structure.", about


def missing(key: str, around: Sequence[tuple[Schema, str]]) -> str:
    """Return the hint for a missing key, with what it accepts; `around` are the schemas on the way to it."""
    schema, file = next(
        one for one in (*reversed(around), ({}, "")) if key in one[0].get("properties", {}) or not one[0]
    )
    found, file = resolved(schema.get("properties", {}).get(key, {}), file)
    if len(allowed := found.get("enum", ())) > 1:
        return f"add {key}: {allowed[0]} (or {some(allowed[1:])})."
    return f"add {key}: {example_of(found, file)}"


def unknown(key: str, schema: Schema, kind: str) -> str:
    """Return the hint for a key that is not allowed in its place."""
    known = list(schema.get("properties", ()))
    if renamed := schema.get("x-renamed", {}).get(key):
        return str(renamed)
    head, colon, tail = key.partition(":")
    if colon and head.strip() in known:
        return f"add a space after the colon: {head.strip()}: {tail}"
    if key == "text" and known == ["variants"]:
        return "write the text right after the key; a mapping is only for several wordings."
    if patterns := list(schema.get("patternProperties", ())):
        meant = meant_by(key, patterns[0])
        hint = f"did you mean {some(f'“{one}”' for one in meant)}?" if meant else did_you_mean(key, known)
        return (
            hint
            or f"the keys here are {', '.join(known)} and names of facts, such as soil or own_words.memory."
        )
    homes = [title for title in homes_of(key, kind) if title != schema.get("title")]
    if 0 < len(homes) <= _MOST_HOMES:
        told = some(f"“{title}”" for title in homes)
        return f"“{key}” is a key of {told}: check the indentation. The keys here are {some(known)}."
    return did_you_mean(key, known) or f"the keys here are {some(known)}."


def not_among(value: Any, allowed: list[Any]) -> tuple[str, str]:
    """Return the fault of a value that is not in a list of allowed ones, and a hint."""
    from rekindle_core.content.model.countries import COUNTRIES, country_fault

    if COUNTRIES.keys() <= {one for one in allowed if isinstance(one, str)}:
        if isinstance(value, str):
            return country_fault(value)
        message = f"This must be a country's code, but it is {kind_of_value(value)}."
        return message, "use an ISO 3166-1 code, such as GB."
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, dict | list):
        return f"This must be {some(allowed)}, but it is {kind_of_value(value)}.", f"write {some(allowed)}."
    message = f"“{shown[:60]}” is not allowed here." if value is not None else "This is empty."
    if isinstance(value, bool) and (word := "yes" if value else "no") in allowed:
        return message, f"write {word}."
    if isinstance(value, float) and value.is_integer() and int(value) in allowed:
        return message, f"write {int(value)}, without a decimal point."
    if (
        isinstance(value, str)
        and (number := next((one for one in allowed if str(one) == value), None)) is not None
    ):
        return message, f"write {number}, without quotes."
    return message, did_you_mean(shown, [str(one) for one in allowed]) or f"use one of {some(allowed)}."


def kind_of_value(value: object) -> str:
    """Describe how YAML read a value."""
    names = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}
    return _TYPES[names.get(type(value), "null")]


# ------------------------------------------------------------------ one value


def _of_type(
    schema: Schema, value: Any, about: str, *, key: str, written: str, file: str
) -> tuple[str, str, str]:
    wanted = schema.get("type", "string")
    types = [wanted] if isinstance(wanted, str) else list(wanted)
    name = f"{key}: " if key else ""
    if "string" in types and isinstance(value, dict | bool | int | float):
        if "pattern" in schema and not re.search(schema["pattern"], written):
            message = f"This must be {some(_TYPES[one] for one in types)}, but it is {kind_of_value(value)}."
            meant = meant_by(written, schema["pattern"])
            hint = f'write {name}"{meant[0]}"' if meant else f"use {form_of(schema, file)}."
            return "wrong-type", message, hint if meant else _joined(hint, about)
        quoted = f'put quotes around it: {name}"{written}"' if written and '"' not in written else ""
        message = f"This must be text, but YAML read it as {kind_of_value(value)}."
        return "unquoted-prose", message, quoted or "put quotes around it, or write it as a block (|)."
    message = f"This must be {some(_TYPES[one] for one in types)}, but it is {kind_of_value(value)}."
    if value is None:
        told = "" if schema.get("title") in PROSE else about
        return (
            "wrong-type",
            message,
            _joined(told, f"{'W' if told else 'w'}rite {name}{example_of(schema, file)}"),
        )
    if types == ["integer"] and isinstance(value, str | float):
        whole = str(value).strip().removesuffix(".0")
        if whole.isdecimal():
            return (
                "wrong-type",
                message,
                f"write {name}{int(whole)}, without {'quotes' if value == whole else 'a point'}.",
            )
        return "wrong-type", message, _joined(f"use {form_of(schema, file)}.", about)
    if types == ["array"] and isinstance(value, str | int) and not isinstance(value, bool):
        items = ", ".join(part.strip() for part in str(value).split(",") if part.strip())
        if _takes_words(schema.get("items", {}), file):
            return "wrong-type", message, f"write {name}[{items}]"
    if types == ["object"] and isinstance(value, list):
        hint = (
            f"use {form_of(schema, file)}."
            if "examples" in schema
            else "write keys here, without hyphens or brackets."
        )
        return "wrong-type", message, _joined(hint, about)
    if types == ["array"] and isinstance(value, dict):
        return "wrong-type", message, _joined("write a hyphen and a space before each item.", about)
    return "wrong-type", message, _joined(f"use {form_of(schema, file)}.", about)


def _takes_words(schema: Schema, file: str) -> bool:
    """Whether a schema accepts a word or a whole number."""
    schema, file = resolved(schema, file)
    choices = (*schema.get("anyOf", ()), *schema.get("oneOf", ()))
    return schema.get("type") in ("string", "integer") or any(_takes_words(one, file) for one in choices)


def _pattern_hint(value: str, schema: Schema, about: str) -> str:
    if meant := meant_by(value, str(schema["pattern"])):
        return _joined(f"did you mean {some(f'“{one}”' for one in meant)}?", about)
    if " -" in value:
        return _joined("add a space after each hyphen of the list.", about)
    examples = schema.get("examples", ())
    told = not examples or str(examples[0]) in about
    return _joined(about, "" if told else f"Write it like {examples[0]}.")


def _too_little(value: Any, least: int, about: str, *, form: str) -> tuple[str, str, str]:
    if not value or (isinstance(value, str) and not value.strip()):
        return "empty-value", "This is empty.", f"write {form}"
    if isinstance(value, str) and not shows_something(value):
        return "empty-value", "This has only invisible characters.", f"write {form}"
    if isinstance(value, str):
        message = f"This has {counted(len(value), 'character')}; the minimum is {least}."
        return "bad-value", message, _joined(about, f"Write {form}")
    word = "item" if isinstance(value, list) else "key"
    message = f"This has {counted(len(value), word)}; the minimum is {least}."
    return "bad-value", message, about


# ------------------------------------------------------------------ several keys, several structures


def _together(names: Any) -> str:
    """Return the message for keys that can't be used together."""
    *first, last = (f"“{name}”" for name in names)
    return f"{', '.join(first)} and {last} cannot be used together."


def _not_together(
    error: ValidationError, value: Any, around: Sequence[tuple[Schema, str]]
) -> tuple[str, str]:
    """Return the fault of keys that exclude each other."""
    wanted: Any = error.validator_value
    excluded = [name for one in wanted.get("anyOf", [wanted]) for name in one.get("required", ())]
    unfit = [name for name in excluded if name in value]
    path = list(error.absolute_schema_path)
    if "dependentSchemas" in path:
        other = str(path[len(path) - path[::-1].index("dependentSchemas")])
        return _together([*unfit, other]), _either([*unfit, other])
    for rule, _ in reversed(around):
        for key, one in rule.get("if", {}).get("properties", {}).items():
            goes = some(one.get("enum") or [one.get("const")])
            message = f"“{some(unfit)}” can't be used with {key}: {value.get(key)}."
            return message, f"delete it, or write {key}: {goes}."
    return _together(unfit), "delete one of them."


def _either(names: list[str]) -> str:
    """Return what to do about keys of which only one can stay."""
    if {"key", "variants"} <= set(names):
        return "write text and key in each of the variants, and delete those beside them."
    if set(names) == {"text", "variants"}:
        return "delete one of them: text is for one wording, variants for several."
    return f"delete one of them: keep {some(names)}."


def _of_no_shape(
    error: ValidationError, around: Sequence[tuple[Schema, str]], value: Any, about: str, *, key: str
) -> tuple[str, str, str]:
    file = around[-1][1]
    wanted: Any = error.validator_value
    shapes = [shape for shape in wanted if isinstance(shape, Mapping)]
    needed = [shape["required"][0] for shape in shapes if set(shape) == {"required"}]
    if needed and isinstance(value, dict):
        there = [name for name in needed if name in value]
        if len(there) > 1:
            return "wrong-shape", _together(there), _either(there)
        message = f"The key {some(f'“{one}”' for one in needed)} is missing here."
        hints = [missing(one, around).removeprefix("add ") for one in needed]
        return "missing-key", message, f"add {some(hints)}"
    name = f"{key}: " if key else ""
    form = form_of({str(error.validator): shapes}, file)
    words = [
        str(word)
        for shape in shapes
        for word in (shape.get("enum") or [shape["const"]] if "const" in shape or "enum" in shape else ())
    ]
    if isinstance(value, str) and words:
        message, hint = f"“{value[:60]}” is not allowed here.", did_you_mean(value, words)
        return "bad-value", message, hint or f"use {form}."
    hint = (
        f"write {name}{'yes' if value else 'no'}"
        if isinstance(value, bool)
        else _joined(f"use {form}.", about)
    )
    return "wrong-shape", f"Unexpected structure: this is {kind_of_value(value)}.", hint


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
