"""Columns are facts; none is about safety, and none is passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.rosters import checked, csv_rows, write_workbook
from tests.support import bundled_pack

from rekindle_core.batch.errors import RosterError
from rekindle_core.batch.roster.columns import kept_out, read_header, spreadsheet_facts

ABOUT_SAFETY = sorted(kept_out(bundled_pack()))


def test_every_question_that_expires_and_every_fact_named_for_safety_is_kept_out() -> None:
    assert {"safety.afraid", "safety.conduct", "safety.asked_on", "child_at_risk"} <= set(ABOUT_SAFETY)
    assert not set(ABOUT_SAFETY) & set(spreadsheet_facts(bundled_pack()))


@pytest.mark.parametrize("name", [*ABOUT_SAFETY, "Safety.Afraid", "safety.future"])
def test_a_spreadsheet_with_a_column_about_safety_is_refused_before_any_row_is_read(
    tmp_path: Path, name: str
) -> None:
    for path in (
        write_workbook(tmp_path / "roster.xlsx", [["id", name], ["A-1", "yes"]]),
        tmp_path / "roster.csv",
    ):
        if path.suffix == ".csv":
            path.write_text(f"id,{name}\nA-1,yes\n", encoding="utf-8")
        with pytest.raises(RosterError) as refused:
            checked(path, bundled_pack())
        assert refused.value.code == "roster-safety"
        assert "synchronized" in refused.value.message


def test_json_lines_may_have_them(tmp_path: Path) -> None:
    path = tmp_path / "roster.jsonl"
    path.write_text(json.dumps({"id": "A-1", "safety.afraid": "no"}), encoding="utf-8")
    (row,) = checked(path, bundled_pack())
    assert row.profile["safety.afraid"] == "no"


def test_capitals_in_a_header_do_not_count(tmp_path: Path) -> None:
    (row,) = csv_rows(tmp_path, "ID, Soil \nA-1,clay\n")
    assert (row.id, row.profile["soil"]) == ("A-1", "clay")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("id,soill", "roster.csv: column B is “soill”, which isn't a fact (did you mean “soil”?)."),
        ("id,soil,SOIL", "roster.csv: column C repeats “soil”."),
        (
            "id,zzz,soil,Qqq",
            "roster.csv: column B is “zzz”, which isn't a fact; column D is “Qqq”, which isn't a fact.",
        ),
    ],
)
def test_all_faults_of_the_header_are_told_at_once(tmp_path: Path, header: str, says: str) -> None:
    with pytest.raises(RosterError) as refused:
        csv_rows(tmp_path, f"{header}\nA-1,clay\n")
    assert (refused.value.code, refused.value.message) == ("roster-column", says)


def test_there_is_a_limit_to_columns() -> None:
    with pytest.raises(RosterError) as refused:
        read_header(bundled_pack(), "r.csv", ["id", *(f"x{n}" for n in range(500))])
    assert refused.value.code == "roster-size"
