"""Locked, and opened again where one was."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serving import PASSPHRASE, with_client, with_records, words
from tests.support import bundled_pack


def test_who_unlocks_comes_back_to_where_they_were(tmp_path: Path) -> None:
    visitor = with_client(tmp_path)
    home = visitor.address
    visitor.post("/lock")
    response = visitor.get(home)
    assert "K-14" not in visitor.page
    assert "Locked" in response.text
    response = visitor.post("/clients/open", {"secret": "wrong one", "back": home})
    assert response.status_code == 422
    assert "This is not the passphrase." in words(visitor.page)
    assert "wrong one" not in visitor.page
    visitor.post("/clients/open", {"secret": PASSPHRASE, "back": home})
    assert visitor.address == home
    assert "K-14" in words(visitor.page)


@pytest.mark.parametrize(
    "back", ["", "//elsewhere.example", "/quit", "/clients/../quit", "https://a.example/clients"]
)
def test_unlocking_leads_to_no_other_place(tmp_path: Path, back: str) -> None:
    visitor = with_records(tmp_path)
    visitor.post("/lock")
    visitor.get("/clients")
    visitor.post("/clients/open", {"secret": PASSPHRASE, "back": back})
    assert visitor.address == "/clients"


def test_what_is_sent_to_locked_records_is_not_saved_and_that_is_said(tmp_path: Path) -> None:
    visitor = with_records(tmp_path)
    visitor.desk.locking.lock()
    visitor.post("/clients/add", {"label": "K-14", "partner": "none"})
    assert "what you typed there was not saved" in words(visitor.page)
    assert "K-14" not in visitor.page
    visitor.post("/clients/open", {"secret": PASSPHRASE, "back": "/clients"})
    assert "There is nobody yet" in words(visitor.page)


def test_an_empty_passphrase_is_asked_for_again(tmp_path: Path) -> None:
    visitor = with_records(tmp_path)
    visitor.post("/lock")
    visitor.get("/clients")
    assert visitor.post("/clients/open", {"secret": "", "back": "/clients"}).status_code == 422
    assert "Type the passphrase." in words(visitor.page)


def test_the_sample_needs_no_passphrase_and_takes_nothing(tmp_path: Path) -> None:
    visitor = with_records(tmp_path, bundled_pack())
    visitor.post("/lock")
    visitor.get("/clients")
    visitor.post("/clients/sample")
    assert "Nobody here is real" in words(visitor.page)
    assert "Sample-1" in words(visitor.page)
    assert not visitor.desk.locking.active
    visitor.get("/clients/add")
    assert visitor.address == "/clients"
    visitor.post("/clients/put-away")
    assert "Passphrase" in words(visitor.page)


def test_there_is_no_sample_of_another_pack(tmp_path: Path) -> None:
    visitor = with_records(tmp_path)
    assert visitor.post("/clients/sample").status_code == 404
    assert visitor.desk.records.is_open
