"""A server that runs in this process, with the garden pack or another, for browsers to visit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import garden_pack

from rekindle_core import Pack, find_plugins
from rekindle_core.web.serve import serve_pages
from rekindle_core.web.server.instance import take_instance
from rekindle_core.web.server.port import open_port, port_of
from rekindle_core.web.state.content import Content
from rekindle_core.web.state.desk import Desk
from rekindle_core.web.state.locking import Locking


@dataclass
class Running:
    """A server that runs in this process."""

    desk: Desk
    entrance: Callable[[], str]
    stop: Callable[[], None]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.desk.port}"


@contextmanager
def running(
    folder: Path, locking: Locking | None = None, load: Callable[[], Pack] = garden_pack
) -> Iterator[Running]:
    instance = take_instance(folder / "data")
    assert instance
    with open_port() as listener:
        more = {"locking": locking} if locking else {}
        desk = Desk(
            port_of(listener),
            Content(load, find_plugins),
            folder / "practice.yaml",
            folder / "clients.db",
            **more,
        )
        begun = threading.Event()
        serving = threading.Thread(
            target=serve_pages, args=(desk, listener, instance, lambda address: begun.set())
        )
        serving.start()
        begun.wait(10)

        def stop() -> None:
            desk.stop()
            serving.join(10)

        try:
            yield Running(desk, lambda: desk.address, stop)
        finally:
            stop()
            instance.close()
