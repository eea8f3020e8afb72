"""JSON Lines holds profiles exactly; a faulty line is a fault of that line alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rosters import checked, said

GOOD = '{"id": "A-1", "soil": "clay", "pests": ["slugs"], "hours": 3, "pond": true}'


def rows_of(tmp_path: Path, *lines: str | bytes) -> list:
    path = tmp_path / "roster.jsonl"
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return checked(path)


def test_values_are_those_of_a_profile(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "\ufeff" + GOOD, "")
    assert row.id == "A-1"
    assert dict(row.profile.values) == {"soil": "clay", "pests": ("slugs",), "hours": 3, "pond": "yes"}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("[1]", "row 2 : wrong-type"),
        ("soil,pond", "row 2 : wrong-type"),
        ("{", "row 2 : json-syntax"),
        ("{}{}", "row 2 : json-syntax"),
        (b'{"dream": "\xff"}', "row 2 : not-utf-8"),
        ('{"soil": "clay", "soil": "sand"}', "row 2 : yaml-duplicate-key"),
        ('{"id": ["x"]}', "row 2, column id id: bad-id"),
        ('{"hours": "3"}', "row 2, column hours hours: wrong-type"),
        ('{"soill": "clay"}', "row 2, column soill soill: unknown-fact"),
        ('{"dream": "' + "x" * 200_001 + '"}', "row 2 : roster-size"),
    ],
)
def test_a_faulty_line_leaves_the_others_as_they_are(tmp_path: Path, line: str | bytes, place: str) -> None:
    rows = rows_of(tmp_path, GOOD, line, GOOD.replace("A-1", "A-3"))
    assert said(rows) == [place]
    assert [row.id for row in rows if not row.faults] == ["A-1", "A-3"]
