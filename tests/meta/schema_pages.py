"""From the schemas of what authors write to a page: every key of every file, and what it is for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.support import ROOT

from rekindle_core.content.model.countries import COUNTRIES

FOLDER = ROOT / "content/schema"
FILES = {
    "pack": "pack.yaml",
    "program": "program.yaml",
    "step": "steps/*.yaml",
    "gates": "gates.yaml",
    "alternative": "alternatives/*.yaml",
    "phrases": "phrases.yaml",
    "helplines": "helplines.yaml",
    "sources": "sources.yaml",
    "assumptions": "assumptions.yaml",
    "conflicts": "conflicts.yaml",
    "stops": "stops.yaml",
    "tables": "tables.yaml",
    "copy-rules": "copy-rules.yaml",
    "counselor": "counselor.yaml",
    "language": "language.yaml",
    "practice": "practice.yaml",
}
"""What each schema is for, in the order in which an author meets them."""

Schema = dict[str, Any]


def sections() -> Iterator[str]:
    """Yield a section for each kind of file, and for each shape that several of them use."""
    for name, file in FILES.items():
        schema = _read(name)
        yield f"## {file}\n\n{schema['description']}\n\n" + "\n".join(_keys(schema, schema)) + "\n"
    shared = _read("shared")
    yield f"## {shared['title']}\n\n{shared['description']}\n"
    for name, shape in shared["$defs"].items():
        told = [part for part in (shape.get("description", ""), _kind(shape, shared, top=True)) if part]
        lines = [f"### {_title(name, shape)}", "", "\n\n".join(_sentence(part) for part in told)]
        yield "\n".join([*lines, "", *_keys(shape, shared), ""])


def _read(name: str) -> Schema:
    schema: Schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def _title(name: str, shape: Schema) -> str:
    return str(shape.get("title", name.replace("_", " ").capitalize()))


def _sentence(text: str) -> str:
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", ":")) else f"{text}."


def _keys(schema: Schema, root: Schema, depth: int = 0) -> Iterator[str]:
    """Yield a line for each key that can stand in a mapping, and for each below it."""
    for holder in _mappings(schema, root):
        for key, value in holder.get("properties", {}).items():
            must = ", needed" if key in holder.get("required", ()) else ""
            yield _line(f"**`{key}`**{must}", value, root, depth)
            yield from _keys(value, root, depth + 1)
        rest = [*holder.get("patternProperties", {}).values(), holder.get("additionalProperties")]
        for value in rest:
            if isinstance(value, dict):
                yield _line("any name", value, root, depth)
                yield from _keys(value, root, depth + 1)


def _line(lead: str, schema: Schema, root: Schema, depth: int) -> str:
    told = schema.get("description", "")
    if not told and not _has_section(schema, root):
        told = _resolved(schema, root).get("description", "")
    kind = _kind(schema, root)
    return f"{'  ' * depth}- {lead}: {kind}" + (f". {told}" if told else "")


def _mappings(schema: Schema, root: Schema) -> Iterator[Schema]:
    """Yield what has keys of its own in a schema: itself, what a list of it holds, what it may be."""
    if _has_section(schema, root):
        return
    schema = _resolved(schema, root)
    if "properties" in schema or isinstance(schema.get("additionalProperties"), dict):
        yield schema
    if "items" in schema:
        yield from _mappings(schema["items"], root)
    for one in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from _mappings(one, root)


def _has_section(schema: Schema, root: Schema) -> bool:
    """Return whether a value is of one of the shapes that have a section of their own."""
    target = schema.get("$ref", "")
    return (
        target.startswith("shared")
        or _whole_file(target)
        or (target != "" and root["title"] == "Shared shapes")
    )


def _whole_file(target: str) -> bool:
    """Return whether a reference leads to all that a file may hold, which has a section of its own."""
    return target != "" and "#" not in target


def _resolved(schema: Schema, root: Schema) -> Schema:
    target = schema.get("$ref", "")
    if not target:
        return schema
    file, _, pointer = target.partition("#")
    found: Schema = _read(file.removesuffix(".schema.json")) if file else root
    for name in pointer.strip("/").split("/") if pointer else ():
        found = found[name]
    return found


def _link(target: str, schema: Schema) -> str:
    """Return a link to the section on what a reference leads to."""
    if _whole_file(target):
        file = FILES[target.removesuffix(".schema.json")]
        return f"a mapping, as in [{file}](#{re.sub(r'[^a-z -]', '', file)})"
    title = _title(target.rpartition("/")[2], schema).lower()
    return f"[{title}](#{title.replace(' ', '-')})"


def _list_of_values(values: list[Any]) -> str:
    if COUNTRIES.keys() <= set(values):
        return "a country’s ISO 3166-1 code"
    return ", ".join(f"`{value}`" for value in values)


def _kind(schema: Schema, root: Schema, *, top: bool = False) -> str:
    """Return in words what a value may be."""
    target = schema.get("$ref", "")
    if _has_section(schema, root):
        return _link(target, _resolved(schema, root))
    schema = _resolved(schema, root)
    match schema:
        case {"const": value}:
            return f"`{value}`"
        case {"enum": values}:
            return _list_of_values(values)
        case {"oneOf": kinds} | {"anyOf": kinds} if not {"properties", "type"} & schema.keys():
            return " or ".join(_kind(one, root) for one in kinds)
        case {"type": "array", "items": items}:
            return f"a list, each {_kind(items, root)}"
        case {"type": "object"}:
            return "" if top else "a mapping"
        case {"type": "integer" | "number"}:
            ends = (schema.get("minimum"), schema.get("maximum"))
            return (
                "a number"
                + {
                    (True, True): f" from {ends[0]} to {ends[1]}",
                    (True, False): f", {ends[0]} or more",
                    (False, True): f", {ends[1]} or less",
                    (False, False): "",
                }[ends[0] is not None, ends[1] is not None]
            )
        case {"type": "string"}:
            return "text"
        case {"type": "boolean"}:
            return "`true` or `false`"
        case {"type": [*kinds]}:
            return " or ".join(_kind({"type": kind}, root) for kind in kinds)
        case {"type": "null"}:
            return "nothing"
    raise TypeError(f"this page cannot tell of {schema}")
