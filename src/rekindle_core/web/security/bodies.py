"""Rule: a body is read to its limit and until its deadline, and never to disk."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rekindle_core.web.security.refused import Refused

if TYPE_CHECKING:
    from starlette.types import Receive

SECONDS = 10.0
"""How long a body may take to arrive. It comes from this machine: one that takes longer never ends."""


class LeftError(Exception):
    """The client has disconnected."""


async def read_body(receive: Receive, announced: str, limit: int, seconds: float | None = None) -> bytes:
    """Return the body of a request.

    Args:
        receive: Where it comes from.
        announced: What the request says of its length; may be empty.
        limit: How many bytes it may have.
        seconds: How long it may take; `SECONDS` if nothing is said.

    Raises:
        Refused: It is too large or too slow.
        LeftError: The browser has gone.
    """
    if announced.isascii() and announced.isdigit() and int(announced[:19]) > limit:
        raise Refused(413, "too-large")
    body = bytearray()
    try:
        async with asyncio.timeout(seconds or SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise LeftError
                body += message.get("body", b"")
                if len(body) > limit:
                    raise Refused(413, "too-large")
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise Refused(408, "too-slow") from None
