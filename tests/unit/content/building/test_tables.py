"""Tables as a pack writes them: presets, rows of their own, and what is wrong with one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support import ROOT, copy_pack, faults_of, garden_text, places_of

from rekindle_core import Task, load_pack, load_profile, make_plan, plain, realise, walk
from rekindle_core.content.model.response.table import NumberSpec, TableSpec
from rekindle_core.content.model.step import Prompt
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.document.nodes import Table

PRESET = "{ preset: weather }"
ONE = 'columns: [{ id: a, title: "A", cell: text }]'


def many(name: str, count: int, cell: str) -> str:
    return ", ".join(f'{{ id: {name}{number}, title: "A"{cell} }}' for number in range(count))


TWICE = ", ".join([many("a", 1, ", cell: tick")] * 2)


def garden_with(folder: Path, table: str) -> Path:
    return copy_pack(folder, {"steps/03-sow.yaml": garden_text("steps/03-sow.yaml", PRESET, table)})


def table_of(folder: Path) -> TableSpec:
    # Twice, so that what was kept is read back.
    for _ in range(2):
        response = load_pack(folder, cache=folder.parent / "cache").item("sow-wait", Prompt).response
    assert isinstance(response, TableSpec)
    return response


def test_a_preset_gives_columns_and_rows_and_may_be_given_others(tmp_path: Path) -> None:
    preset = table_of(garden_with(tmp_path / "a", PRESET))
    assert [column.id for column in preset.columns] == ["sky", "rain", "help", "tool"]
    assert preset.columns[1].cell == NumberSpec(0, 10)
    assert [row.id for row in preset.rows] == ["mon", "sun"]
    longer = table_of(garden_with(tmp_path / "b", "{ preset: weather, rows: 31 }"))
    assert (longer.columns, len(longer.rows)) == (preset.columns, 31)
    assert {row.title for row in longer.rows} == {()}


def test_slots_are_filled_in_everywhere_in_a_table(tmp_path: Path) -> None:
    pack = load_pack(garden_with(tmp_path, PRESET))
    for seed in range(8):
        profile = load_profile(pack, {"helper.name": "Noor", "country": "GB"})
        document = realise(pack, make_plan(pack, profile, seed=seed))
        responses = [block.response for block in walk(document) if isinstance(block, Task)]
        tables = [one for one in responses if isinstance(one, Table)]
        if tables:
            said = [plain(label) for label in tables[0].labels]
            assert said == [
                *("The sky", "at breakfast", "Rain", "Noor came by", "Tool", "Fork", "Noor’s spade"),
                *("Monday", "Sunday, with Noor"),
            ]
            return
    raise AssertionError("no seed chose the table")


OPTIONS = ", ".join(f'{{ id: o{number}, text: "O" }}' for number in range(11))
ELEVEN = f", cell: {{ choice: [{OPTIONS}] }}"


@pytest.mark.parametrize(
    ("table", "code", "hint"),
    [
        ("{ preset: weathr }", "unknown-preset", "did you mean “weather”?"),
        (f"{{ preset: weather, {ONE} }}", "bad-value", "delete one"),
        (f"{{ {ONE} }}", "missing-key", ""),
        (f"{{ {ONE}, rows: 32 }}", "bad-value", "from 1 to 31"),
        (f"{{ {ONE}, rows: [] }}", "empty-value", ""),
        (f"{{ {ONE}, rows: [{many('r', 32, '')}] }}", "bad-value", "at most 31"),
        (f"{{ columns: [{many('c', 7, ', cell: tick')}], rows: 1 }}", "bad-value", "at most 6"),
        (f"{{ columns: [{many('a', 1, ', cell: { number: [9, 0] }')}], rows: 1 }}", "bad-value", "the lower one"),
        (f"{{ columns: [{many('a', 1, ELEVEN)}], rows: 1 }}", "bad-value", "at most 10"),
        (f"{{ columns: [{TWICE}], rows: 1 }}", "duplicate-id", "another id"),
        (f'{{ {ONE}, rows: [{{ id: a, title: "A" }}, {{ id: a, title: "B" }}] }}', "duplicate-id", "another id"),
        ('{ columns: [{ id: a, title: "{dream}", cell: tick }], rows: 1 }', "unknown-slot", "left out without"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_told_in_its_place(
    table: str, code: str, hint: str, tmp_path: Path
) -> None:
    found = faults_of(garden_with(tmp_path, table))
    assert [place.rpartition(": ")[2] for place in places_of(found)] == [code]
    assert "03-sow.yaml" in found[0]
    assert hint in found[0]


def test_a_pack_without_tables_has_no_presets(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, {"tables.yaml": None})
    (fault,) = faults_of(folder)
    assert "unknown-preset" in fault
    assert "write it in tables.yaml, under tables: weather:" in fault


def test_the_bundled_presets_ask_about_the_reader_alone() -> None:
    tables = read_yaml((ROOT / "content/tables.yaml").read_text("utf-8"), "tables.yaml").data["tables"]
    assert set(tables) == {"week-plan", "log", "timeline", "four-sentences"}
    asked = " ".join(column["title"] for table in tables.values() for column in table["columns"])
    assert not re.search(r"{partner|\b(they|them|their|he|she|posted)\b", asked, re.IGNORECASE)
