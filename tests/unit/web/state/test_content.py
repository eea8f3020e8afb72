"""The pack and the plugins: loaded in a thread, and waited for."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from tests.serving import PORT, Visitor, words
from tests.support import garden_pack

from rekindle_core import Pack, find_plugins
from rekindle_core.errors import RekindleError
from rekindle_core.web.state.content import Content
from rekindle_core.web.state.desk import Desk


def test_the_first_page_that_needs_the_pack_waits_for_it_and_others_do_not(tmp_path: Path) -> None:
    go_on = threading.Event()

    def load() -> Pack:
        go_on.wait(10)
        return garden_pack()

    content = Content(load, find_plugins)
    content.begin()
    visitor = Visitor(Desk(PORT, content, tmp_path / "practice.yaml", tmp_path / "clients.db")).enter()
    assert "A sheet for tonight" in words(visitor.page)
    threading.Timer(0.2, go_on.set).start()
    began = time.monotonic()
    assert visitor.get("/sheets").status_code == 200
    assert time.monotonic() - began >= 0.1


def test_a_pack_that_cannot_be_used_is_said_on_each_page_that_needs_it(tmp_path: Path) -> None:
    def load() -> Pack:
        raise RekindleError("The pack tea can't be used.", hint="run `rekindle check tea`.")

    content = Content(load, find_plugins)
    content.begin()
    visitor = Visitor(Desk(PORT, content, tmp_path / "practice.yaml", tmp_path / "clients.db")).enter()
    for _ in range(2):
        visitor.get("/")
        response = visitor.get("/sample")
        assert response.status_code == 500
        assert "The pack tea can't be used. Run `rekindle check tea`." in words(response.text)


def test_what_is_made_of_the_pack_is_made_once() -> None:
    content, made = Content(garden_pack, find_plugins), list[str]()
    content.begin()

    def make(pack: Pack) -> str:
        made.append(pack.id)
        return pack.id

    assert content.of_pack(make) == content.of_pack(make) == garden_pack().id
    assert len(made) == 1
    with pytest.raises(ZeroDivisionError):
        content.of_pack(lambda pack: 1 // 0)
