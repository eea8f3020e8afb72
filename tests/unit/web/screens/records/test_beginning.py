"""Beginning the client records: the passphrase twice, and the recovery key until it is on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.serving import PASSPHRASE, Visitor, new_desk, with_records, words


def test_where_there_are_no_records_the_page_says_what_they_are(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/clients")
    assert "one encrypted file on this computer" in words(visitor.page)
    assert "made-up" not in words(visitor.page)  # they are not of the garden


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("four words for tests", "four words for test", "The two are not the same."),
        ("short", "short", "Use at least 8 characters."),
        ("", "", "Use at least 8 characters."),
    ],
)
def test_a_passphrase_that_cannot_be_used_makes_nothing(
    tmp_path: Path, first: str, second: str, said: str
) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/clients/new-records")
    response = visitor.post("/clients/new-records", {"passphrase": first, "again": second})
    assert response.status_code == 422
    assert said in words(visitor.page)
    assert "four words" not in re.sub(r'<p class="hint".*?</p>', "", visitor.page)
    assert list(tmp_path.iterdir()) == []


def test_the_recovery_key_is_shown_until_it_is_on_paper_and_opens_the_records(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/clients/new-records")
    visitor.post("/clients/new-records", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    key = re.sub(r"<[^>]+>", "", visitor.page.split('<p class="key" translate="no">')[1].split("</p>")[0])
    assert re.fullmatch(r"(\w{4}-){7}\w{4}", key)
    visitor.get("/clients")
    assert visitor.address == "/clients/recovery-key"
    visitor.post("/clients/recovery-key")
    assert visitor.address == "/clients"
    visitor.get("/clients/recovery-key")
    assert visitor.address == "/clients"
    visitor.post("/lock")
    visitor.get("/clients")
    visitor.post("/clients/open", {"secret": key.lower(), "back": "/clients"})
    assert "There is nobody yet" in words(visitor.page)


def test_records_that_are_there_are_never_begun_again(tmp_path: Path) -> None:
    visitor = with_records(tmp_path)
    before = (tmp_path / "clients.db-keys").read_bytes()
    visitor.post("/clients/new-records", {"passphrase": "another one", "again": "another one"})
    assert visitor.address == "/clients"
    assert (tmp_path / "clients.db-keys").read_bytes() == before
