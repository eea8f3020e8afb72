"""Where texts stand: also inside a value that may have one of several shapes."""

from __future__ import annotations

from tests.support import filed_alternative, garden_text

from rekindle_core.content.reading.source import KeyPath
from rekindle_core.content.reading.text_places import text_places
from rekindle_core.content.reading.yaml_reader import read_yaml

INLINE: KeyPath = ("gates", 1, "alternatives", 0)


def prose_of(text: str, kind: str) -> set[KeyPath]:
    return {place.path for place in text_places(read_yaml(text, ""), kind) if place.prose}


def test_the_texts_of_an_alternative_are_the_same_in_its_gate_and_in_a_file() -> None:
    filed = prose_of(filed_alternative()["alternatives/alt-bees.yaml"], "alternative")
    inline = prose_of(garden_text("gates.yaml"), "gates")
    assert {("title",), ("text",), ("why",), ("prompts", 0, "text"), ("prompts", 1, "text")} == filed
    assert {path[4:] for path in inline if path[:4] == INLINE} == filed


def test_the_name_of_an_alternative_is_no_prose() -> None:
    assert not {
        path for path in prose_of(filed_alternative()["gates.yaml"], "gates") if path[:3] == INLINE[:3]
    }
