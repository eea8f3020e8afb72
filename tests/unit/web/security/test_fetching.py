"""Only our own pages ask for anything, but for the first visit; and only our own forms post."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serving import CLICK, ORIGIN, POST, VISIT, Visitor, new_desk

from rekindle_core.web.security.fetching import see_fetching
from rekindle_core.web.security.refused import Refused

HOST = "127.0.0.1:8710"


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", VISIT),
        ("GET", CLICK),
        ("HEAD", CLICK),
        ("GET", {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}),
        ("POST", POST),
    ],
)
def test_our_own_pages_and_a_first_visit_are_let_through(method: str, headers: dict[str, str]) -> None:
    see_fetching(method, headers, HOST)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        ("GET", {"sec-fetch-mode": "navigate"}),
        ("GET", {"sec-fetch-site": "none"}),
        ("GET", {"sec-fetch-site": "none", "sec-fetch-mode": "no-cors"}),
        ("GET", {**CLICK, "sec-fetch-site": "same-site"}),
        ("GET", {**CLICK, "sec-fetch-site": "cross-site"}),
        ("POST", VISIT | {"origin": ORIGIN}),
        ("POST", CLICK),
        ("POST", {**POST, "origin": "null"}),
        ("POST", {**POST, "origin": "http://127.0.0.1:8711"}),
        ("POST", {**POST, "origin": "http://localhost:8710"}),
        ("POST", {**POST, "origin": "https://127.0.0.1:8710"}),
        ("POST", {**POST, "sec-fetch-site": "same-site"}),
        ("POST", {**POST, "sec-fetch-site": "cross-site"}),
        ("POST", {"origin": ORIGIN}),
    ],
)
def test_everybody_else_is_refused(method: str, headers: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        see_fetching(method, headers, HOST)
    assert (refused.value.status, refused.value.why) == (403, "elsewhere")


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get"])
def test_other_methods_are_refused(method: str) -> None:
    with pytest.raises(Refused) as refused:
        see_fetching(method, POST, HOST)
    assert refused.value.status == 405


def test_a_page_on_another_port_of_this_machine_gets_nothing_though_it_sends_our_cookie(
    tmp_path: Path,
) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    other = {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "origin": "http://127.0.0.1:9000"}
    for method, path in (("GET", "/"), ("POST", "/quit"), ("OPTIONS", "/quit")):
        response = visitor.ask(
            method, path, other, data={"form_token": visitor.token} if method == "POST" else None
        )
        assert response.status_code in (403, 405)
        assert not [name for name in response.headers if name.startswith("access-control")]


def test_a_header_that_is_given_twice_counts_as_neither(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    twice = [("host", HOST), *CLICK.items(), ("sec-fetch-site", "same-origin")]
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    assert visitor.ask("GET", "/", dict(CLICK)).status_code == 200
    assert visitor.ask_raw("GET", "/", [*twice, ("cookie", cookie)]).status_code == 403
