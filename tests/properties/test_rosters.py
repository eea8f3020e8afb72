"""Whatever bytes a roster has, it is read or refused with a message: nothing else is raised, and no fact is made up."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rosters import checked
from tests.support import garden_pack

from rekindle_core.batch.errors import RosterError
from rekindle_core.batch.roster.workbook_template import template_workbook

CSV = "id,soil,pests,hours,country,program.start\nA-1,clay,slugs;moles,3,GB,2027-01-04\n"
LINES = '{"id": "A-1", "soil": "clay", "pests": ["slugs"], "hours": 3}\n'


def read(name: str, data: bytes) -> None:
    """Read a roster; a RosterError, and faults of rows, are all that may come of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            rows = checked(path)
        except RosterError:
            return
    for row in rows:
        assert not row.profile.values.keys() - garden_pack().facts.keys()
        assert all(fault.message for fault in row.faults)


@st.composite
def changed(draw: st.DrawFn, text: str) -> bytes:
    """Draw a text of which a piece is replaced by something else."""
    at = draw(st.integers(0, len(text)))
    length = draw(st.integers(0, 12))
    put = draw(st.binary(max_size=12) | st.text(max_size=8).map(lambda one: one.encode("utf-8", "replace")))
    data = text.encode()
    return data[:at] + put + data[at + length :]


@given(changed(CSV) | st.binary(max_size=200))
def test_csv(data: bytes) -> None:
    read("roster.csv", data)


@given(changed(LINES) | st.binary(max_size=200))
def test_json_lines(data: bytes) -> None:
    read("roster.jsonl", data)


@cache
def parts() -> dict[str, bytes]:
    """Return the files that a workbook is made of."""
    with zipfile.ZipFile(io.BytesIO(template_workbook(garden_pack()))) as book:
        return {name: book.read(name) for name in book.namelist()}


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """Draw a workbook in which a piece of one file is replaced."""
    files = dict(parts())
    name = draw(st.sampled_from(sorted(files)))
    files[name] = draw(changed(files[name].decode()))
    return packed(files)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a workbook made of files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items():
            book.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


@given(workbooks())
def test_workbooks(data: bytes) -> None:
    read("roster.xlsx", data)


@given(st.dictionaries(st.floats(0, 1, exclude_max=True), st.integers(0, 255), min_size=1, max_size=4))
def test_damaged_zips(changes: dict[float, int]) -> None:
    whole = bytearray(packed(parts()))
    for place, byte in changes.items():
        whole[int(place * len(whole))] = byte
    read("roster.xlsx", bytes(whole))


@pytest.mark.parametrize("name", ["roster.csv", "roster.jsonl", "roster.xlsx"])
def test_an_empty_file(name: str) -> None:
    read(name, b"")
