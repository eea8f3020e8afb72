"""A row that a person has to look at is never built, and why is said without quoting anyone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.rosters import checked, csv_rows
from tests.support import bundled_pack

SAFE = "safe_device,may_print"


def line(tmp_path: Path, **facts: object) -> Path:
    path = tmp_path / "roster.jsonl"
    path.write_text(json.dumps({name.replace("__", "."): value for name, value in facts.items()}), "utf-8")
    return path


def test_a_row_without_anything_to_look_at_may_be_built(tmp_path: Path) -> None:
    (row,) = csv_rows(tmp_path, f"id,contact,{SAFE}\nA-1,none,yes,yes\n", bundled_pack())
    assert row.may_be_built


@pytest.mark.parametrize("answer", ["no", "declined"])
def test_an_unsafe_device_is_looked_at(tmp_path: Path, answer: str) -> None:
    (row,) = csv_rows(tmp_path, f"id,{SAFE}\nA-1,{answer},yes\n", bundled_pack())
    assert [one.name for one in row.concerns] == ["may-be-found"]
    assert not row.may_be_built


def test_an_unknown_one_is_not_since_the_pages_are_discreet_then(tmp_path: Path) -> None:
    (row,) = csv_rows(tmp_path, f"id,{SAFE}\nA-1,,yes\n", bundled_pack())
    assert row.may_be_built


def test_a_conflict_is_looked_at_and_nobody_is_called_by_name(tmp_path: Path) -> None:
    text = "id,partner.name,contact,boundary\nA-1,Zebediah,open,told-to-stop\n"
    (row,) = csv_rows(tmp_path, text, bundled_pack())
    assert [one.name for one in row.concerns] == ["conflict"]
    assert row.concerns[0].message
    assert "Zebediah" not in row.concerns[0].message


def test_a_replaced_program_is_looked_at(tmp_path: Path) -> None:
    (row,) = checked(line(tmp_path, safety__self_harm="yes"), bundled_pack())
    assert [one.name for one in row.concerns] == ["replaced-program"]


def test_own_words_that_stop_a_program_are_looked_at_and_not_quoted(tmp_path: Path) -> None:
    words = "He hit me and I want to die."
    (row,) = checked(line(tmp_path, own_words__what_happened=words), bundled_pack())
    assert row.concerns
    assert all("hit me" not in one.message for one in row.concerns)


def test_a_value_that_was_read_as_another_is_told(tmp_path: Path) -> None:
    (row,) = checked(line(tmp_path, country="UK"), bundled_pack())
    assert (row.profile["country"], len(row.notes)) == ("GB", 1)
