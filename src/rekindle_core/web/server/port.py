"""The port: one on loopback, open before anything else is loaded.

Input: a number, 0 for any free port. Output: a socket that listens.
Must not know: what is served there. A browser that connects meanwhile waits, and is answered once the rest is ready.
"""

from __future__ import annotations

import os
import socket

from rekindle_core.web.errors import PortError

LOOPBACK = "127.0.0.1"
"""The only address that is ever bound: nothing outside this machine can reach it."""

_WAITING = 64


def open_port(port: int = 0) -> socket.socket:
    """Return a socket that listens on loopback.

    Args:
        port: The port; 0 for any that is free.

    Raises:
        PortError: The port is taken, or isn't for this user.
    """
    # Where the protocol isn't named, asyncio leaves small packets to wait for one another: 40 ms for each page.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            # Elsewhere the option would let another program take the port over.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(_WAITING)
    except OSError as error:
        listener.close()
        raise PortError(port, (error.strerror or str(error)).lower()) from None
    return listener


def port_of(listener: socket.socket) -> int:
    """Return the number of an open port."""
    number: int = listener.getsockname()[1]
    return number
