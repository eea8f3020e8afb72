"""The tests themselves leave this machine to nobody: see tests/network.py."""

from __future__ import annotations

import socket

import pytest


def test_what_leaves_this_machine_is_refused_and_the_rest_is_not() -> None:
    with socket.socket() as one, pytest.raises(PermissionError, match="outside this machine"):
        one.connect(("192.0.2.1", 9))
    with pytest.raises(PermissionError):
        socket.getaddrinfo("example.org", 443)
    with socket.socket() as one, pytest.raises(PermissionError):
        one.bind(("0.0.0.0", 0))
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        one.listen()
        other.connect(one.getsockname())
    assert socket.getaddrinfo("localhost", 9)
