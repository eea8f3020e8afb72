"""Serving: the address first, the pack in a thread, and the end of all that is open."""

from __future__ import annotations

import http.client
import threading
import time
from pathlib import Path

from tests.serving import VISIT
from tests.support import garden_pack

from rekindle_core import Pack, find_plugins
from rekindle_core.web.serve import serve_pages
from rekindle_core.web.server.instance import ADDRESS, take_instance
from rekindle_core.web.server.port import open_port, port_of
from rekindle_core.web.state.content import Content
from rekindle_core.web.state.desk import Desk


def test_the_address_is_said_and_the_start_is_served_before_the_pack_is_loaded(tmp_path: Path) -> None:
    go_on, shown, closed = threading.Event(), list[str](), list[str]()

    def load() -> Pack:
        go_on.wait(30)
        return garden_pack()

    instance = take_instance(tmp_path)
    assert instance
    with open_port() as listener:
        port = port_of(listener)
        desk = Desk(port, Content(load, find_plugins), tmp_path / "practice.yaml", tmp_path / "clients.db")
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        serving = threading.Thread(target=serve_pages, args=(desk, listener, instance, shown.append))
        serving.start()
        try:
            # Whoever connects before all is loaded waits, and is answered.
            while not shown:
                time.sleep(0.01)
            path = shown[0].removeprefix(f"http://127.0.0.1:{port}")
            asked.request("GET", path, headers=VISIT)
            response = asked.getresponse()
            response.read()
            assert response.status == 303
            cookie = response.headers["set-cookie"].partition(";")[0]
            # The token was used, so the next who starts Rekindle finds another.
            assert (tmp_path / ADDRESS).read_text(encoding="ascii") == desk.address != shown[0]
            asked.request("GET", "/", headers={**VISIT, "cookie": cookie})
            assert "A sheet for tonight" in asked.getresponse().read().decode()
            assert not go_on.is_set()
            desk.locking.hold("records", lambda: closed.append("records"))
        finally:
            asked.close()
            go_on.set()
            desk.stop()
            serving.join(10)
    assert not serving.is_alive()
    assert closed == ["records"]
    instance.close()
