"""Checking a file's structure against its JSON Schema, and reporting faults in an author's terms.

Input: a Source and its kind of file. Output: diagnostics, each with a position. Must not know: other
files; the builders check those, once every structure is valid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from rekindle_core.content.reading.shapes.schemas import PROSE, along, schemas
from rekindle_core.content.reading.source import KeyPath, Source
from rekindle_core.diagnostics import Diagnostic
from rekindle_core.document.visible import shows_something

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

# A base for references between the files; the domain is reserved and never exists.
_BASE = "https://rekindle.invalid/"


def check_shape(source: Source, kind: str) -> tuple[Diagnostic, ...]:
    """Return the faults of a file's structure.

    Args:
        source: The file.
        kind: The name of its schema, such as `step`.
    """
    errors = _validator(kind).iter_errors(source.data)
    found = [item for error in errors for meant in _meant(error) for item in _diagnose(source, meant, kind)]
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.position))


@cache
def _validator(kind: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator, validators
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    # Without `$schema`, so that no reference can lead back to the validator that accepts 5.0 as an integer.
    resources = [
        (_BASE + name, DRAFT202012.create_resource({key: schema[key] for key in schema if key != "$schema"}))
        for name, schema in schemas().items()
    ]
    # Every reference is resolved from these files: nothing is ever fetched.
    registry: Registry[Any] = Registry().with_resources(resources)
    # JSON Schema accepts 5.0 as an integer; a pack's whole numbers have to be written as such.
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    validator = validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"enum": _enum, "minLength": _min_length}, type_checker=whole
    )
    checked: Draft202012Validator = validator({"$ref": f"{_BASE}{kind}.schema.json"}, registry=registry)
    return checked


def _enum(_: object, allowed: list[Any], value: Any, __: object) -> Iterator[ValidationError]:
    """A number in a list also has to be written as a whole number: 1.0 is not 1."""
    from jsonschema.exceptions import ValidationError

    if not any(type(value) is type(item) and value == item for item in allowed):
        yield ValidationError(f"{value!r} is not one of {allowed!r}")


def _min_length(_: object, least: int, value: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    """A text that shows nothing is empty; for prose, the parser reports that, as it knows what is printed."""
    from jsonschema.exceptions import ValidationError

    if not isinstance(value, str):
        return
    if len(value) < least or (schema.get("title") not in PROSE and not shows_something(value)):
        yield ValidationError(f"{value!r} is too short")


def _meant(error: ValidationError) -> Iterator[ValidationError]:
    """Yield the faults under a choice between structures that an author needs to see.

    If only one structure has the value's type, it is the one that was meant, and all its faults are reported.
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
    """Return the faults of each structure of a choice."""
    shapes: dict[int, list[ValidationError]] = {}
    for inner in error.context or ():
        shapes.setdefault(int(inner.schema_path[0]), []).append(inner)
    return list(shapes.values())


def _most_useful(error: ValidationError) -> ValidationError:
    """Return the fault under a choice between structures that an author needs to see.

    Of the branches of `oneOf` and `anyOf`, the one that was meant is likely the one that the data fits
    furthest.
    """
    while error.context and not _is_about_keys(error):
        deepest = max(
            _shapes(error),
            key=lambda errors: (
                max(len(inner.path) for inner in errors),
                not _is_type_fault(errors[0]),
                -len(errors),
            ),
        )
        if all(len(inner.path) == 0 and _is_type_fault(inner) for inner in error.context):
            # If prose is possible, an author who wrote neither a mapping nor a list meant prose.
            texts = (inner for inner in error.context if _is_prose(inner))
            return error if isinstance(error.instance, dict | list) else next(texts, error)
        error = max(deepest, key=lambda inner: len(inner.path))
    return error


def _is_about_keys(error: ValidationError) -> bool:
    """Whether the choice is between keys, one of which is required."""
    wanted: Any = error.validator_value
    return all(isinstance(shape, Mapping) and set(shape) == {"required"} for shape in wanted)


def _is_prose(error: ValidationError) -> bool:
    return isinstance(error.schema, Mapping) and error.schema.get("title") in PROSE


def _is_type_fault(error: ValidationError) -> bool:
    return error.validator in ("type", "const", "enum")


def _diagnose(source: Source, error: ValidationError, kind: str) -> Iterator[Diagnostic]:
    # Imported here: a valid file needs no messages.
    from rekindle_core.content.reading.shapes.words import missing, unknown, words_of

    path: KeyPath = tuple(error.absolute_path)
    schema: dict[str, Any] = dict(error.schema) if isinstance(error.schema, Mapping) else {}
    value: Any = error.instance
    if error.validator == "additionalProperties":
        known = list(schema.get("properties", ()))
        for key in _extras(value, known, tuple(schema.get("patternProperties", ()))):
            position = source.position((*path, key), key=True)
            message = f"There is no key “{key}” here."
            yield Diagnostic(position, "unknown-key", message, unknown(key, schema, kind))
        return
    if error.validator == "required":
        wanted: Any = error.validator_value
        around = list(along(error.absolute_schema_path, f"{kind}.schema.json"))
        for name in (name for name in wanted if name not in value):
            message = f"The key “{name}” is missing here."
            yield Diagnostic(source.position(path), "missing-key", message, missing(name, around))
        return
    in_key = error.validator in ("pattern", "enum") and "propertyNames" in error.absolute_schema_path
    position = source.position((*path, value) if in_key else path, key=in_key)
    if error.validator == "uniqueItems":
        second = next(at for at, item in enumerate(value) if item in value[:at])
        position = source.position((*path, second))
    key = next((part for part in reversed(path) if isinstance(part, str)), "") if path else ""
    key = "" if path and isinstance(path[-1], int) else key
    written = "" if in_key else source.written(path)
    code, message, hint = words_of(error, value, key=key, written=written, kind=kind)
    if value is None and (needed := schema.get("required")):
        # Someone who starts a file can't know its keys yet.
        hint = f"{schema.get('description', '')} It needs: {', '.join(needed)}.".strip()
    yield Diagnostic(position, code, message, hint)


def _extras(value: Any, known: list[str], patterns: tuple[str, ...]) -> Iterator[str]:
    import re

    for key in value:
        if key not in known and not any(re.search(pattern, key) for pattern in patterns):
            yield key
