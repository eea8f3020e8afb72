"""Serving a desk's screens: the address first, then the libraries and the pack, and the end of all that is open.

Input: a Desk, a port that is open, and the lock of the one instance. Output: nothing, once it was stopped.
Must not know: what is on any screen.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from rekindle_core.web.state.desk import Desk

if TYPE_CHECKING:
    from rekindle_core.web.server.instance import Instance

_SECONDS_TO_CLOSE = 0.25


def serve_pages(desk: Desk, listener: socket.socket, instance: Instance, show: Callable[[str], None]) -> None:
    """Serve until someone quits.

    Args:
        desk: What is served.
        listener: The port. Connections before the rest is loaded wait.
        instance: Is told the address, and each new one.
        show: Takes the address, before anything else is loaded.

    Raises:
        KeyboardInterrupt: Ctrl-C ended it.
    """
    desk.entrance.when_used = lambda: instance.announce(desk.address)
    instance.announce(desk.address)
    show(desk.address)
    desk.content.begin()
    # These libraries take a third of a second to load.
    from rekindle_core.web.app import application
    from rekindle_core.web.server.run import Server

    server = Server(application(desk))
    desk.stop = server.stop
    try:
        server.run(listener)
    finally:
        # Behind what is at work, which has had its time; what is only half done then is undone by the store.
        with suppress(TimeoutError):
            desk.worker.put(desk.locking.lock).result(_SECONDS_TO_CLOSE)
