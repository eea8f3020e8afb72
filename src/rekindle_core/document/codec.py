"""Reading and writing the Document's JSON form: every node is an object with its `type` and its fields.

The form is described by document.schema.json. It is derived from the nodes' own declarations, so that no
field can be forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from rekindle_core.document.earlier import to_today
from rekindle_core.document.nodes import DOCUMENT_FORMAT, Document
from rekindle_core.errors import RekindleError

MOST_BYTES = 20_000_000
"""The maximum size of the JSON form. The longest programs of the bundled pack take a twentieth."""


class DocumentJsonError(RekindleError):
    """A text is not the JSON form of a Document; `message` says where and why."""

    code = "document-json"
    exit_code = 1


def document_to_json(document: Document) -> str:
    """Return a Document as JSON text: keys in the order of declaration, two spaces of indent, a final newline."""
    data = {"format": DOCUMENT_FORMAT, **msgspec.to_builtins(document, enc_hook=_sorted)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _sorted(value: Any) -> Any:
    """Convert an immutable mapping to one that can be serialized, in sorted order."""
    if isinstance(value, Mapping):
        return dict(sorted(value.items()))
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def document_from_json(text: str | bytes) -> Document:
    """Return the Document of a JSON text.

    Raises:
        DocumentJsonError: The text is not JSON, has a newer format, is not a Document, or is too large.
    """
    if len(text) > MOST_BYTES:
        raise DocumentJsonError(f"The text has more than {MOST_BYTES:,} bytes; no Document is that large.")
    try:
        data = msgspec.json.decode(text)
    except (ValueError, RecursionError) as error:
        raise DocumentJsonError(f"This is not JSON: {error}.") from None
    number = data.pop("format", None) if isinstance(data, dict) else None
    if type(number) is not int or number < 1:
        raise DocumentJsonError("This is not a Document: it has no format.")
    if number > DOCUMENT_FORMAT:
        message = f"The Document has format {number}; this version of Rekindle reads up to {DOCUMENT_FORMAT}."
        raise DocumentJsonError(message, code="newer-format", hint="install a newer version of Rekindle.")
    try:
        return to_today(data, number) if number < DOCUMENT_FORMAT else msgspec.convert(data, Document)
    except msgspec.ValidationError as error:
        words, _, path = str(error).partition(" - at ")
        raise DocumentJsonError(f"At {path.strip('`') or '$'}: {words}.") from None
    except RecursionError:
        raise DocumentJsonError("The Document is nested too deeply to be read.") from None


def document_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the JSON form, derived from the nodes."""
    _, components = msgspec.json.schema_components([Document], ref_template="#/$defs/{name}")
    definitions = {name: _by_type(component) for name, component in components.items()}
    for definition in definitions.values():
        definition["description"] = definition["description"].partition("\n")[0]
    top = definitions.pop("Document")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rekindle Document",
        "description": (
            "A program for one reader, without any format, as `rekindle build --format json` writes it."
        ),
        "type": "object",
        "properties": {"format": {"const": DOCUMENT_FORMAT}, **top["properties"]},
        "required": ["format", *top["required"]],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _by_type(schema: Any) -> Any:
    """Return a schema in which only the `type` decides which of several nodes is tried.

    If every node were tried in full, each level of nesting would multiply the work.
    """
    if isinstance(schema, list):
        return [_by_type(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "discriminator" not in schema:
        return {key: _by_type(item) for key, item in schema.items()}
    homes = schema["discriminator"]["mapping"]
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": list(homes)}},
        "allOf": [
            {"if": {"properties": {"type": {"const": name}}}, "then": {"$ref": home}}
            for name, home in homes.items()
        ],
    }
