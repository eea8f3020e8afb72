"""Rule: a request names this server as its host, exactly.

A page on another site can have its name resolve to this machine (DNS rebinding). Its requests arrive here, but they
name that site.
"""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.web.security.refused import Refused

_NAMES = ("127.0.0.1", "localhost", "[::1]")


def own_hosts(port: int) -> frozenset[str]:
    """Return the values of Host that are this server."""
    return frozenset(f"{name}:{port}" for name in _NAMES)


def see_host(given: Sequence[str], hosts: frozenset[str]) -> str:
    """Return the host that a request names.

    Args:
        given: Every value of its header Host.
        hosts: The values that are this server.

    Raises:
        Refused: It names none, several, or another.
    """
    if len(given) != 1 or given[0] not in hosts:
        raise Refused(421, "host")
    return given[0]
