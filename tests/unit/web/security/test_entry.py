"""Whoever has the address that was printed gets in once, and a cookie lets them stay."""

from __future__ import annotations

from pathlib import Path

from tests.serving import CLICK, ORIGIN, VISIT, Visitor, new_desk, words

from rekindle_core.web.security.entry import Entrance, set_cookie


def test_the_token_opens_the_door_once_and_gives_a_cookie_that_no_script_reads(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path))
    path = visitor.desk.address.removeprefix(ORIGIN)
    response = visitor.ask("GET", path, VISIT)
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert response.headers["referrer-policy"] == "no-referrer"
    name, _, rest = response.headers["set-cookie"].partition("=")
    assert name == "rekindle-8710"
    assert rest.endswith("; HttpOnly; SameSite=Strict; Path=/")
    again = Visitor(visitor.desk).ask("GET", path, VISIT)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers
    assert "This address has been used" in words(again.text)


def test_whoever_is_in_already_comes_in_by_the_used_address_too(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path))
    path = visitor.desk.address.removeprefix(ORIGIN)
    visitor.get(path, VISIT)
    assert visitor.get(path, VISIT).status_code == 200
    assert visitor.address == "/"


def test_without_a_session_every_screen_is_shut_and_says_how_to_get_in(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path))
    for path in ("/", "/sheets", "/practice", "/practice/logo", "/here"):
        response = visitor.ask("GET", path, CLICK)
        assert response.status_code == 403
        assert "Start Rekindle as you did before" in words(response.text)
    visitor.cookies = {"rekindle-8710": "guess", "rekindle-8711": "x"}
    assert visitor.ask("GET", "/", CLICK).status_code == 403


def test_head_and_a_wrong_token_use_nothing_up(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path))
    path = visitor.desk.address.removeprefix(ORIGIN)
    assert visitor.ask("HEAD", path, VISIT).status_code == 403
    for wrong in ("/enter", "/enter?token=", f"{path}x", f"{path[:-1]}", "/enter?token=%ff"):
        assert visitor.ask("GET", wrong, VISIT).status_code == 403
    assert visitor.get(path, VISIT).status_code == 200


def test_each_token_that_is_used_makes_way_for_another_and_says_so() -> None:
    entrance, told = Entrance(1), []
    entrance.when_used = lambda: told.append(entrance.token)
    first = entrance.token
    one = entrance.enter(first)
    assert one
    assert told == [entrance.token]
    assert entrance.token != first
    assert entrance.session({entrance.cookie: one.key}) == one
    assert one.key not in (first, one.form_token)
    assert set_cookie(entrance, one).startswith(f"rekindle-1={one.key};")


def test_only_the_last_few_sessions_are_kept() -> None:
    entrance = Entrance(1)
    sessions = [entrance.enter(entrance.token) for _ in range(9)]
    known = [entrance.session({entrance.cookie: one.key}) for one in sessions if one]
    assert known[0] is None
    assert all(known[1:])
