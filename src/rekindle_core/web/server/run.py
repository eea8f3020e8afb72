"""Running the server until someone quits it: with the button, Ctrl-C, or by closing the window of the terminal.

Input: an application and a socket that listens. Output: nothing; the port is closed afterwards.
Must not know: what is served.
"""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_SECONDS_TO_FINISH = 0.5
"""How long requests that are at work get after someone has quit: a PDF takes a third of that.

A body that never comes, or an open stream of events, would last forever."""


class Server:
    """A server, and the way to stop it."""

    def __init__(self, app: ASGIApp) -> None:
        config = uvicorn.Config(
            app,
            # No log holds an address, for the first one has a token in it; and no error, which could hold a value.
            access_log=False,
            log_config=None,
            log_level="critical",
            http="h11",
            loop="asyncio",
            ws="none",
            lifespan="on",
            # There is no proxy: what a request says of one is made up.
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,  # type: ignore[arg-type] # asyncio takes parts of a second
        )
        self._server = uvicorn.Server(config)

    def stop(self) -> None:
        """Let requests that are at work finish, for half a second, and end."""
        self._server.should_exit = True

    def run(self, listener: socket.socket) -> None:
        """Serve until it is stopped. A signal is passed on afterwards to the previous handler."""
        # It writes whole errors, which may contain a value.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
        self._server.run(sockets=[listener])
