"""The form that a hint shows is one that is accepted: every example is held to its own schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from rekindle_core.content.reading.shapes.forms import example_of, form_of, meant_by
from rekindle_core.content.reading.shapes.schemas import homes_of, schemas
from rekindle_core.content.reading.yaml_reader import read_yaml

BASE = "https://rekindle.invalid/"
RESOURCES = [(BASE + name, DRAFT202012.create_resource(schema)) for name, schema in schemas().items()]
REGISTRY: Registry[Any] = Registry().with_resources(RESOURCES)


def nodes(schema: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema within a schema, with the pointer to it."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for word in ("properties", "patternProperties", "$defs"):
        for key, inner in schema.get(word, {}).items():
            yield from nodes(inner, f"{path}/{word}/{key}")
    for word in ("items", "additionalProperties", "propertyNames"):
        yield from nodes(schema.get(word), f"{path}/{word}")
    for word in ("oneOf", "anyOf"):
        for index, inner in enumerate(schema.get(word, ())):
            yield from nodes(inner, f"{path}/{word}/{index}")


def all_nodes() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file, schema in schemas().items():
        for path, node in nodes(schema):
            yield file, path, node


def test_each_pattern_has_examples_that_match_it() -> None:
    patterns = [
        (file, path, node) for file, path, node in all_nodes() if "pattern" in node and "type" in node
    ]
    names = [(file, path, node) for file, path, node in all_nodes() if path.endswith("/propertyNames")]
    assert len(patterns) > 20
    for file, path, node in (*patterns, *names):
        if "pattern" in node:
            assert node["examples"], (file, path)
            assert all(re.search(node["pattern"], one) for one in node["examples"]), (file, path)


def test_each_example_that_a_hint_can_show_is_accepted() -> None:
    """Where nothing is left to the author's own words."""
    shown = 0
    for file, path, node in all_nodes():
        if "type" not in node and not {"enum", "const", "oneOf", "$ref"} & set(node):
            continue
        written = example_of(node, file)
        if "[…]" in written or ", …" in written or "{ … }" in written or ": …" in written:
            continue
        data = read_yaml(f"v: {written}\n".replace('"…"', '"some words"'), "f.yaml").data["v"]
        pointer = re.sub(r"[^/#\w.$-]", lambda found: f"%{ord(found[0]):02X}", path)
        faults = list(
            Draft202012Validator({"$ref": f"{BASE}{file}{pointer}"}, registry=REGISTRY).iter_errors(data)
        )
        assert not faults, (file, path, written, [fault.message for fault in faults])
        shown += 1
    assert shown > 150


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 60}, "a whole number from 1 to 60"),
        ({"type": "integer", "minimum": 1}, "a whole number of 1 or more"),
        ({"type": "integer"}, "a whole number"),
        ({"enum": ["self", "them", "us"]}, "self, them or us"),
        ({"const": "note"}, "note"),
        ({"type": "string", "examples": ["en"]}, "a word such as en"),
        ({"type": "string"}, "text in quotes"),
        ({"type": "array", "items": {"$ref": "shared.schema.json#/$defs/id"}}, "a list: [quiet-page, …]"),
        ({"$ref": "shared.schema.json#/$defs/response"}, "a mapping such as { lines: 4 }"),
        ({"oneOf": [{"const": "note"}, {"type": "integer"}]}, "note or a whole number"),
    ],
)
def test_a_form_is_said_in_a_few_words(schema: dict[str, Any], words: str) -> None:
    assert form_of(schema, "step.schema.json") == words


ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
FACT = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"
DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@pytest.mark.parametrize(
    ("value", "pattern", "meant"),
    [
        ("Quiet Page", ID, ["quiet-page"]),
        ("quiet_page", ID, ["quiet-page"]),
        ("Café d'été", ID, ["cafe-dete"]),
        ("own-words.What happened", FACT, ["own_words.what_happened"]),
        ("20.11.2026", DATE, ["2026-11-20"]),
        ("3/4/2026", DATE, ["2026-03-04", "2026-04-03"]),
        ("2026-1-5", DATE, ["2026-01-05"]),
        ("2f5d57", "^#([0-9A-Fa-f]{3}){1,2}$", ["#2f5d57"]),
        ("0.1", r"^[0-9]+\.[0-9]+\.[0-9]+$", ["0.1.0"]),
        ("+44(0)20 12", r"^\+?[0-9][0-9 -]*$", ["+44 0 20 12"]),
        ("http://x.org", "^https://", ["https://x.org"]),
        ("www.x.org", "^https://", ["https://www.x.org"]),
        ("Me <a@b.org>", r"^[a-z]+@[a-z]+\.[a-z]+$", ["a@b.org"]),
        ("???", ID, []),
        ("soon", DATE, []),
    ],
)
def test_what_was_meant_is_told_where_it_is_plain(value: str, pattern: str, meant: list[str]) -> None:
    assert meant_by(value, pattern) == meant


def test_a_key_that_few_have_is_told_where_it_belongs() -> None:
    assert homes_of("level", "step") == ("Prompt",)
    assert homes_of("replace-steps", "gates") == ("Replace steps", "Replace steps and remove tags")
    assert homes_of("nonsense", "step") == ()
