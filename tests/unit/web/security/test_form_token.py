"""A form that is posted holds the token of its session."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serving import Visitor, new_desk, words


@pytest.mark.parametrize("token", ["", "x", "é", "token"])
def test_a_form_without_the_token_does_nothing(tmp_path: Path, token: str) -> None:
    stopped: list[bool] = []
    visitor = Visitor(new_desk(tmp_path, stop=lambda: stopped.append(True))).enter()
    response = visitor.post("/quit", {"form_token": token})
    assert response.status_code == 403
    assert "This form is too old" in words(response.text)
    assert not stopped
    visitor.get("/")
    assert visitor.post("/quit").status_code == 200
    assert stopped == [True]


def test_the_token_of_one_browser_is_not_another_ones(tmp_path: Path) -> None:
    one, other = Visitor(new_desk(tmp_path)).enter(), None
    other = Visitor(one.desk).enter()
    assert one.token != other.token
    assert one.post("/lock", {"form_token": other.token}).status_code == 403


def test_every_form_on_every_page_has_it(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    for path in ("/", "/sheets", "/practice", "/clients", "/sample", "/locked"):
        visitor.get(path)
        forms = visitor.page.split("<form ")[1:]
        assert forms
        assert all('method="post"' in form.split(">")[0] for form in forms)
        assert all(f'name="form_token" value="{visitor.token}"' in form for form in forms)
