"""A file that came back: what is kept, what is asked first, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.serving import Visitor, words
from tests.support import bundled_pack
from tests.unit.web.screens.visits.clients import SAFE, handed_in, store_of, the_client, with_program

from rekindle_core import Document, find_plugins, render
from rekindle_core.answers.codec import answers_from_json
from rekindle_core.caseload.answers import list_answers, list_consents
from rekindle_core.caseload.moments import local_day
from rekindle_core.caseload.programs import list_programs
from rekindle_core.web.screens.visits.answers import MOST_BYTES

TODAY = dt.datetime.now().astimezone().date().isoformat()


def send(visitor: Visitor, home: str, data: bytes | None, **more: str) -> httpx.Response:
    visitor.get(f"{home}/answers")
    fields = {"filled-on": TODAY, "agreed": "no", "agreed-on": TODAY, **more}
    files: dict[str, Any] = {"file": ("answers-of-K-14.json", data or b"")}
    return visitor.post(f"{home}/answers", fields, files=files)


def kinds(visitor: Visitor) -> set[str]:
    return {one.kind for one in list_answers(store_of(visitor), the_client(visitor))}


def test_without_consent_ratings_are_kept_and_nothing_that_was_written(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    assert send(visitor, home, handed_in(document)).status_code == 200
    assert "written answers were not kept" in words(visitor.page)
    assert kinds(visitor) == {"rating"}


def test_with_consent_what_was_written_is_kept_and_the_day_of_the_consent(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    send(visitor, home, handed_in(document), **{"agreed": "yes", "agreed-on": "2026-05-03"})
    assert kinds(visitor) == {"rating", "text"}
    (program,) = list_programs(store_of(visitor), the_client(visitor))
    assert [one.given for one in list_consents(store_of(visitor), program)] == ["2026-05-03"]
    send(visitor, home, handed_in(document), agreed="yes")
    assert len(list_consents(store_of(visitor), program)) == 1


def test_words_to_ask_about_stop_everything_until_someone_has_asked(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path, bundled_pack(), SAFE)
    data = handed_in(document, "I hit her.")
    response = send(visitor, home, data, agreed="yes")
    assert response.status_code == 422
    assert "Ask about this first" in words(visitor.page)
    assert "I hit her" not in visitor.page
    assert kinds(visitor) == set()
    (program,) = list_programs(store_of(visitor), the_client(visitor))
    assert list_consents(store_of(visitor), program) == ()
    names = [part.split('"')[0] for part in visitor.page.split('name="asked-')[1:]]
    assert names
    send(visitor, home, data, agreed="yes", **{f"asked-{name}": TODAY for name in names})
    assert kinds(visitor) == {"rating", "text"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "Choose the file that came back."),
        (b"hello", "This file contains no answers."),
        (b'{"a": 1}', "a JSON file without answers"),
        (b"%PDF-1.7 and no more", "damaged"),
    ],
)
def test_what_has_no_answers_is_said_to_be_what_it_is(tmp_path: Path, data: bytes | None, said: str) -> None:
    visitor, home, _ = with_program(tmp_path)
    assert send(visitor, home, data).status_code == 422
    assert said in words(visitor.page)
    assert "rekindle build" not in words(visitor.page)
    assert "--" not in words(visitor.page)


def test_another_clients_answers_are_refused(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    data = handed_in(document).replace(
        document.program_id.encode(), b"zzzz9q1m0xk7c"[: len(document.program_id)]
    )
    assert send(visitor, home, data).status_code == 422
    assert "Check that you have the right client" in words(visitor.page)
    assert kinds(visitor) == set()


def test_a_day_in_the_future_is_refused(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    response = send(visitor, home, handed_in(document), **{"filled-on": "2199-01-01"})
    assert response.status_code == 422
    assert 'value="2199-01-01"' in visitor.page


def test_a_file_beyond_the_limit_is_refused_by_its_length(tmp_path: Path) -> None:
    visitor, home, _ = with_program(tmp_path)
    response = send(visitor, home, b"x" * (MOST_BYTES + 200_000))
    assert response.status_code == 413
    assert "too large" in words(visitor.page)


def filled_pdf(document: Document, **options: str) -> bytes:
    given = answers_from_json(handed_in(document))
    confirmed = ["may-be-found"]
    made = render(document, "pdf", options, answers=given, plugins=find_plugins(), confirmed=confirmed)
    return made[0].data


@pytest.mark.slow
def test_a_filled_pdf_counts_for_the_day_that_is_said(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    send(visitor, home, filled_pdf(document), **{"filled-on": "2026-05-10"})
    kept = list_answers(store_of(visitor), the_client(visitor))
    assert {(one.kind, local_day(one.given).isoformat()) for one in kept} == {("rating", "2026-05-10")}


@pytest.mark.slow
def test_a_locked_pdf_asks_for_its_password_and_is_read_with_it(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    data = filled_pdf(document, password="moss and wren")
    assert send(visitor, home, data).status_code == 422
    assert "Type the password that the PDF was made with" in words(visitor.page)
    assert "<details open>" in visitor.page
    assert send(visitor, home, data, password="moss and wren").status_code == 200
    assert kinds(visitor) == {"rating"}
