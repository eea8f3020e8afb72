"""The installation's secret: made once, kept to its owner, and never in the way of making a program."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rekindle_core.errors import OutputError
from rekindle_core.installation import secret as module
from rekindle_core.installation.secret import SIZE, installation_secret


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the secret goes; nothing is there yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "rekindle" / "secret"


def test_the_first_call_writes_it_and_the_next_process_reads_it(place: Path) -> None:
    first = installation_secret()
    assert place.read_bytes() == first.key
    assert len(first.key) == SIZE
    assert not first.note
    code = "from rekindle_core.installation.secret import *; print(installation_secret().key.hex())"
    env = {**os.environ, "XDG_DATA_HOME": str(place.parents[1])}
    said = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == first.key.hex()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_it_is_its_owners_alone_whatever_the_umask_is(place: Path) -> None:
    before = os.umask(0)
    try:
        installation_secret()
    finally:
        os.umask(before)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert [path.name for path in place.parent.iterdir()] == ["secret"]


def test_of_many_that_make_it_at_once_all_get_the_same(place: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: module._secret.__wrapped__(place).key, range(32)))
    assert found == {place.read_bytes()}


def test_two_installations_have_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = set()
    for name in ("one", "two"):
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / name))
        keys.add(installation_secret().key)
    assert len(keys) == 2


def test_where_it_cannot_be_kept_a_passing_one_serves_and_that_is_said(place: Path) -> None:
    place.parents[1].write_text("a file where the folder would be")
    found = installation_secret()
    assert len(found.key) == SIZE
    assert "--id" in found.note
    assert str(place) in found.note
    assert installation_secret() == found, "the same for the whole process"


@pytest.mark.parametrize("data", [b"", b"short", b"x" * (SIZE + 1)])
def test_what_is_no_secret_is_not_replaced(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    with pytest.raises(OutputError) as refused:
        installation_secret()
    assert refused.value.code == "bad-secret"
    assert str(place) in refused.value.message
    assert place.read_bytes() == data


def test_what_is_no_file_is_not_waited_for(place: Path) -> None:
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    with pytest.raises(OutputError, match="not a regular file"):
        installation_secret()
