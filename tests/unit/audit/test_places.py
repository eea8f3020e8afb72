"""Findings are told where their subject is written."""

from __future__ import annotations

from pathlib import Path

from tests.support import copy_pack, filed_alternative

from rekindle_core.audit.finding import Place
from rekindle_core.audit.places import Places
from rekindle_core.content.reading.raw import read_pack


def test_an_alternative_with_a_file_is_found_there(tmp_path: Path) -> None:
    """With what is in it; its gate is found in gates.yaml, at what it names."""
    folder = copy_pack(tmp_path, filed_alternative())
    places = Places(read_pack(folder))
    for place, found in (
        (Place("id", "alt-bees"), "alternatives/alt-bees.yaml:1:5"),
        (Place("id", "alt-bees-moss"), "alternatives/alt-bees.yaml:7:11"),
        (Place("id", "bees", key="alternatives"), "gates.yaml:14:5"),
    ):
        assert str(places.position(place)) == f"{folder.as_posix()}/{found}"
