"""What every response says: keep nothing, send nothing on, run nothing that isn't ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.serving import CLICK, VISIT, Visitor, new_desk


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(new_desk(tmp_path)).enter()


def sheet(visitor: Visitor) -> str:
    visitor.get("/sheets")
    visitor.post(visitor.address, {"add": "dig-stone"})
    return visitor.address


def test_every_response_of_whatever_kind_is_kept_nowhere_and_guessed_at_by_nobody(visitor: Visitor) -> None:
    home = sheet(visitor)
    answers = [
        visitor.ask(method, path, headers)
        for method, path, headers in (
            ("GET", "/", CLICK),
            ("GET", "/", {}),
            ("GET", "/enter?token=x", VISIT),
            ("GET", "/nothing", CLICK),
            ("GET", "/sheets", CLICK),
            ("GET", "/here", CLICK),
            ("GET", f"{home}/look", CLICK),
            ("GET", f"{home}/pdf", CLICK),
            ("POST", "/quit", {}),
            ("PUT", "/", CLICK),
            ("GET", "/", {**CLICK, "host": "evil.example"}),
        )
    ]
    assert {one.status_code for one in answers} == {200, 303, 403, 404, 405, 421}
    for one in answers:
        assert one.headers["cache-control"] == "no-store"
        assert one.headers["x-content-type-options"] == "nosniff"
        assert one.headers["cross-origin-resource-policy"] == "same-origin"
        assert one.headers["cross-origin-opener-policy"] == "same-origin"
        assert one.headers["referrer-policy"] in ("no-referrer", "same-origin")
        assert "frame-ancestors" in one.headers["content-security-policy"]
        assert not [name for name in one.headers if name.startswith("access-control")]


def test_a_page_runs_only_what_has_its_nonce_which_is_never_the_same(visitor: Visitor) -> None:
    nonces = set()
    for _ in range(2):
        response = visitor.get("/")
        policy = response.headers["content-security-policy"]
        (nonce,) = set(re.findall(r"'nonce-([^']+)'", policy))
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert "*" not in policy
        assert "frame-ancestors 'none'" in policy
        assert set(re.findall(r'<(?:script|style) nonce="([^"]+)"', response.text)) == {nonce}
        assert not re.search(r"<(?:script|style)(?! nonce)|\son\w+=|\sstyle=|javascript:", response.text)
        nonces.add(nonce)
    assert len(nonces) == 2


def test_a_preview_is_sandboxed_at_an_address_of_its_own(visitor: Visitor) -> None:
    response = visitor.get(f"{sheet(visitor)}/look")
    policy = response.headers["content-security-policy"]
    assert policy == "sandbox allow-scripts; frame-ancestors 'self'"
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_a_download_is_an_attachment_whose_name_says_nothing(visitor: Visitor) -> None:
    response = visitor.get(f"{sheet(visitor)}/pdf")
    assert re.fullmatch(
        r'attachment; filename="handout-[0-9a-z]+\.pdf"', response.headers["content-disposition"]
    )
    assert response.headers["content-type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert "sandbox" in response.headers["content-security-policy"]


def test_no_address_and_no_title_has_a_word_that_was_typed(visitor: Visitor) -> None:
    visitor.get("/sheets")
    visitor.post(visitor.address, {"words": "Zephyrine"})
    assert "Zephyrine" in visitor.page
    assert "Zephyrine" not in visitor.address
    assert "Zephyrine" not in re.findall(r"<title>(.*?)</title>", visitor.page)[0]
