"""A body is read to its limit and until its deadline, and never to disk."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.serving import POST, Visitor, new_desk, words

from rekindle_core.web.security import bodies
from rekindle_core.web.security.bodies import LeftError, read_body
from rekindle_core.web.security.refused import Refused


def receiving(*pieces: bytes, ends: bool = True) -> Any:
    messages: Iterator[dict[str, Any]] = iter(
        {"type": "http.request", "body": piece, "more_body": not ends or n < len(pieces) - 1}
        for n, piece in enumerate(pieces)
    )

    async def receive() -> dict[str, Any]:
        for message in messages:
            return message
        await asyncio.sleep(60)
        raise AssertionError

    return receive


def test_a_body_within_its_limit_is_returned_whole() -> None:
    assert asyncio.run(read_body(receiving(b"ab", b"c"), "3", 3)) == b"abc"


@pytest.mark.parametrize("announced", ["", "2", "4", "99999999999999999999999999"])
def test_a_body_over_its_limit_is_refused_whatever_it_says_of_its_length(announced: str) -> None:
    with pytest.raises(Refused) as refused:
        asyncio.run(read_body(receiving(b"ab", b"cd"), announced, 3))
    assert (refused.value.status, refused.value.why) == (413, "too-large")


def test_nothing_is_read_of_a_body_that_announces_too_much() -> None:
    async def receive() -> Any:
        raise AssertionError

    with pytest.raises(Refused):
        asyncio.run(read_body(receive, "4", 3))


def test_a_body_that_never_ends_is_refused_at_its_deadline() -> None:
    with pytest.raises(Refused) as refused:
        asyncio.run(read_body(receiving(b"ab", ends=False), "", 3, seconds=0.05))
    assert (refused.value.status, refused.value.why) == (408, "too-slow")


def test_a_browser_that_has_gone_is_no_fault() -> None:
    async def receive() -> Any:
        return {"type": "http.disconnect"}

    with pytest.raises(LeftError):
        asyncio.run(read_body(receive, "", 3))


def test_an_upload_is_never_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever makes a temporary file fails; a logo of the largest size allowed is read all the same."""

    def refuse(*args: Any, **more: Any) -> Any:
        raise AssertionError("a temporary file")

    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/practice")
    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    response = visitor.post(
        "/practice", {"look": "yes", "name": "N"}, files={"logo": ("a.png", b"x" * 500_000)}
    )
    assert response.status_code == 422
    assert "The logo is neither a PNG nor an SVG." in words(response.text)
    assert list(tmp_path.iterdir()) == []


def test_a_form_that_is_too_large_for_its_screen_gets_a_page_that_says_so(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    response = visitor.post("/quit", {"more": "x" * 200_000})
    assert response.status_code == 413
    assert "That is too large" in words(response.text)
    assert "xxx" not in response.text
    assert response.headers["connection"] == "close"


def test_a_body_that_never_comes_gets_its_answer_at_the_deadline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "SECONDS", 0.05)
    visitor = Visitor(new_desk(tmp_path)).enter()

    async def slowly() -> Any:
        yield b"form_token="
        await asyncio.sleep(60)

    response = visitor.ask("POST", "/quit", POST, content=slowly())
    assert response.status_code == 408
    assert response.headers["connection"] == "close"
