"""Writing a practice.yaml: what is written is read back, and a fault is where the value is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import ROOT

from rekindle_core import load_practice
from rekindle_core.practice.write import faults_in, is_ours, practice_text, read_practice_data

LINE = {"name": "Crisis team", "number": "020 7946 0999", "checked_on": "2027-01-04"}
WHOLE: dict[str, Any] = {
    "name": 'A "quoted": name # no remark',
    "email": "hello@example.org",
    "country": "NO",
    "paper": "a4",
    "accent": "#2f5d57",
    "help_lines": [LINE, {"name": "Two", "web": "https://example.org"}],
    "checked": {"line-gb-samaritans": {"checked_on": "2027-01-04"}},
    "consent": "One.\n\n- two\n- three",
}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "practice.yaml"
    path.write_text(practice_text(WHOLE), encoding="utf-8")
    assert read_practice_data(path) == {"format": 1, **WHOLE}
    assert faults_in(WHOLE) == ()
    file = load_practice(path)
    assert (file.practice.name, file.country, len(file.help_lines)) == (WHOLE["name"], "NO", 2)
    assert is_ours(path)


def test_what_somebody_wrote_is_not_ours_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    example = ROOT / "examples" / "practice" / "practice.yaml"
    data = read_practice_data(example)
    assert not is_ours(example)
    assert not is_ours(tmp_path / "nothing")
    path = tmp_path / "practice.yaml"
    path.write_text(practice_text(data), encoding="utf-8")
    assert read_practice_data(path) == data


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=120
    )
)
def test_any_name_that_is_typed_is_written_as_it_is(name: str) -> None:
    assert [place for place, _ in faults_in({"name": f"N{name.strip()}"[:120]})] == []


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ({"name": ""}, [("name",)]),
        ({"name": "x" * 121}, [("name",)]),
        ({"name": "N", "email": "x y", "web": "nope"}, [("email",), ("web",)]),
        ({"name": "N", "country": "ZZ", "accent": "red"}, [("country",), ("accent",)]),
        ({"name": "N", "help_lines": [LINE, {"name": "x"}]}, [("help_lines", 1, "name")]),
        (
            {"name": "N", "help_lines": [{**LINE, "number": "abc"}, {**LINE, "checked_on": "2027-02-31"}]},
            [("help_lines", 0, "number")],
        ),
        (
            {"name": "N", "help_lines": [LINE, {**LINE, "checked_on": "2027-02-31"}]},
            [("help_lines", 1, "checked_on")],
        ),
        ({"name": "N", "logo": "../not-looked-at.png"}, []),
    ],
)
def test_a_fault_is_where_its_value_is(data: dict[str, Any], places: list[tuple[str | int, ...]]) -> None:
    assert sorted(place for place, _ in faults_in(data)) == sorted(places)
