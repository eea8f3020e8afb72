"""The list of clients, and adding one with the question about the partner."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.serving import with_client, with_records, words


def test_a_client_is_added_and_the_label_is_in_no_address_and_no_title(tmp_path: Path) -> None:
    visitor = with_client(tmp_path, label="J.T.")
    assert re.fullmatch(r"/clients/[\w-]{12}", visitor.address)
    assert "J.T." in words(visitor.page)
    assert "J.T." not in visitor.page.split("</title>")[0]
    visitor.get("/clients")
    assert "J.T. No program yet." in words(visitor.page)


@pytest.mark.parametrize(
    ("label", "partner", "said"),
    [
        ("", "none", "This label can't be used."),
        ("k-14", "none", "Another client is called this."),
        ("K-15", "", "Choose one of the answers."),
    ],
)
def test_what_is_missing_or_taken_is_said_and_what_was_typed_stays(
    tmp_path: Path, label: str, partner: str, said: str
) -> None:
    visitor = with_client(tmp_path)
    visitor.get("/clients/add")
    response = visitor.post("/clients/add", {"label": label, "partner": partner})
    assert response.status_code == 422
    assert said in words(visitor.page)
    assert f'value="{label}"' in visitor.page
    assert "rekindle client" not in visitor.page


def test_two_partners_are_told_of_once_and_on_each_page(tmp_path: Path) -> None:
    visitor = with_client(tmp_path)
    first = visitor.address
    visitor.get("/clients/add")
    visitor.post("/clients/add", {"label": "K-15", "partner": first.rpartition("/")[2]})
    assert "Neither record is read for the other" in words(visitor.page)
    visitor.get(first)
    assert "Their partner is your client too" in words(visitor.page)


def test_a_client_whom_nobody_knows_is_said_to_be_gone(tmp_path: Path) -> None:
    visitor = with_records(tmp_path)
    assert visitor.get("/clients/AAAAAAAAAAAA").status_code == 404
    assert "This is no longer here" in words(visitor.page)
