"""A roster is opened by the end of its name, and may not change while it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import garden_pack

from rekindle_core.batch.errors import RosterError
from rekindle_core.batch.roster.open import open_roster


@pytest.mark.parametrize("name", ["roster.xls", "roster.ods", "roster", "roster.pdf"])
def test_another_form_is_refused_with_those_that_there_are(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("id\nA-1\n", encoding="utf-8")
    with pytest.raises(RosterError, match="isn't a roster") as refused:
        open_roster(garden_pack(), tmp_path / name)
    assert ".csv" in refused.value.hint


def test_one_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(RosterError) as refused:
        open_roster(garden_pack(), tmp_path / "none.csv")
    assert refused.value.code == "unreadable"


def test_a_folder_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(RosterError) as refused:
        list(open_roster(garden_pack(), tmp_path / "folder.csv").rows())
    assert refused.value.code == "unreadable"


def test_one_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("id\nA-1\nA-2\n", encoding="utf-8")
    roster = open_roster(garden_pack(), path)
    rows = roster.rows()
    next(rows)
    path.write_text("id\nA-1\nA-2\nA-3\n", encoding="utf-8")
    with pytest.raises(RosterError) as refused:
        list(rows)
    assert refused.value.code == "roster-changed"


def test_its_rows_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("id\nA-1\n", encoding="utf-8")
    roster = open_roster(garden_pack(), path)
    assert list(roster.rows()) == list(roster.rows()) != []
