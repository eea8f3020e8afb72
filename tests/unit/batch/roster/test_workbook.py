"""A workbook is read whole or refused: never part of it, never a formula, never without end."""

from __future__ import annotations

import datetime as dt
import re
import sys
import time
import zipfile
from pathlib import Path

import pytest
from tests.rosters import checked, said, sheet_of, with_parts, write_workbook

from rekindle_core.batch.errors import NoSpreadsheetsError, RosterError
from rekindle_core.batch.roster import workbook

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["id", "soil", "hours", "program.start"], ["A-1", "clay", 3, dt.date(2027, 2, 1)]]


def test_the_types_of_cells_are_read(tmp_path: Path) -> None:
    (row,) = checked(write_workbook(tmp_path / "roster.xlsx", ROWS))
    assert row.faults == ()
    assert dict(row.profile.values) == {"soil": "clay", "hours": 3, "program.start": dt.date(2027, 2, 1)}


def test_a_sheet_that_says_it_is_smaller_is_read_to_its_end(tmp_path: Path) -> None:
    """Programs that stream a workbook leave a wrong dimension behind; trusting it loses rows without a word."""
    path = write_workbook(tmp_path / "roster.xlsx", [["id"], *([f"A-{n}"] for n in range(7_001))])
    wrong = re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:A2"', sheet_of(path))
    assert wrong != sheet_of(path)
    assert len(list(workbook.workbook_rows(with_parts(path, {SHEET: wrong}), "r"))) == 7_002


@pytest.mark.parametrize("place", ["XFD2", "A1048576", "XFD1048576"])
def test_a_cell_far_away_is_refused_and_costs_little(tmp_path: Path, place: str) -> None:
    path = write_workbook(tmp_path / "roster.xlsx", ROWS)
    row = re.sub("[A-Z]", "", place)
    cell = f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    sheet = sheet_of(path)
    if row == "2":
        sheet = re.sub(r'<row r="2".*?</row>', "", sheet)
    began = time.process_time()
    with pytest.raises(RosterError) as refused:
        checked(with_parts(path, {SHEET: sheet.replace("</sheetData>", cell)}))
    assert refused.value.code == "roster-size"
    assert time.process_time() - began < 10


def test_what_unpacks_to_too_much_is_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "roster.xlsx", ROWS)
    with_parts(path, {"xl/media/zeros.xml": "0" * 1_000_000})
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 900_000)
    with pytest.raises(RosterError) as refused:
        checked(path)
    assert refused.value.code == "roster-size"


def test_a_formula_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    rows = checked(write_workbook(tmp_path / "roster.xlsx", [*ROWS, ["A-2", "=A1", 2, None]]))
    assert said(rows) == ["row 3, column B soil: roster-formula"]


def test_an_id_that_the_spreadsheet_turned_into_a_day_is_a_fault(tmp_path: Path) -> None:
    rows = checked(
        write_workbook(tmp_path / "roster.xlsx", [["id", "soil"], [dt.datetime(2027, 1, 1), "clay"]])
    )
    assert said(rows) == ["row 2, column A id: bad-id"]


def test_a_text_that_only_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "roster.xlsx", [["id", "dream"], ["A-1", "-roses"]])
    (row,) = checked(path)
    assert row.profile["dream"] == "-roses"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_not_a_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(data)
    with pytest.raises(RosterError, match="isn't a workbook"):
        checked(path)


def test_a_damaged_part_is_refused_and_so_are_entities(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "roster.xlsx", ROWS)
    sheet = sheet_of(path)
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + sheet.replace("A-1", "&b;")
    for part in (sheet[: len(sheet) // 2], bomb, "<x/>"):
        with pytest.raises(RosterError):
            checked(with_parts(path, {SHEET: part}))


def test_a_zip_without_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    with zipfile.ZipFile(path, "w") as empty:
        empty.writestr("readme.txt", "x")
    with pytest.raises(RosterError):
        checked(path)


def test_without_openpyxl_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "roster.xlsx", ROWS)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(NoSpreadsheetsError, match="xlsx"):
        checked(path)
