"""CSV is read as spreadsheets of every language save it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rosters import csv_rows, said

from rekindle_core.batch.errors import RosterError

ROWS = (("id", "soil", "pests", "dream"), ("A-1", "clay", '"slugs;moles"', '"a, b; c|d"'))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiter_mark_and_line_end_make_no_difference(
    tmp_path: Path, delimiter: str, mark: str, end: str
) -> None:
    text = mark + end.join(delimiter.join(row) for row in ROWS) + end
    (row,) = csv_rows(tmp_path, text)
    assert (row.number, row.id, row.faults) == (2, "A-1", ())
    assert dict(row.profile.values) == {"soil": "clay", "pests": ("slugs", "moles"), "dream": "a, b; c|d"}


def test_the_line_that_excel_writes_first_sets_the_delimiter(tmp_path: Path) -> None:
    (row,) = csv_rows(tmp_path, "sep=;\r\nid;soil\r\nA-1;clay\r\n")
    assert (row.number, row.profile["soil"]) == (2, "clay")


def test_a_row_number_is_the_spreadsheet_s_even_after_blank_rows_and_cells_of_several_lines(
    tmp_path: Path,
) -> None:
    rows = csv_rows(tmp_path, 'id,soil,dream\nA-1,clay,"two\nlines"\n,,\n\nA-2,mud,\n')
    assert [row.number for row in rows] == [2, 5]
    assert said(rows) == ["row 5, column B soil: unknown-value"]


def test_cells_beyond_the_header_are_faults_and_never_dropped(tmp_path: Path) -> None:
    rows = csv_rows(tmp_path, "id,soil\nA-1,clay,stray\nA-2,clay\n")
    assert said(rows) == ["row 2 : roster-column"]
    assert "C2" in rows[0].faults[0].message


def test_a_row_may_be_shorter_than_the_header(tmp_path: Path) -> None:
    (row,) = csv_rows(tmp_path, "id,soil,pond\nA-1\n")
    assert (row.id, dict(row.profile.values), row.faults) == ("A-1", {}, ())


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        ("id,soil\nA-1,clay\n".encode("utf-16"), "not-utf-8", "UTF-16"),
        (b"id,dream\nA-1,ros\xe9\n", "not-utf-8", "0xE9"),
        (b'id,dream\nA-1,"open\nA-2,x\n', "roster", "row 2"),
        (b"", "roster", "no header"),
        (b"Anna,Bea\n", "roster", "no header"),
    ],
)
def test_what_is_not_csv_in_utf_8_is_refused_with_what_to_do(
    tmp_path: Path, data: bytes, code: str, says: str
) -> None:
    with pytest.raises(RosterError) as refused:
        csv_rows(tmp_path, data)
    assert (refused.value.code, says in refused.value.message) == (code, True)
    assert refused.value.hint
