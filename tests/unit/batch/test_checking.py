"""No two rows become one file, and each fault has its row."""

from __future__ import annotations

from pathlib import Path

from tests.rosters import csv_rows, said


def test_an_id_that_is_there_twice_is_a_fault_of_the_second_row(tmp_path: Path) -> None:
    rows = csv_rows(tmp_path, "id,soil\nA-1,clay\nB-2,sand\na-1,sand\n")
    assert said(rows) == ["row 4, column A id: duplicate-id"]
    assert "Row 2" in rows[2].faults[0].message


def test_rows_without_an_id_and_with_the_same_answers_would_be_one_file(tmp_path: Path) -> None:
    rows = csv_rows(tmp_path, "soil,pond\nclay,yes\nsand,yes\nheavy clay,TRUE\n")
    assert said(rows) == ["row 4 : same-answers"]


def test_the_id_of_a_faulty_row_is_taken_too_so_that_one_run_tells_both(tmp_path: Path) -> None:
    rows = csv_rows(tmp_path, "id,soil\nA-1,mud\nA-1,clay\n,mud\n,mud\n")
    assert said(rows) == [
        "row 2, column B soil: unknown-value",
        "row 3, column A id: duplicate-id",
        "row 4, column B soil: unknown-value",
        "row 5, column B soil: unknown-value",
    ]


def test_an_id_that_some_system_could_not_use_in_a_name_is_refused(tmp_path: Path) -> None:
    rows = csv_rows(
        tmp_path, "id,soil\n../x,clay\nA B,clay\n-x,clay\nÄ,clay\nCON,clay\n" + "x" * 41 + ",clay\n"
    )
    # CON is harmless: the file is called program-CON.
    assert said(rows) == [f"row {n}, column A id: bad-id" for n in (2, 3, 4, 5, 7)]
