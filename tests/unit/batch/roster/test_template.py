"""A template offers what the check takes, and nothing that a spreadsheet must not have."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.rosters import csv_rows
from tests.support import bundled_pack, copy_pack, garden_pack, garden_text, spanish_pack

from rekindle_core import Pack, load_pack
from rekindle_core.batch.roster.columns import kept_out
from rekindle_core.batch.roster.template import columns, explained_csv, template_csv
from rekindle_core.batch.roster.workbook_template import template_workbook

PACKS = [garden_pack, bundled_pack, spanish_pack]


@pytest.mark.parametrize("pack", PACKS)
def test_every_value_that_is_offered_is_taken(tmp_path: Path, pack: Pack) -> None:
    found = columns(pack := pack())
    for column in found:
        for word, _ in column.values:
            (row,) = csv_rows(tmp_path, f"{column.name}\n{word}\n", pack)
            assert row.faults == (), (column.name, word)


@pytest.mark.parametrize("pack", PACKS)
def test_the_header_is_a_roster_without_rows(tmp_path: Path, pack: Pack) -> None:
    assert csv_rows(tmp_path, template_csv(pack()), pack()) == []


def test_no_column_is_about_safety_or_in_someone_s_own_words() -> None:
    names = {column.name for column in columns(bundled_pack())}
    assert not names & kept_out(bundled_pack())
    assert not [name for name in names if name.startswith("own_words")]
    assert {"id", "contact", "boundary", "country"} <= names


def test_the_second_file_explains_each_column() -> None:
    rows = list(csv.reader(io.StringIO(explained_csv(garden_pack()).removeprefix("\ufeff"))))
    assert [row[0] for row in rows[1:]] == [column.name for column in columns(garden_pack())]
    (soil,) = [row for row in rows if row[0] == "soil"]
    assert soil[1:3] == [
        "What is your soil like?",
        "clay (heavy clay); sand (light sand); declined (would rather not say)",
    ]


def test_the_workbook_offers_lists_and_explains_each_column() -> None:
    book = load_workbook(io.BytesIO(template_workbook(garden_pack())))
    sheet, explained = book["Roster"], book["Columns"]
    header = [cell.value for cell in sheet[1]]
    assert header == [column.name for column in columns(garden_pack())]
    assert [row[0].value for row in explained.iter_rows(min_row=4)] == header
    rules = {str(rule.sqref).split("2")[0]: rule for rule in sheet.data_validations.dataValidation}
    soil = sheet.cell(1, header.index("soil") + 1).column_letter
    assert rules[soil].type == "list"
    place = rules[soil].formula1.partition("!")[2].replace("$", "")
    assert [cell.value for (cell,) in book["Values"][place]] == ["clay", "sand", "declined"]
    assert sheet.column_dimensions["A"].number_format == "@"
    hours = sheet.cell(1, header.index("hours") + 1).column_letter
    assert (rules[hours].type, rules[hours].formula1, rules[hours].formula2) == ("whole", "0", "60")


def test_nothing_that_a_pack_says_becomes_a_formula(tmp_path: Path) -> None:
    text = garden_text("pack.yaml", '"heavy clay"', '"=HYPERLINK(1)"').replace("What is your soil", "@SUM(1)")
    pack = load_pack(copy_pack(tmp_path, {"pack.yaml": text}))
    book = load_workbook(io.BytesIO(template_workbook(pack)))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert "@SUM(1) like?" in [cell.value for cell in cells]
    assert "'@SUM(1) like?" in explained_csv(pack)
