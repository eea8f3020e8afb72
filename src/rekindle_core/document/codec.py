"""The Document's JSON form, in and out: every node is an object with its `type`, and the fields it has.

The form is described by document.schema.json. It is made from the nodes' own declarations, so that a new
field cannot be forgotten here.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import types
import typing
from collections.abc import Mapping
from typing import Any

import msgspec

from rekindle_core.document import nodes
from rekindle_core.document.nodes import DOCUMENT_FORMAT, Document
from rekindle_core.errors import RekindleError
from rekindle_core.frozen import Frozen

_NODES: dict[str, type[Any]] = {
    name: value
    for name, value in vars(nodes).items()
    if isinstance(value, type) and issubclass(value, Frozen) and value is not Frozen
}


class DocumentJsonError(RekindleError):
    """A text is not the JSON form of a Document; `message` says where and why."""

    code = "document-json"
    exit_code = 1


def document_to_json(document: Document) -> str:
    """Return a Document as JSON text: keys in the order of declaration, two spaces of indent, a final newline."""
    data = {"format": DOCUMENT_FORMAT, **_dump(document)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def document_from_json(text: str | bytes) -> Document:
    """Return the Document of a JSON text.

    Raises:
        DocumentJsonError: The text is not JSON, is of a newer format, or is not a Document.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentJsonError(f"This is not JSON: {error}.") from None
    number = data.pop("format", None) if isinstance(data, dict) else None
    if type(number) is not int or number < 1:
        raise DocumentJsonError("This is not a Document: it has no format.")
    if number > DOCUMENT_FORMAT:
        message = f"The Document has format {number}; this version of Rekindle reads up to {DOCUMENT_FORMAT}."
        raise DocumentJsonError(message, code="newer-format", hint="install a newer Rekindle.")
    try:
        document: Document = _load_node(Document, data, "$")
    except RecursionError:
        raise DocumentJsonError("The Document is nested more deeply than can be read.") from None
    return document


def _dump(value: Any) -> Any:
    if isinstance(value, Frozen):
        fields = {item.name: _dump(getattr(value, item.name)) for item in msgspec.structs.fields(value)}
        return {"type": type(value).__name__, **fields}
    if isinstance(value, tuple):
        return [_dump(item) for item in value]
    if isinstance(value, Mapping):
        return dict(sorted(value.items()))
    return value.isoformat() if isinstance(value, dt.date) else value


_HINTS: dict[str, dict[str, Any]] = {}


def _types(node: type[Any]) -> dict[str, Any]:
    """Return the types of a node's fields; working them out is slow, so it is done once."""
    if node.__name__ not in _HINTS:
        _HINTS[node.__name__] = typing.get_type_hints(node)
    return _HINTS[node.__name__]


def _load(wanted: Any, value: Any, path: str) -> Any:
    """Return a value of the wanted type, or say at which path the JSON is not of it."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (types.UnionType, typing.Union):
        return _load_union(arguments, value, path)
    if isinstance(wanted, type) and issubclass(wanted, Frozen):
        return _load_node(wanted, value, path)
    if origin is tuple:
        if not isinstance(value, list):
            raise _fault(path, "a list", value)
        return tuple(_load(arguments[0], item, f"{path}[{index}]") for index, item in enumerate(value))
    if origin is typing.Literal:
        if value in arguments and isinstance(value, str):
            return value
        raise _fault(path, f"one of {', '.join(map(str, arguments))}", value)
    if origin is not None and issubclass(origin, Mapping):
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return value
        raise _fault(path, "an object of texts", value)
    if wanted is dt.date:
        return _load_date(value, path)
    if isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool)):
        return value
    raise _fault(path, wanted.__name__, value)


def _load_date(value: Any, path: str) -> dt.date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        pass
    raise _fault(path, "a day such as 2027-01-31", value)


def _load_union(wanted: tuple[Any, ...], value: Any, path: str) -> Any:
    if value is None and type(None) in wanted:
        return None
    others = [item for item in wanted if item is not type(None)]
    if len(others) == 1:
        return _load(others[0], value, path)
    name = value.get("type") if isinstance(value, dict) else None
    node = next((item for item in others if item.__name__ == name), None)
    if node is None:
        raise _fault(path, f"one of {', '.join(item.__name__ for item in others)}", name or value)
    return _load_node(node, value, path)


def _load_node(node: type[Any], value: Any, path: str) -> Any:
    if not isinstance(value, dict) or value.get("type") != node.__name__:
        raise _fault(path, f"a {node.__name__}", value)
    hints, given = _types(node), {key: item for key, item in value.items() if key != "type"}
    if unknown := sorted(given.keys() - hints.keys()):
        raise DocumentJsonError(f"At {path}, a {node.__name__} has no “{unknown[0]}”.")
    required = {item.name for item in msgspec.structs.fields(node) if item.required}
    if missing := sorted(required - given.keys()):
        raise DocumentJsonError(f"At {path}, a {node.__name__} has to have “{missing[0]}”.")
    return node(**{key: _load(hints[key], item, f"{path}.{key}") for key, item in given.items()})


def _fault(path: str, wanted: str, value: object) -> DocumentJsonError:
    shown = json.dumps(value, ensure_ascii=False, default=str)[:60]
    return DocumentJsonError(f"At {path} there has to be {wanted}, and there is {shown}.")


def document_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the JSON form, derived from the nodes."""
    definitions = {name: _node_schema(node) for name, node in sorted(_NODES.items())}
    top = definitions.pop("Document")
    top["properties"] = {"format": {"const": DOCUMENT_FORMAT}, **top["properties"]}
    top["required"] = ["format", *top["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rekindle Document",
        "description": "A program for one reader, free of any format: what `rekindle build --format json` writes.",
        **top,
        "$defs": definitions,
    }


def _node_schema(node: type[Any]) -> dict[str, Any]:
    hints = _types(node)
    return {
        "type": "object",
        "description": " ".join((node.__doc__ or "").split("\n")[0].split()),
        "properties": {
            "type": {"const": node.__name__},
            **{name: _schema(hint) for name, hint in hints.items()},
        },
        "required": ["type", *(item.name for item in msgspec.structs.fields(node) if item.required)],
        "additionalProperties": False,
    }


def _schema(wanted: Any) -> dict[str, Any]:
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_schema(item) for item in arguments]}
    if isinstance(wanted, type) and issubclass(wanted, Frozen):
        return {"$ref": f"#/$defs/{wanted.__name__}"}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0])}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin is not None:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    return {
        str: {"type": "string"},
        int: {"type": "integer"},
        bool: {"type": "boolean"},
        type(None): {"type": "null"},
        dt.date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    }[wanted]
