"""Stops as a pack writes them: lists, people, and what is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import copy_pack, faults_of, places_of

from rekindle_core import load_pack

STOPS = """\
lists:
  pests: [slugs, the moles]
stops:
  - id: foxes
    facts: [dream]
    says: "Look."
    words: ["fox*"]
    harmless: [fox trot]
    recorded:
      - when: { pond: yes }
        words: [drown* <pests>, "<pests> … under {gardener}"]
"""


def test_lists_are_written_out_and_a_condition_goes_with_its_words(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, {"stops.yaml": STOPS.replace("{gardener}", "water")})
    (stop,) = load_pack(folder, cache=tmp_path / "cache").stops
    (group,) = stop.recorded
    assert group.words == (
        "drown* slugs",
        "drown* the moles",
        "slugs … under water",
        "the moles … under water",
    )
    assert stop.all_words == ("fox*", *group.words)
    assert stop.harmless == ("fox trot",)
    assert load_pack(folder, cache=tmp_path / "cache").stops == (stop,)


@pytest.mark.parametrize(
    ("find", "put", "place", "code"),
    [
        ("drown* <pests>", "drown* <pest>", "stops.yaml:11:17", "unknown-slot"),
        ("[fox trot]", '["…"]', "stops.yaml:8:16", "bad-value"),
        ('["fox*"]', '["**"]', "stops.yaml:7:13", "bad-value"),
        ("{ pond: yes }", "{ pond: deep }", "stops.yaml:10:23", "unknown-value"),
        ("{gardener}", "{nobody}", "stops.yaml:11:33", "unknown-slot"),
    ],
)
def test_what_cannot_be_looked_for_is_told_with_its_place(
    find: str, put: str, place: str, code: str, tmp_path: Path
) -> None:
    text = STOPS.replace(find, put)
    text = text.replace("{gardener}", "water") if "gardener" not in find else text
    assert places_of(faults_of(copy_pack(tmp_path, {"stops.yaml": text}))) == [f"{place}: {code}"]
