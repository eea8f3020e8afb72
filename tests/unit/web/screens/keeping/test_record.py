"""Renaming, holding and erasing a record, and the client's copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serving import with_client, with_records, words
from tests.support import bundled_pack
from tests.unit.caseload.stores import raw
from tests.unit.web.screens.visits.clients import NOW, SAFE, give, store_of, the_client, with_program

from rekindle_core import load_profile
from rekindle_core.caseload.clients import hold_client, list_clients
from rekindle_core.caseload.erase import record_copy
from rekindle_core.caseload.errors import NotErasedError
from rekindle_core.caseload.profiles import save_profile
from rekindle_core.web.screens.keeping import erasing
from rekindle_core.web.state.drafts import Draft


def test_a_client_is_renamed_and_the_label_is_in_no_address_and_no_title(tmp_path: Path) -> None:
    visitor = with_client(tmp_path)
    home = visitor.address
    visitor.get(f"{home}/record")
    visitor.post(f"{home}/label", {"was": "K-14", "label": "Zephyrine"})
    assert visitor.address == home
    assert "Zephyrine" in words(visitor.page)
    assert "Zephyrine" not in visitor.page.split("</title>")[0]


@pytest.mark.parametrize(
    ("label", "said"), [("", "This label can't be used."), ("k-15", "Another client is called this.")]
)
def test_a_label_that_is_taken_or_empty_is_refused(tmp_path: Path, label: str, said: str) -> None:
    visitor = with_client(tmp_path, label="K-15")
    visitor.get("/clients/add")
    visitor.post("/clients/add", {"label": "K-14", "partner": "none"})
    home = visitor.address
    visitor.get(f"{home}/record")
    assert visitor.post(f"{home}/label", {"was": "K-14", "label": label}).status_code == 422
    assert said in words(visitor.page)
    assert "rekindle client" not in visitor.page


def test_two_tabs_that_rename_one_client_see_both_labels(tmp_path: Path) -> None:
    visitor = with_client(tmp_path)
    home = visitor.address
    visitor.get(f"{home}/record")
    visitor.post(f"{home}/label", {"was": "K-14", "label": "A-1"})
    visitor.get(f"{home}/record")
    assert visitor.post(f"{home}/label", {"was": "K-14", "label": "B-2"}).status_code == 422
    assert "renamed to “A-1”. You typed “B-2”" in words(visitor.page)
    visitor.post(f"{home}/label", {"was": "A-1", "label": "B-2"})
    assert [line.client.label for line in list_clients(store_of(visitor))] == ["B-2"]


def test_a_record_on_hold_cannot_be_erased_also_from_an_old_page(tmp_path: Path) -> None:
    visitor = with_client(tmp_path)
    home = visitor.address
    visitor.get(f"{home}/record")
    visitor.post(f"{home}/hold", {"hold": "yes"})
    since = the_client(visitor).held
    visitor.post(f"{home}/hold", {"hold": "yes"})
    assert the_client(visitor).held == since
    assert "on hold since" in words(visitor.page)
    visitor.post(f"{home}/erase", {"label": "K-14"})
    assert "This record is on hold" in words(visitor.page)
    assert list_clients(store_of(visitor))
    visitor.get(f"{home}/record")
    visitor.post(f"{home}/hold", {"hold": "no"})
    assert not the_client(visitor).held


@pytest.mark.parametrize("typed", ["", "k-14", "K-1", "yes"])
def test_erasing_needs_the_label_as_it_is(tmp_path: Path, typed: str) -> None:
    visitor = with_client(tmp_path)
    visitor.get(f"{visitor.address}/erase")
    assert visitor.post(visitor.address, {"label": typed}).status_code == 422
    assert list_clients(store_of(visitor))


def test_erasing_says_before_and_after_what_it_does_not_reach(tmp_path: Path) -> None:
    visitor, home, document = with_program(tmp_path)
    for name in ("one", "two"):
        record_copy(store_of(visitor), "backup", tmp_path / f"{name}.backup", visitor.desk.now())
    record_copy(store_of(visitor), "export", tmp_path / "mine.json", NOW, the_client(visitor))
    visitor.desk.drafts.keep(home.rpartition("/")[2], Draft("x"))
    visitor.get(f"{home}/erase")
    said = words(visitor.page)
    assert "Erase everything about K-14?" in said
    assert "2 backups (last:" in said
    assert "mine.json" in said
    assert "ask a lawyer" in said
    visitor.post(f"{home}/erase", {"label": "K-14"})
    said = words(visitor.page)
    assert "one.backup (not there any more, or moved)" in said
    assert f"program-{document.program_id}" in said
    assert "K-14" not in visitor.page
    assert visitor.desk.drafts.get(home.rpartition("/")[2]) is None
    assert visitor.get(home).status_code == 404
    assert raw(tmp_path, "K-14") == []


def test_an_erasing_that_another_program_hinders_can_be_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = with_client(tmp_path)
    visitor.get(f"{visitor.address}/erase")

    def hindered(*args: object) -> None:
        raise NotErasedError(tmp_path / "clients.db")

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "erase_client", hindered)
        patched.setattr(erasing, "finish_erasing", hindered)
        visitor.post(visitor.address, {"label": "K-14"})
        assert "its text may still be in the file’s log" in words(visitor.page)
        assert visitor.post("/clients/finish-erasing").status_code == 409
    assert visitor.post("/clients/finish-erasing").status_code == 200
    assert "The log is empty" in words(visitor.page)


def test_the_copy_is_read_on_the_screen_and_saved_only_where_someone_has_decided(tmp_path: Path) -> None:
    visitor = with_client(tmp_path, bundled_pack())
    home = visitor.address
    facts = load_profile(bundled_pack(), {"contact": "none", "safety.afraid": "yes"})
    save_profile(store_of(visitor), the_client(visitor), bundled_pack(), facts, NOW)
    visitor.get(f"{home}/copy")
    assert "What is kept about you" in words(visitor.page)
    assert "afraid" not in words(visitor.page)
    assert visitor.post(f"{home}/copy").status_code == 422
    response = visitor.post(f"{home}/copy", {"agreed": "yes"})
    assert response.headers["content-disposition"] == 'attachment; filename="copy.txt"'
    assert "K-14" not in response.text


def test_where_device_and_paper_are_safe_the_copy_is_saved_at_once(tmp_path: Path) -> None:
    visitor = with_client(tmp_path, bundled_pack())
    home = visitor.address
    give(visitor, SAFE)
    visitor.get(f"{home}/copy")
    assert "may not be safe" not in words(visitor.page)
    assert "attachment" in visitor.post(f"{home}/copy").headers["content-disposition"]


def test_a_partner_who_is_a_client_too_is_named_before_anything_is_handed_over(tmp_path: Path) -> None:
    visitor, home, _ = with_program(tmp_path)
    visitor.get("/clients/add")
    visitor.post("/clients/add", {"label": "K-15", "partner": home.rpartition("/")[2]})
    for path in ("", "/given/1", "/answers", "/copy", "/erase"):
        visitor.get(f"{home}{path}")
        assert "Their partner is your client too" in words(visitor.page), path
        assert "K-15" not in visitor.page


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("label", {"was": "Sample-1", "label": "X"}),
        ("hold", {"hold": "yes"}),
        ("erase", {"label": "Sample-1"}),
        ("given/1/consent", {"day": "2026-05-03"}),
        ("answers", {"filled-on": "2026-05-03"}),
    ],
)
def test_nothing_in_the_sample_can_be_changed(tmp_path: Path, path: str, data: dict[str, str]) -> None:
    visitor = with_records(tmp_path, bundled_pack())
    visitor.post("/clients/sample")
    home = "/clients" + visitor.page.split('href="/clients')[2].split('"')[0]
    visitor.get(home)
    before = store_of(visitor).rows("SELECT * FROM clients"), store_of(visitor).rows("SELECT * FROM consents")
    assert visitor.post(f"{home}/{path}", data).status_code == 200
    assert visitor.address == home
    assert before == (
        store_of(visitor).rows("SELECT * FROM clients"),
        store_of(visitor).rows("SELECT * FROM consents"),
    )


def test_a_hold_that_began_after_the_page_was_made_counts(tmp_path: Path) -> None:
    visitor = with_client(tmp_path)
    visitor.get(f"{visitor.address}/erase")
    hold_client(store_of(visitor), the_client(visitor), NOW)
    visitor.post(visitor.address, {"label": "K-14"})
    assert list_clients(store_of(visitor))
