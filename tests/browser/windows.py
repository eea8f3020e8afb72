"""A window of each browser that readers use, with the few things that a reader does in one.

Chromium is driven by Playwright. Debian's Firefox and WebKit are driven by what they speak themselves: Firefox by
Marionette (which geckodriver, that Debian does not have, only passes on), WebKit by WebDriver. The commands are the
same.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page
from tests.node_tools import chromium

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_MINI_BROWSER = "webkit2gtk-4.1/MiniBrowser"
_PATIENCE = 30.0


class Window(ABC):
    """A window of a browser."""

    def open(self, path: Path) -> None:
        """Open a file, as by double click."""
        self.go(path.as_uri())

    @abstractmethod
    def go(self, address: str) -> None:
        """Go to an address, as if it were typed."""

    @abstractmethod
    def run(self, body: str, *arguments: Any) -> Any:
        """Run a function's body in the page, and return what it returns."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Press what is found first."""

    @abstractmethod
    def type(self, selector: str, text: str) -> None:
        """Type into a field."""

    @abstractmethod
    def choose_file(self, selector: str, path: Path) -> None:
        """Choose a file, as when the browser asks for one."""

    @abstractmethod
    def escape(self) -> None:
        """Press Esc."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page again."""

    @abstractmethod
    def back(self) -> None:
        """Go back."""

    def pdf(self) -> bytes | None:
        """Print; None where the browser cannot be asked to."""
        return None

    def wait(self, body: str, *arguments: Any) -> None:
        """Wait until a function's body returns something true."""
        end = time.monotonic() + _PATIENCE
        while not self._there(body, *arguments):
            assert time.monotonic() < end, f"it never came to: {body}"
            time.sleep(0.05)

    def _there(self, body: str, *arguments: Any) -> bool:
        """Whether a body returns something true; not while one page gives way to another."""
        try:
            return bool(self.run(body, *arguments))
        except PlaywrightError as error:
            if "navigation" in str(error):
                return False
            raise


class ChromiumWindow(Window):
    """A window of Chromium."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def go(self, address: str) -> None:
        self._page.goto(address)

    def run(self, body: str, *arguments: Any) -> Any:
        return self._page.evaluate(f"words => (function () {{ {body} }}).apply(null, words)", list(arguments))

    def click(self, selector: str) -> None:
        self._page.locator(selector).first.click()

    def type(self, selector: str, text: str) -> None:
        self._page.locator(selector).first.press_sequentially(text)

    def choose_file(self, selector: str, path: Path) -> None:
        self._page.locator(selector).set_input_files(path)

    def escape(self) -> None:
        self._page.keyboard.press("Escape")

    def reload(self) -> None:
        self._page.reload()

    def back(self) -> None:
        self._page.go_back()

    def pdf(self) -> bytes | None:
        return self._page.pdf()


class DrivenWindow(Window):
    """A window of a browser that is driven by WebDriver's commands."""

    def __init__(self, command: Callable[[str, dict[str, Any]], Any], *, prints: bool) -> None:
        self._command = command
        self._prints = prints

    def go(self, address: str) -> None:
        self._command("Navigate", {"url": address})

    def run(self, body: str, *arguments: Any) -> Any:
        return self._command("ExecuteScript", {"script": body, "args": list(arguments)})

    def _find(self, selector: str) -> str:
        found = self._command("FindElement", {"using": "css selector", "value": selector})
        return str(found[_ELEMENT])

    def click(self, selector: str) -> None:
        self.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        self._command("ElementClick", {"id": self._find(selector)})

    def type(self, selector: str, text: str) -> None:
        self._command("ElementSendKeys", {"id": self._find(selector), "text": text})

    def choose_file(self, selector: str, path: Path) -> None:
        self.type(selector, str(path))

    def escape(self) -> None:
        keys = [{"type": kind, "value": "\ue00c"} for kind in ("keyDown", "keyUp")]
        self._command("PerformActions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})

    def reload(self) -> None:
        self._command("Refresh", {})

    def back(self) -> None:
        self._command("Back", {})

    def pdf(self) -> bytes | None:
        return base64.b64decode(self._command("Print", {})) if self._prints else None


@contextmanager
def chromium_window(folder: Path) -> Iterator[Window]:
    """Open a window of the system's Chromium."""
    with chromium() as browser, browser.new_context(viewport={"width": 1000, "height": 700}) as context:
        context.set_default_timeout(10_000)
        yield ChromiumWindow(context.new_page())


@contextmanager
def firefox_window(folder: Path) -> Iterator[Window]:
    """Open a window of the system's Firefox, without showing it."""
    executable = shutil.which("firefox-esr") or pytest.skip("firefox-esr is not installed")
    profile = folder / "profile"
    profile.mkdir()
    settings = {"marionette.port": 0, "browser.shell.checkDefaultBrowser": False, "app.update.auto": False}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
    (profile / "user.js").write_text("\n".join(lines))
    program = [executable, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with _running(program, HOME=str(folder)), ExitStack() as opened:
        port_file = profile / "MarionetteActivePort"
        _until(lambda: port_file.exists() and port_file.read_text().strip(), "Firefox opens its port")
        link = opened.enter_context(socket.create_connection(("127.0.0.1", int(port_file.read_text()))))
        link.settimeout(_PATIENCE)
        stream = opened.enter_context(link.makefile("rb"))

        def receive() -> Any:
            size = b""
            while (one := stream.read(1)) != b":":
                size += one
            return json.loads(stream.read(int(size)))

        def command(name: str, words: dict[str, Any]) -> Any:
            text = json.dumps([0, 1, f"WebDriver:{name}", words]).encode()
            link.sendall(b"%d:%s" % (len(text), text))
            _, _, error, result = receive()
            assert error is None, f"{name}: {error}"
            return result["value"] if isinstance(result, dict) and result.keys() == {"value"} else result

        receive()
        command("NewSession", {"capabilities": {"alwaysMatch": {}}})
        yield DrivenWindow(command, prints=True)


_PATHS = {
    "Navigate": "url",
    "ExecuteScript": "execute/sync",
    "FindElement": "element",
    "ElementClick": "element/{id}/click",
    "ElementSendKeys": "element/{id}/value",
    "PerformActions": "actions",
    "Refresh": "refresh",
    "Back": "back",
}


@contextmanager
def webkit_window(folder: Path) -> Iterator[Window]:
    """Open a window of the system's WebKit, on a screen that nobody sees."""
    driver = shutil.which("WebKitWebDriver") or pytest.skip("webkit2gtk-driver is not installed")
    screen = shutil.which("Xvfb") or pytest.skip("xvfb is not installed")
    browser = next(Path("/usr/lib").glob(f"*/{_MINI_BROWSER}"), None)
    if browser is None:
        pytest.skip(f"{_MINI_BROWSER} is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/session"

    def post(url: str, words: dict[str, Any], method: str = "POST") -> Any:
        data = json.dumps(words).encode() if method == "POST" else None
        asked = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=_PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{url}: {error.read().decode()}") from None

    read, write = os.pipe()
    with (
        _running([screen, "-displayfd", str(write), "-screen", "0", "1000x700x24"], keep=write),
        os.fdopen(read) as told,
    ):
        os.close(write)
        display = f":{told.readline().strip()}"
        with _running(
            [driver, f"--port={port}"], DISPLAY=display, HOME=str(folder), WEBKIT_DISABLE_COMPOSITING_MODE="1"
        ):
            _until(lambda: _listens(port), "WebKit's driver opens its port")
            options = {"binary": str(browser), "args": ["--automation"]}
            wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            session = f"{address}/{post(address, {'capabilities': wanted})['sessionId']}"

            def command(name: str, words: dict[str, Any]) -> Any:
                path = _PATHS[name].format(**words)
                return post(f"{session}/{path}", {key: one for key, one in words.items() if key != "id"})

            try:
                yield DrivenWindow(command, prints=False)
            finally:
                post(session, {}, "DELETE")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _until(there: Callable[[], object], what: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not there():
        assert time.monotonic() < end, f"it never came to this: {what}"
        time.sleep(0.05)


@contextmanager
def _running(program: list[str], *, keep: int | None = None, **variables: str) -> Iterator[None]:
    """Run a program beside the test, and end it."""
    quiet = subprocess.DEVNULL
    kept = () if keep is None else (keep,)
    with subprocess.Popen(
        program, env={**os.environ, **variables}, stdout=quiet, stderr=quiet, pass_fds=kept
    ) as process:
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


WINDOWS = {"chromium": chromium_window, "firefox": firefox_window, "webkit": webkit_window}
"""How to open a window of each browser."""
