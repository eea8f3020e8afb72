"""Files of a row come all together or not at all, stay inside the folder, and replace nobody else's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from rekindle_core import staging as staging_module
from rekindle_core.batch.writing import Writer
from rekindle_core.errors import UsageError
from rekindle_core.staging import staging


def code(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    (tmp_path / "out").mkdir()
    with staging(tmp_path / "out") as stage:
        yield Writer(tmp_path / "out", stage, code, force=False)


def test_files_are_written_and_known_again(tmp_path: Path, writer: Writer) -> None:
    codes = writer.write([("a.txt", b"1"), ("many/b.eml", b"2")], {})
    assert (tmp_path / "out/many/b.eml").read_bytes() == b"2"
    assert writer.is_there(codes)
    (tmp_path / "out/a.txt").write_bytes(b"other")
    assert not writer.is_there(codes)
    (tmp_path / "out/a.txt").unlink()
    assert not writer.is_there(codes)


def test_a_file_that_the_manifest_knows_is_replaced(tmp_path: Path, writer: Writer) -> None:
    codes = writer.write([("a.txt", b"1")], {})
    writer.write([("a.txt", b"2")], codes)
    assert (tmp_path / "out/a.txt").read_bytes() == b"2"


def test_a_file_with_someone_s_answers_in_it_stays_and_so_do_all_of_the_row(
    tmp_path: Path, writer: Writer
) -> None:
    codes = writer.write([("a.txt", b"1"), ("b.txt", b"1")], {})
    (tmp_path / "out/b.txt").write_bytes(b"1 and answers")
    with pytest.raises(UsageError) as refused:
        writer.write([("a.txt", b"2"), ("b.txt", b"2")], codes)
    assert refused.value.code == "file-exists"
    assert (tmp_path / "out/a.txt").read_bytes() == b"1"
    assert (tmp_path / "out/b.txt").read_bytes() == b"1 and answers"


def test_the_same_bytes_from_a_run_that_was_killed_are_no_trouble(tmp_path: Path, writer: Writer) -> None:
    (tmp_path / "out/a.txt").write_bytes(b"1")
    assert writer.write([("a.txt", b"1")], {}) == {"a.txt": code(b"1")}


@pytest.mark.parametrize("place", ["a.txt", "many"])
def test_a_link_never_leads_out_of_the_folder(tmp_path: Path, writer: Writer, place: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    if place == "many":
        elsewhere.mkdir()
    else:
        elsewhere.write_bytes(b"mine")
    (tmp_path / "out" / place).symlink_to(elsewhere)
    with pytest.raises(UsageError):
        writer.write([("a.txt", b"1"), ("many/b.eml", b"1")], {})
    assert list(elsewhere.iterdir()) == [] if place == "many" else elsewhere.read_bytes() == b"mine"


def test_with_force_it_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"other")
    with staging(tmp_path) as stage:
        Writer(tmp_path, stage, code, force=True).write([("a.txt", b"1")], {})
    assert (tmp_path / "a.txt").read_bytes() == b"1"


def test_where_one_file_cannot_be_written_none_is(
    tmp_path: Path, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = staging_module.write_new

    def full(path: Path, data: bytes) -> None:
        if data == b"full":
            raise OSError(28, "No space left on device", str(path))
        written(path, data)

    monkeypatch.setattr(staging_module, "write_new", full)
    with pytest.raises(OSError, match="No space") as refused:
        writer.write([("a.txt", b"1"), ("b.txt", b"full")], {})
    assert refused.value.filename == str(tmp_path / "out/b.txt")
    assert [path.name for path in (tmp_path / "out").iterdir() if path.is_file()] == []
