"""A request names this server as its host, exactly."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serving import VISIT, Visitor, new_desk

from rekindle_core.web.security.hosts import own_hosts, see_host
from rekindle_core.web.security.refused import Refused

HOSTS = own_hosts(8710)


@pytest.mark.parametrize("host", ["127.0.0.1:8710", "localhost:8710", "[::1]:8710"])
def test_the_names_of_this_machine_with_our_port_are_this_server(host: str) -> None:
    assert see_host([host], HOSTS) == host


@pytest.mark.parametrize(
    "given",
    [
        [],
        [""],
        ["127.0.0.1"],
        ["127.0.0.1:8711"],
        ["127.0.0.1:8710 "],
        ["127.0.0.1:8710."],
        ["127.0.0.1:08710"],
        ["127.1:8710"],
        ["0.0.0.0:8710"],
        ["LOCALHOST:8710"],
        ["localhost.evil.example:8710"],
        ["evil.example:8710"],
        ["127.0.0.1:8710@evil.example"],
        ["127.0.0.1:8710", "127.0.0.1:8710"],
        ["127.0.0.1:8710", "evil.example"],
    ],
)
def test_every_other_host_is_refused(given: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        see_host(given, HOSTS)
    assert (refused.value.status, refused.value.why) == (421, "host")


def test_a_name_that_was_rebound_to_this_machine_gets_nothing_even_with_the_token(tmp_path: Path) -> None:
    """What a rebound name sends: no Sec-Fetch-Site, and an Origin that equals Host."""
    visitor = Visitor(new_desk(tmp_path))
    path = visitor.desk.address.partition("8710")[2]
    for headers in (VISIT, {"origin": "http://evil.example:8710"}):
        response = visitor.ask("GET", path, {**headers, "host": "evil.example:8710"})
        assert response.status_code == 421
        assert "set-cookie" not in response.headers
    # The token is still good for whoever it was meant for.
    assert visitor.enter().address == "/"
