"""Opening the browser: one with a window, without waiting for it."""

from __future__ import annotations

import threading
import webbrowser

import pytest

from rekindle_core.web.server.browser import open_browser


def test_a_browser_with_a_window_is_asked_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, go_on = list[str](), threading.Event()

    class Slow(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            asked.append(url)
            return go_on.wait(5)

    monkeypatch.setattr(webbrowser, "get", Slow)
    assert open_browser("http://127.0.0.1:1/")
    go_on.set()
    assert asked == ["http://127.0.0.1:1/"]


def test_without_one_or_with_one_that_draws_in_the_terminal_none_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
    assert not open_browser("http://127.0.0.1:1/")

    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    assert not open_browser("http://127.0.0.1:1/")
