"""Cells are read as people type answers; a number never stands for a word of a list."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.support import bundled_pack, garden_pack

from rekindle_core.batch.roster.cells import cell_value


@pytest.mark.parametrize(
    ("fact", "cell", "value"),
    [
        ("pests", "slugs; moles", ["slugs", "moles"]),
        ("pests", "slugs,moles", ["slugs", "moles"]),
        ("pests", "none", "none"),
        ("pests", "declined", "declined"),
        ("soil", "Clay", "clay"),
        ("soil", "heavy clay", "clay"),
        ("pond", True, "yes"),
        ("pond", "FALSE", "no"),
        ("pond", "No", "no"),
        ("hours", 6.0, 6),
        ("hours", "6", 6),
        ("country", "Germany", "DE"),
        ("program.start", dt.datetime(2027, 1, 4), "2027-01-04"),
        ("program.start", "4 January 2027", "2027-01-04"),
        ("gardener.name", "  Ada\n", "Ada"),
        ("gardener.name", "true", "true"),
    ],
)
def test_a_cell_is_read_as_an_answer(fact: str, cell: Any, value: Any) -> None:
    pack = garden_pack()
    assert cell_value(pack, pack.facts[fact], cell) == value


@pytest.mark.parametrize(("fact", "cell"), [("soil", "1"), ("pests", 2), ("pests", "1;2"), ("pond", 1)])
def test_a_number_never_stands_for_a_word_of_a_list(fact: str, cell: Any) -> None:
    pack = garden_pack()
    assert cell_value(pack, pack.facts[fact], cell) == str(cell)


def test_an_ambiguous_day_is_left_to_be_refused() -> None:
    pack = bundled_pack()
    assert cell_value(pack, pack.facts["program.start"], "4.5.2027") == "4.5.2027"
