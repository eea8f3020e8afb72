"""`rekindle serve` in the other browsers that people use: the way from the address to a sheet, and the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.served import Running, running
from tests.browser.windows import WINDOWS, Window

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as one:
        yield one


@pytest.fixture(params=["firefox", "webkit"])
def window(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with WINDOWS[request.param](tmp_path_factory.mktemp(request.param)) as opened:
        yield opened


def text(window: Window, selector: str) -> str:
    return str(window.run("return document.querySelector(arguments[0]).textContent.trim()", selector))


def test_each_browser_says_where_a_request_comes_from_so_the_whole_way_is_open(
    window: Window, server: Running
) -> None:
    """A browser that didn't would be refused at its first click, and at its first form."""
    window.go(server.entrance())
    window.wait("return location.pathname === '/' && document.querySelector('.choices a') !== null")
    window.click(".choices a")
    window.wait("return location.pathname.endsWith('/find') && document.querySelector('#words') !== null")
    window.type("#words", "plot")
    window.click(".search button")
    window.wait("return location.hash === '#found'")
    assert text(window, "#found-title") == "One found"
    window.click("button[name=add]")
    window.wait("return document.querySelector('iframe') !== null")
    assert text(window, "h1") == "Tonight’s sheet"
    window.click("a[href$=ask]")
    window.wait("return document.querySelector('input[name=moved_away]') !== null")
    window.click("input[name=moved_away][value=no]")
    window.click("main form .buttons button")
    window.wait("return document.querySelector('[role=status]') !== null")
    assert text(window, "[role=status]").startswith("Nothing was held back on these answers")
    window.click("form[action='/quit'] button")
    window.wait("return document.querySelector('h1').textContent === 'Rekindle has stopped'")
