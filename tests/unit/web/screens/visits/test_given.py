"""What was given: saved again, looked at, and the consent to keep what the client wrote."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.serving import with_client, words
from tests.support import bundled_pack, garden_pack
from tests.unit.web.screens.visits.clients import (
    NOW,
    give,
    handed_in,
    store_of,
    the_client,
    with_program,
)

from rekindle_core.caseload.answers import give_consent, has_consent, list_answers
from rekindle_core.caseload.clients import hold_client
from rekindle_core.caseload.handed_in import keep_file
from rekindle_core.caseload.programs import find_program


def test_a_program_is_saved_again_with_the_same_bytes(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    visitor.get(f"{home}/given/1")
    first = visitor.post(f"{home}/given/1/file", {"file": "1"})
    again = visitor.post(f"{home}/given/1/file", {"file": "1"})
    assert first.content == again.content
    assert first.headers["content-disposition"] == (
        f'attachment; filename="program-{document.program_id}.txt"'
    )
    assert visitor.post(f"{home}/given/1/file", {"file": "9"}).status_code == 404


def test_it_is_looked_at_in_a_page_that_is_apart_from_ours(tmp_path: Path) -> None:
    visitor, home, _ = with_program(tmp_path)
    response = visitor.get(f"{home}/given/1/look")
    assert response.headers["content-security-policy"].startswith("sandbox")
    assert "K-14" not in response.text


@pytest.mark.parametrize("place", ["0", "2", "-1", "x", "99999999"])
def test_what_was_never_given_is_not_there(tmp_path: Path, place: str) -> None:
    visitor, home, _ = with_program(tmp_path)
    assert visitor.get(f"{home}/given/{place}").status_code == 404


def test_what_had_to_be_decided_the_first_time_is_asked_again(tmp_path: Path) -> None:
    visitor = with_client(tmp_path, bundled_pack())
    home = visitor.address
    give(visitor, {"contact": "none", "safe_device": "no"}, confirmed=("may-be-found",))
    visitor.get(f"{home}/given/1")
    response = visitor.post(f"{home}/given/1/file", {"file": "1"})
    assert "content-disposition" not in response.headers
    assert "may not be safe to take along" in words(visitor.page)
    response = visitor.post(f"{home}/given/1/file", {"file": "1", "agreed": "may-be-found"})
    assert "attachment" in response.headers["content-disposition"]


def test_consent_is_dated_and_taking_it_back_erases_what_was_written(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    store, client = store_of(visitor), the_client(visitor)
    program = find_program(store, client, document.program_id)
    visitor.get(f"{home}/given/1")
    tomorrow = (dt.datetime.now().astimezone().date() + dt.timedelta(days=1)).isoformat()
    for day in ("", "soon", tomorrow):
        assert visitor.post(f"{home}/given/1/consent", {"day": day}).status_code == 422
    assert not has_consent(store, program)
    visitor.post(f"{home}/given/1/consent", {"day": "2026-05-03"})
    assert "They agreed on 3 May 2026" in words(visitor.page)
    keep_file(store, client, garden_pack(), handed_in(document), NOW)
    visitor.get(f"{home}/given/1")
    assert "Moss and a wren." in words(visitor.page)
    visitor.post(f"{home}/given/1/consent", {"day": "2026-05-04", "revoke": "yes"})
    assert "took that back on 4 May 2026" in words(visitor.page)
    assert "Moss and a wren." not in words(visitor.page)
    assert {one.kind for one in list_answers(store, client)} == {"rating"}
    assert visitor.post(f"{home}/given/1/consent", {"day": "2026-05-04", "revoke": "yes"}).status_code == 200


def test_while_a_record_is_on_hold_nothing_written_is_erased(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    store, client = store_of(visitor), the_client(visitor)
    give_consent(store, find_program(store, client, document.program_id), NOW.date())
    keep_file(store, client, garden_pack(), handed_in(document), NOW)
    hold_client(store, client, NOW)
    visitor.get(f"{home}/given/1")
    response = visitor.post(f"{home}/given/1/consent", {"day": "2026-05-04", "revoke": "yes"})
    assert response.status_code == 422
    assert "End the hold first" in words(visitor.page)
    assert "Moss and a wren." in words(visitor.page)


def test_a_page_that_stood_in_for_a_program_is_looked_at_but_saved_only_after_both_decisions(
    tmp_path: Path,
) -> None:
    visitor = with_client(tmp_path, bundled_pack())
    home = visitor.address
    facts = {"contact": "none", "safety.afraid": "yes"}
    give(visitor, facts, confirmed=("replaced-program", "may-be-found"))
    assert visitor.get(f"{home}/given/1/look").status_code == 200
    visitor.get(f"{home}/given/1")
    for agreed in ([], ["may-be-found"]):
        response = visitor.post(f"{home}/given/1/file", {"file": "1", "agreed": agreed})
        assert "content-disposition" not in response.headers
    assert visitor.page.count('name="agreed"') == 2
    response = visitor.post(
        f"{home}/given/1/file", {"file": "1", "agreed": ["may-be-found", "replaced-program"]}
    )
    assert "attachment" in response.headers["content-disposition"]


def test_no_page_about_a_client_has_the_label_in_its_title(tmp_path: Path) -> None:
    visitor, home, _ = with_program(tmp_path)
    for path in ("", "/given/1", "/answers", "/progress", "/history", "/copy", "/record", "/erase"):
        assert visitor.get(f"{home}{path}").status_code == 200
        assert "K-14" not in visitor.page.split("</title>")[0], path
