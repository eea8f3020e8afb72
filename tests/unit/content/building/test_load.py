"""Loading a pack: all faults of all files in one run, and an answer to whatever an author writes."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import (
    GARDEN,
    QUICK,
    copy_pack,
    faults_of,
    faults_with,
    garden_pack,
    garden_text,
    places_of,
)

from rekindle_core import ContentError, load_pack
from rekindle_core.content.reading.yaml_reader import read_yaml

PARTS = ("gates", "helplines", "pack", "phrases", "program", "sources")
LOOK = "steps/01-look.yaml"


def test_a_pack_loads_by_its_path_in_either_form() -> None:
    assert load_pack(str(GARDEN)).digest == load_pack(GARDEN).digest


@pytest.mark.slow
def test_the_bundled_pack_loads() -> None:
    pack = load_pack()
    assert pack.steps
    assert all(pack.steps[name].prompts for name in pack.steps)


# ------------------------------------------------------------------ all faults in one run


def test_all_faults_of_all_files_are_listed_in_order_of_place(tmp_path: Path) -> None:
    folder = copy_pack(
        tmp_path,
        {
            "pack.yaml": garden_text("pack.yaml", "first: [dig]", "first: [dgi]"),
            "gates.yaml": garden_text("gates.yaml", "remove-tags: [bees]", "remove-tags: [beez]"),
            "phrases.yaml": garden_text("phrases.yaml", '"a dry corner"', '"a {corner"'),
            "helplines.yaml": garden_text("helplines.yaml", "kind: advice, name", "kind: advise, name"),
            "sources.yaml": garden_text("sources.yaml", "sources: [almanac]", "sources: [almanak]"),
            "program.yaml": garden_text("program.yaml", '"Look at the sky."', '"# Look"'),
            LOOK: garden_text(LOOK, "id: look-sun", "id: look-corner"),
            "steps/02-dig.yaml": garden_text("steps/02-dig.yaml", '"Start small."', "Start small."),
            "steps/03-sow.yaml": garden_text("steps/03-sow.yaml", "Sow with {helper}", "Sow with {helpar}"),
        },
    )
    assert places_of(faults_of(folder)) == [
        "gates.yaml:11:51: unknown-tag",
        "helplines.yaml:8:30: unknown-kind",
        "pack.yaml:39:37: unknown-step",
        "phrases.yaml:3:18: bad-slot",
        "program.yaml:16:30: unsupported-markup",
        "sources.yaml:2:72: unknown-source",
        "steps/01-look.yaml:9:11: duplicate-id",
        "steps/02-dig.yaml:3:10: unquoted-prose",
        "steps/03-sow.yaml:2:18: unknown-slot",
    ]


def test_faults_of_reading_of_shape_and_of_meaning_come_together(tmp_path: Path) -> None:
    folder = copy_pack(
        tmp_path,
        {
            "gates.yaml": "gates: [",
            "helplines.yaml": b"title: \xff",
            "phrases.yaml": "phrases: []",
            "program.yaml": None,
            LOOK: garden_text(LOOK, "{helper's}", "{halper's}"),
        },
    )
    assert [line.split(": ")[1] for line in faults_of(folder)] == [
        "yaml-syntax", "not-utf-8", "wrong-type", "missing-file", "unknown-slot",
    ]  # fmt: skip


def test_an_error_carries_all_faults_and_the_exit_code_of_content(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_pack(tmp_path / "absent")
    error = caught.value
    assert [fault.code for fault in error.diagnostics] == ["missing-file"] * len(PARTS)
    assert (error.code, error.exit_code) == ("content", 1)
    assert str(error).split("\n") == [str(fault) for fault in error.diagnostics]
    assert [Path(fault.position.file).stem for fault in error.diagnostics] == list(PARTS)


def test_files_are_named_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_pack(tmp_path, {"gates.yaml": "[]"})
    for here, name in ((folder, "gates.yaml"), (tmp_path, "garden/gates.yaml")):
        monkeypatch.chdir(here)
        with pytest.raises(ContentError) as caught:
            load_pack(folder)
        assert caught.value.diagnostics[0].position.file == name
    monkeypatch.chdir(folder / "steps")
    with pytest.raises(ContentError) as caught:
        load_pack(folder)
    assert caught.value.diagnostics[0].position.file == (folder / "gates.yaml").as_posix()


@pytest.mark.parametrize("file", [f"{part}.yaml" for part in PARTS] + [LOOK])
@pytest.mark.parametrize("content", ["a: [", "", "[]", "text"])
def test_a_file_that_cannot_be_used_is_one_fault_and_brings_no_others(
    tmp_path: Path, file: str, content: str
) -> None:
    """Nothing is said of references to what such a file would have declared."""
    (fault,) = faults_of(copy_pack(tmp_path, {file: content}))
    assert fault.startswith(f"{file}:")


def test_the_shapes_of_other_files_are_checked_where_pack_yaml_is_at_fault(tmp_path: Path) -> None:
    broken = {"gates.yaml": "gate: []\n", "pack.yaml": garden_text("pack.yaml", "id: garden", "id: Garden")}
    assert places_of(faults_of(copy_pack(tmp_path, broken))) == [
        "gates.yaml:1:1: missing-key",
        "gates.yaml:1:1: unknown-key",
        "pack.yaml:3:5: bad-value",
    ]


def test_a_newer_pack_is_refused_by_name_and_nothing_is_said_of_what_it_may_hold(tmp_path: Path) -> None:
    (fault,) = faults_with(tmp_path, "pack.yaml", "format: 1", "format: 2\nnew: thing")
    assert fault == (
        "pack.yaml:2:9: newer-format: The pack has format 2; this version of Rekindle reads up to 1."
        " Hint: install a newer version of Rekindle."
    )


@pytest.mark.parametrize("number", ["2.0", "1.0", "true", '"1"', "0", "1e1"])
def test_a_format_is_a_whole_number(tmp_path: Path, number: str) -> None:
    (fault,) = faults_with(tmp_path, "pack.yaml", "format: 1", f"format: {number}")
    assert fault.startswith("pack.yaml:2:9: ")


# ------------------------------------------------------------------ any data


def _paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, item in inner for found in _paths(item, (*path, key)))]


FILES = {path.relative_to(GARDEN).as_posix(): read_yaml(path.read_text(encoding="utf-8"), path.name).data
         for path in sorted(GARDEN.rglob("*.yaml"))}  # fmt: skip
PLACES = [(file, path) for file, data in FILES.items() for path in _paths(data) if path]
CONDITIONS = [(file, path) for file, path in PLACES if "when" in path[:-1]]


def _at(file: str, path: tuple[str | int, ...]) -> Any:
    value = FILES[file]
    for part in path:
        value = value[part]
    return value


PIECES = st.sampled_from(PLACES).map(lambda place: _at(*place))
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 300), st.sampled_from([0.5, 2.0, "", " ", "a", "look", "yes", "{", "- a",
    "{helper}", "{dream}", "{@spot}", "{helper.they: a}", "[a](b)", "unknown", "none", "2026-01-02", "# a"]),
)  # fmt: skip
JUNK = st.one_of(PIECES, SCALARS, st.lists(SCALARS, max_size=2), st.lists(st.lists(SCALARS, max_size=1), max_size=2),
                 st.dictionaries(st.sampled_from(["has", "at_least", "all", "not", "soil", "hours", "id"]), SCALARS,
                                 max_size=2))  # fmt: skip


@pytest.mark.slow
@given(st.data())
@settings(QUICK, max_examples=40)
def test_a_pack_with_anything_in_any_place_loads_or_lists_its_faults(data: st.DataObject) -> None:
    """Whatever an author writes, the answer is a Pack or a ContentError, and every fault has a place."""
    file, path = data.draw(st.one_of(st.sampled_from(PLACES), st.sampled_from(CONDITIONS)))
    content = copy.deepcopy(FILES[file])
    inside = content
    for part in path[:-1]:
        inside = inside[part]
    if data.draw(st.booleans()) and isinstance(inside, dict):
        del inside[path[-1]]
    else:
        inside[path[-1]] = data.draw(JUNK)
    with tempfile.TemporaryDirectory() as folder:
        changed = copy_pack(Path(folder), {file: json.dumps(content, ensure_ascii=False)})
        try:
            assert load_pack(changed).items
        except ContentError as error:
            faults = error.diagnostics
        else:
            return
        assert faults
        assert all(fault.message and Path(fault.position.file).is_file() for fault in faults)


def test_a_start_does_not_read_the_rules_of_wording(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, {"copy-rules.yaml": "rules: ["})
    assert load_pack(folder).digest == garden_pack().digest
    assert [fault.split(": ")[1] for fault in faults_of(folder)] == ["yaml-syntax"]
