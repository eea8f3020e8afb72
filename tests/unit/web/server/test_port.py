"""The port: on loopback alone, and any that is free unless one is asked for."""

from __future__ import annotations

import socket

import pytest

from rekindle_core.web.errors import PortError
from rekindle_core.web.server.port import open_port, port_of


def test_a_port_is_open_on_loopback_and_no_program_that_is_started_inherits_it() -> None:
    with open_port() as listener, open_port() as other:
        assert listener.getsockname()[0] == "127.0.0.1"
        assert port_of(listener) not in (0, port_of(other))
        assert not listener.get_inheritable()
        assert listener.proto == socket.IPPROTO_TCP
        # It listens before anything is served: whoever connects waits.
        socket.create_connection(("127.0.0.1", port_of(listener)), timeout=2).close()


def test_a_port_that_is_taken_is_refused_with_what_to_do() -> None:
    with open_port() as listener:
        number = port_of(listener)
        with pytest.raises(
            PortError, match=f"Port {number} can't be opened on this machine: address already in use"
        ):
            open_port(number)
    with open_port(number) as listener:
        assert port_of(listener) == number
