"""Checking a file's shape against its JSON Schema, and saying what is wrong in an author's words.

Comes in: a Source and the kind of file it is. Goes out: diagnostics, each with a place.
Must not know: what other files say; that is for the builders, once every shape is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from rekindle_core.content.reading.bundled import bundled_content
from rekindle_core.content.reading.source import KeyPath, Source
from rekindle_core.diagnostics import Diagnostic, did_you_mean
from rekindle_core.document.visible import shows_something

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

# A base for references between the files; the domain is reserved and never exists.
_BASE = "https://rekindle.invalid/"
# Titles of the two shapes of prose in shared.schema.json.
_PROSE = ("One line of prose", "Prose")
_TYPES = {
    "string": "text",
    "object": "a mapping (key: value)",
    "array": "a list",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
    "number": "a number",
}


def check_shape(source: Source, kind: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a file's shape.

    Args:
        source: The file.
        kind: The name of its schema, such as `step`.
    """
    errors = _validator(kind).iter_errors(source.data)
    found = [item for error in errors for meant in _meant(error) for item in _diagnose(source, meant)]
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.position))


@cache
def schemas() -> Mapping[str, Any]:
    """Return the schemas of what authors write, by the names of their files."""
    paths = sorted((bundled_content() / "schema").glob("*.schema.json"))
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}


@cache
def _validator(kind: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator, validators
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    # Without `$schema`, lest a reference lead back to the validator that takes 5.0 for whole.
    resources = [
        (_BASE + name, DRAFT202012.create_resource({key: schema[key] for key in schema if key != "$schema"}))
        for name, schema in schemas().items()
    ]
    # Every reference is answered from these files: nothing is ever fetched.
    registry: Registry[Any] = Registry().with_resources(resources)
    # JSON Schema takes 5.0 for an integer; a pack's numbers are whole as they are written.
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    validator = validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"enum": _enum, "minLength": _min_length}, type_checker=whole
    )
    checked: Draft202012Validator = validator({"$ref": f"{_BASE}{kind}.schema.json"}, registry=registry)
    return checked


def _enum(_: object, allowed: list[Any], value: Any, __: object) -> Iterator[ValidationError]:
    """A number of a list, too, is whole as it is written: 1.0 is not 1."""
    from jsonschema.exceptions import ValidationError

    if not any(type(value) is type(item) and value == item for item in allowed):
        yield ValidationError(f"{value!r} is not one of {allowed!r}")


def _min_length(_: object, least: int, value: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    """A text that shows nothing is empty; of prose, that is told by its parser, which knows what it would print."""
    from jsonschema.exceptions import ValidationError

    if not isinstance(value, str):
        return
    if len(value) < least or (schema.get("title") not in _PROSE and not shows_something(value)):
        yield ValidationError(f"{value!r} is too short")


def _meant(error: ValidationError) -> Iterator[ValidationError]:
    """Yield the faults an author would want to hear of from under a choice between shapes.

    Where the value is of the kind of one shape alone, that is the one meant, and all of its faults are told.
    """
    shapes = _shapes(error)
    fitting = [
        faults for faults in shapes if not any(not item.path and _is_type_fault(item) for item in faults)
    ]
    if len(shapes) > 1 and len(fitting) == 1:
        for inner in fitting[0]:
            yield from _meant(inner)
    else:
        yield _most_useful(error)


def _shapes(error: ValidationError) -> list[list[ValidationError]]:
    """Return the faults of each shape of a choice."""
    shapes: dict[int, list[ValidationError]] = {}
    for inner in error.context or ():
        shapes.setdefault(int(inner.schema_path[0]), []).append(inner)
    return list(shapes.values())


def _most_useful(error: ValidationError) -> ValidationError:
    """Return the fault an author would want to hear of from under a choice between shapes.

    Of the branches of `oneOf` and `anyOf`, the one meant is likely the one that the data got furthest into.
    """
    while error.context:
        deepest = max(
            _shapes(error),
            key=lambda errors: (
                max(len(inner.path) for inner in errors),
                not _is_type_fault(errors[0]),
                -len(errors),
            ),
        )
        if all(len(inner.path) == 0 and _is_type_fault(inner) for inner in error.context):
            # Where prose can stand, an author who wrote no mapping and no list meant prose.
            texts = (inner for inner in error.context if _is_prose(inner))
            return error if isinstance(error.instance, dict | list) else next(texts, error)
        error = max(deepest, key=lambda inner: len(inner.path))
    return error


def _is_prose(error: ValidationError) -> bool:
    return isinstance(error.schema, Mapping) and error.schema.get("title") in _PROSE


def _is_type_fault(error: ValidationError) -> bool:
    return error.validator in ("type", "const", "enum")


def _diagnose(source: Source, error: ValidationError) -> Iterator[Diagnostic]:
    path: KeyPath = tuple(error.absolute_path)
    schema: dict[str, Any] = dict(error.schema) if isinstance(error.schema, Mapping) else {}
    value: Any = error.instance
    if error.validator == "additionalProperties":
        known = list(schema.get("properties", ()))
        patterns = tuple(schema.get("patternProperties", ()))
        renamed = schema.get("x-renamed", {})
        for key in _extras(value, known, patterns):
            hint = renamed.get(key) or did_you_mean(key, known) or f"the keys here are {_some(known)}."
            yield Diagnostic(
                source.position((*path, key), key=True), "unknown-key", f"There is no key “{key}” here.", hint
            )
        return
    if error.validator == "required":
        wanted: Any = error.validator_value
        for missing in (key for key in wanted if key not in value):
            message = f"The key “{missing}” is missing here."
            yield Diagnostic(source.position(path), "missing-key", message, f"add {missing}:")
        return
    in_key = error.validator in ("pattern", "enum") and "propertyNames" in error.absolute_schema_path
    position = source.position((*path, value) if in_key else path, key=in_key)
    about = str(schema.get("description", ""))
    if value is None and (needed := schema.get("required")):
        # Whoever begins a file cannot know its keys yet.
        about = f"{about} It needs: {', '.join(needed)}.".strip()
    code, message, hint = _words(error, value, about)
    yield Diagnostic(position, code, message, hint)


def _extras(value: Any, known: list[str], patterns: tuple[str, ...]) -> Iterator[str]:
    import re

    for key in value:
        if key not in known and not any(re.search(pattern, key) for pattern in patterns):
            yield key


def _words(error: ValidationError, value: Any, about: str) -> tuple[str, str, str]:
    """Return code, message and hint for a fault of one value; `about` is what the schema says of it."""
    wanted: Any = error.validator_value
    match error.validator:
        case "type":
            types = [wanted] if isinstance(wanted, str) else list(wanted)
            if "string" in types and isinstance(value, dict | bool | int | float):
                hint = "put quotes around it, or write it as a block (|)."
                return "unquoted-prose", f"This must be text, and was read as {_kind(value)}.", hint
            message = f"This must be {_some([_TYPES[name] for name in types])}, and is {_kind(value)}."
            return "wrong-type", message, about
        case "enum" | "const":
            return "bad-value", *_not_among(value, [str(one) for one in _listed(wanted)])
        case "pattern":
            return (
                "bad-value",
                f"“{value}” is not written as it must be here.",
                about or f"the pattern is {wanted}",
            )
        case "minLength" | "minItems" | "minProperties":
            return _too_little(value, about)
        case "maxLength" | "maxItems" | "maxProperties":
            many = (
                "one" if wanted == 1 else f"{wanted} characters" if error.validator == "maxLength" else wanted
            )
            code = "wrong-shape" if error.validator == "maxProperties" else "bad-value"
            return code, f"There is more here than {many}.", about
        case "not":
            return "wrong-shape", "A key stands here that does not go with the others.", about
        case "uniqueItems":
            return "bad-value", "The same value stands here twice.", "delete one of them."
        case "minimum" | "maximum":
            word = "less than" if error.validator == "minimum" else "more than"
            return "bad-value", f"{value} is {word} {wanted}.", about
        case "oneOf" | "anyOf":
            return (
                "wrong-shape",
                f"This is none of the shapes that can stand here; it is {_kind(value)}.",
                about,
            )
        case _:
            return "wrong-shape", "This has not the shape that can stand here.", about


def _too_little(value: Any, about: str) -> tuple[str, str, str]:
    if not value or (isinstance(value, str) and not value.strip()):
        return "empty-value", "This is empty.", about
    if isinstance(value, str) and not shows_something(value):
        return "empty-value", "This has only invisible characters.", about
    return "bad-value", "There is too little here.", about


def _not_among(value: Any, allowed: list[str]) -> tuple[str, str]:
    """Return what is wrong with a value that is none of a list, and a hint."""
    from rekindle_core.content.model.countries import COUNTRIES, country_fault

    if not COUNTRIES.keys() <= set(allowed):
        hint = did_you_mean(str(value), allowed) or f"it is one of {_some(allowed)}."
        return f"“{value}” is not allowed here.", hint
    if isinstance(value, str):
        return country_fault(value)
    return f"This must be a country's code, and is {_kind(value)}.", "use an ISO 3166-1 code, such as GB."


def _listed(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _kind(value: object) -> str:
    names = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}
    return _TYPES[names.get(type(value), "null")]


def _some(words: Iterable[str]) -> str:
    items = list(words)
    return ", ".join(items[:-1]) + (" or " if items[:-1] else "") + (items[-1] if items else "none")
