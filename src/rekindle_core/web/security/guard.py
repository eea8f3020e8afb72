"""The guard in front of everything: the rules in order, and what every response says.

Input: requests. Output: to the app, those that keep every rule; for the others, a page that says why not.
Must not know: what is behind it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.datastructures import Headers

from rekindle_core.web.security.bodies import LeftError
from rekindle_core.web.security.fetching import see_fetching
from rekindle_core.web.security.headers import ALWAYS
from rekindle_core.web.security.hosts import see_host

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

Message: TypeAlias = MutableMapping[str, Any]
Failed: TypeAlias = Callable[["Scope", BaseException], "Awaitable[Response]"]


class Guard:
    """An application in front of another.

    Args:
        app: What is behind it.
        hosts: The hosts that are this server.
        failed: Makes the page for a request that was refused, or that failed.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], failed: Failed) -> None:
        self._app, self._hosts, self._failed = app, hosts, failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have it answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message["headers"], *_ALWAYS]
            await send(message)

        try:
            headers = Headers(scope=scope)
            host = see_host(headers.getlist("host"), self._hosts)
            see_fetching(scope["method"], _single(headers), host)
            await self._app(scope, receive, send_on)
        except LeftError:
            pass
        except Exception as error:
            if begun:
                raise
            response = await self._failed(scope, error)
            await response(scope, receive, send_on)


_ALWAYS = [(name.encode(), value.encode()) for name, value in ALWAYS.items()]


def _single(headers: Headers) -> dict[str, str]:
    """Return headers by name; what is given twice counts as neither."""
    return {name: headers[name] for name in headers if len(headers.getlist(name)) == 1}


def place_of(error: BaseException) -> str:
    """Return which error it is and where it was raised: no word of its message, which may hold a value."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"
