"""The one instance: the second process finds the address of the first, in a file for its owner alone."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from rekindle_core.web.server import instance
from rekindle_core.web.server.instance import ADDRESS, running_address, take_instance


def test_the_first_holds_the_lock_until_it_closes(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = take_instance(folder)
    assert first
    assert take_instance(folder) is None
    first.announce("http://127.0.0.1:1/enter?token=a")
    assert running_address(folder) == "http://127.0.0.1:1/enter?token=a"
    first.announce("http://127.0.0.1:1/enter?token=b")
    assert running_address(folder) == "http://127.0.0.1:1/enter?token=b"
    assert stat.S_IMODE((folder / ADDRESS).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    first.close()
    assert not (folder / ADDRESS).exists()
    second = take_instance(folder)
    assert second
    second.close()


def test_an_address_that_a_killed_process_left_is_not_believed_by_the_next_server(tmp_path: Path) -> None:
    (tmp_path / ADDRESS).write_text("http://127.0.0.1:1/enter?token=old", encoding="ascii")
    first = take_instance(tmp_path)
    assert first
    assert not (tmp_path / ADDRESS).exists()
    first.close()


def test_a_server_that_is_only_starting_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take_instance(tmp_path)
    assert first
    threading.Timer(0.2, first.announce, ("http://127.0.0.1:1/",)).start()
    assert running_address(tmp_path) == "http://127.0.0.1:1/"
    first.close()
    monkeypatch.setattr(instance, "_PATIENCE", 0.1)
    assert running_address(tmp_path) == ""
