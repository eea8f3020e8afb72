"""The manifest says what was made, to this installation alone, and survives being cut anywhere."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from rekindle_core.batch.manifest import NAME, Codes, Made, open_manifest
from rekindle_core.errors import OutputError

A = Made("A-1", dt.date(2027, 1, 4), "key", {"a.txt": "code"})
B = Made("B-2", dt.date(2027, 1, 5), "key2", {"b.txt": "code", "é/b.eml": "more"})


def write(folder: Path, *rows: Made) -> bytes:
    with open_manifest(folder) as manifest:
        for number, row in enumerate(rows, 2):
            manifest.add_made(number, row)
    return (folder / NAME).read_bytes()


def test_what_was_added_is_found_in_the_next_run(tmp_path: Path) -> None:
    write(tmp_path, A, B)
    with open_manifest(tmp_path) as manifest:
        assert (manifest.find("A-1"), manifest.find("B-2"), manifest.find("C-3")) == (A, B, None)


def test_the_last_line_of_a_row_counts(tmp_path: Path) -> None:
    write(tmp_path, A, B)
    later = Made("A-1", A.date, "other", {})
    write(tmp_path, later)
    with open_manifest(tmp_path) as manifest:
        assert (manifest.find("A-1"), manifest.find("B-2")) == (later, B)


def test_one_cut_anywhere_keeps_all_whole_lines_and_can_be_continued(tmp_path: Path) -> None:
    data = write(tmp_path, A, B)
    for length in range(0, len(data), 7):
        (tmp_path / NAME).write_bytes(data[:length])
        whole = data[:length].count(b"\n") - 1
        with open_manifest(tmp_path) as manifest:
            assert manifest.find("A-1") == (A if whole >= 1 else None)
            manifest.add_made(9, B)
        for line in (tmp_path / NAME).read_bytes().splitlines():
            json.loads(line)
        with open_manifest(tmp_path) as manifest:
            assert manifest.find("B-2") == B


@pytest.mark.parametrize("data", [b"my own file\n", b"[]\n", b'{"format": 99}\n', b'{"row": 1}\n'])
def test_a_file_that_is_not_ours_is_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    with pytest.raises(OutputError) as refused, open_manifest(tmp_path):
        pass
    assert refused.value.code == "bad-manifest"
    assert (tmp_path / NAME).read_bytes() == data


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").touch()
    (tmp_path / NAME).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"), open_manifest(tmp_path):
        pass


def test_it_is_for_its_owner_alone_and_says_nothing_of_a_failed_row_but_a_code(tmp_path: Path) -> None:
    with open_manifest(tmp_path) as manifest:
        manifest.add_left(3, "", "failed", "unknown-value")
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    last = json.loads((tmp_path / NAME).read_text().splitlines()[-1])
    assert last == {"row": 3, "id": "", "state": "failed", "code": "unknown-value"}


def test_codes_depend_on_the_secret_so_that_nobody_can_try_profiles() -> None:
    ours, theirs = Codes(b"a" * 32), Codes(b"b" * 32)
    assert ours.of_file(b"x") != theirs.of_file(b"x")
    assert ours.of_inputs("x", "y") != theirs.of_inputs("x", "y")
    assert ours.of_inputs("x", "y") != ours.of_inputs("xy", "")


def _busy(folder: str) -> None:
    try:
        with open_manifest(Path(folder)):
            os._exit(0)
    except OutputError as error:
        os._exit(7 if error.code == "batch-busy" else 1)


def test_a_second_batch_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with open_manifest(tmp_path):
        other = multiprocessing.get_context("fork").Process(target=_busy, args=(str(tmp_path),))
        other.start()
        other.join()
    assert other.exitcode == 7
