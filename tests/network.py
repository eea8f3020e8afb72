"""No test leaves this machine: an audit hook refuses it, whatever library tries.

Programs that a test starts don't have the hook. One of them does leave: pip, which installs plain apsw for
tests/unit/caseload/store/test_cipher_plain_apsw.py.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

_NAME = socket.gethostname()


def refuse_network() -> None:
    """Refuse every connection, every open port and every look-up of a name that isn't this machine, from now on."""
    sys.addaudithook(_see)


def _see(event: str, args: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        address = args[-1]
        # What isn't an address of the internet, such as a path, leads nowhere else.
        host = address[0] if isinstance(address, tuple) and isinstance(address[0], str | bytes) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if not _is_here(host):
        raise PermissionError(f"{event} outside this machine: {host}")


def _is_here(host: object) -> bool:
    # The library for mail looks up what this machine is called.
    if host in (None, "localhost", _NAME):
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False
