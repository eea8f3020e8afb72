"""The guard: a page that fails says nothing of what was entered, and the terminal says only where it failed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serving import Visitor, new_desk, words

from rekindle_core.errors import OutputError, ProfileError
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Reply
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.screens.table import SCREENS
from rekindle_core.web.security.guard import place_of

SECRET = "Zephyrine is afraid"


def failing(error: BaseException) -> Screen:
    def take(visit: Visit, form: Form) -> Reply:
        raise error

    return Screen("/fail", take=take)


@pytest.mark.parametrize(
    "error", [ValueError(SECRET), KeyError(SECRET), ProfileError([]), SystemExit(SECRET)]
)
def test_a_page_that_fails_tells_no_value_to_the_page_or_the_terminal(
    tmp_path: Path, error: BaseException, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    visitor = Visitor(new_desk(tmp_path, tell=told.append), (*SCREENS, failing(error))).enter()
    response = visitor.post("/fail", {"answer": SECRET})
    assert response.status_code == 500
    assert "That did not work" in words(response.text)
    (sentence,) = told
    name = "RuntimeError" if isinstance(error, SystemExit) else type(error).__name__
    assert sentence.startswith(f"A page failed: {name} at ")
    assert "test_guard.py:" in sentence
    assert SECRET not in response.text + sentence + "".join(capfd.readouterr())


def test_what_the_counselor_has_to_do_is_said(tmp_path: Path) -> None:
    error = OutputError("The disk is full.", hint="make room.")
    visitor = Visitor(new_desk(tmp_path), (*SCREENS, failing(error))).enter()
    said = words(visitor.post("/fail").text)
    assert "The disk is full. Make room." in said


def test_a_place_is_where_an_error_was_raised_and_never_what_it_says() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        place = place_of(error)
    assert place.startswith("ValueError at ")
    assert SECRET not in place


@pytest.mark.parametrize("path", ["/nothing", "/static/page.css", "/../etc/passwd", "/%2e%2e/x", "/sheets/"])
def test_what_is_not_there_is_not_there(tmp_path: Path, path: str) -> None:
    response = Visitor(new_desk(tmp_path)).enter().get(path)
    assert response.status_code == 404
    assert "There is no such page" in words(response.text)


def test_a_form_is_taken_only_where_there_is_one(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    assert visitor.post("/clients").status_code == 405
    assert visitor.get("/quit").status_code == 404
    assert visitor.ask("POST", "/enter", {"sec-fetch-site": "none"}).status_code == 403
