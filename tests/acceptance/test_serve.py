"""`rekindle serve` as a process: its first line, real sockets, one instance, and how it ends."""

from __future__ import annotations

import http.client
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from tests.serving import POST, VISIT, words
from tests.support import GARDEN

from rekindle_core.cli.app import app
from rekindle_core.errors import RekindleError
from rekindle_core.web.server.port import open_port, port_of

pytestmark = pytest.mark.slow


class Served:
    """A server that runs, and a connection to it that keeps its cookie."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        parts = urlsplit(address)
        self.port, self._path = int(parts.port or 0), f"{parts.path}?{parts.query}"
        self._cookie = ""

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {**(VISIT if method == "GET" else POST), "origin": f"http://127.0.0.1:{self.port}"}
        if body is not None:
            headers["content-type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, {**headers, "cookie": self._cookie})
        response = connection.getresponse()
        if cookie := response.headers.get("set-cookie"):
            self._cookie = cookie.partition(";")[0]
        found = response.status, response.read().decode("utf-8", "replace")
        connection.close()
        return found

    def enter(self) -> str:
        assert self.ask("GET", self._path)[0] == 303
        status, page = self.ask("GET", "/")
        assert status == 200
        return page

    def token(self) -> str:
        return self.enter().split('name="form_token" value="')[1].split('"')[0]

    def end(self, number: int) -> tuple[int, float]:
        """Send a signal; return the exit code, and the seconds until it came."""
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(10), time.monotonic() - began


@contextmanager
def served(folder: Path, *words: str) -> Iterator[Served]:
    process = start(folder, *words)
    try:
        assert process.stdout
        yield Served(process, process.stdout.readline().strip())
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    command = [sys.executable, "-m", "rekindle_core", "serve", "--no-open", "--pack", str(GARDEN), *words]
    # As in a terminal: a shell in the background would have Ctrl-C ignored.
    return subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path) as running:
        yield running


def test_the_first_line_is_an_address_on_loopback_that_lets_one_browser_in(
    server: Served, tmp_path: Path
) -> None:
    assert server.address.startswith(f"http://127.0.0.1:{server.port}/enter?token=")
    assert "What do you need?" in words(server.enter())
    assert server.ask("GET", "/sheets")[0] == 303
    # Nothing is written but the lock, and where the server is, for its owner alone.
    data = tmp_path / "data" / "rekindle"
    assert sorted(path.name for path in data.iterdir()) == ["serve.address", "serve.lock"]
    assert oct((data / "serve.address").stat().st_mode)[-3:] == "600"


def test_a_second_start_finds_the_first_and_ends(server: Served, tmp_path: Path) -> None:
    server.enter()
    second = start(tmp_path, "--port", "1")
    out, err = second.communicate(timeout=20)
    assert second.returncode == 0
    assert out.startswith(f"http://127.0.0.1:{server.port}/enter?token=")
    assert out.strip() != server.address
    assert "already running" in err
    # What it printed lets another browser in.
    assert "What do you need?" in words(Served(server.process, out.strip()).enter())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_soon_whatever_is_open(
    server: Served, tmp_path: Path, number: signal.Signals
) -> None:
    """A browser keeps connections open, and a body that never comes keeps a request open.

    A request that is at work has half a second to finish. The limit here is wide, for a busy machine.
    """
    server.enter()
    with (
        socket.create_connection(("127.0.0.1", server.port)) as idle,
        socket.create_connection(("127.0.0.1", server.port)) as waiting,
    ):
        idle.sendall(b"GET / HTTP/1.1\r\n")
        host = f"127.0.0.1:{server.port}"
        waiting.sendall(
            f"POST /quit HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Cookie: {server._cookie}\r\nContent-Length: 100\r\n\r\nform".encode()
        )
        time.sleep(0.2)
        code, seconds = server.end(number)
    assert code == 128 + number
    assert seconds < 3
    assert [path.name for path in (tmp_path / "data" / "rekindle").iterdir()] == ["serve.lock"]
    assert server.process.stderr
    said = server.process.stderr.read()
    # No access log, no traceback, no token.
    assert "token" not in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1


def test_the_button_ends_it_once_its_page_is_sent(server: Served) -> None:
    token = server.token()
    status, page = server.ask("POST", "/quit", f"form_token={token}")
    assert status == 200
    assert "Rekindle has stopped" in words(page)
    assert server.process.wait(10) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=2)


def test_a_lock_that_a_killed_process_left_keeps_nobody_out(tmp_path: Path) -> None:
    with served(tmp_path) as first:
        first.process.kill()
        first.process.wait(10)
    with served(tmp_path) as second:
        assert "What do you need?" in words(second.enter())


def test_it_uses_the_port_that_is_asked_for_and_says_if_it_is_taken(tmp_path: Path) -> None:
    with open_port() as listener:
        number = port_of(listener)
        process = start(tmp_path, "--port", str(number))
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (2, "")
    assert err.startswith(f"rekindle: port-in-use: Port {number} can't be opened on this machine")
    with served(tmp_path, "--port", str(number)) as running:
        assert running.port == number


def test_it_waits_for_a_person_on_this_machine_alone(server: Served) -> None:
    """No other address of this machine is bound: the kernel lists the ports that listen, and where."""
    table = Path("/proc/net/tcp").read_text(encoding="ascii") + Path("/proc/net/tcp6").read_text(
        encoding="ascii"
    )
    port = f"{server.port:04X}"
    bound = [line.split()[1] for line in table.splitlines()[1:] if line.split()[1].endswith(f":{port}")]
    listening = [place for place in bound if place.startswith("0100007F:")]
    assert listening
    assert set(bound) == set(listening)


def test_a_pack_with_mistakes_is_said_on_the_page(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("id: [\n", encoding="utf-8")
    with served(tmp_path, "--pack", str(pack)) as running:
        running.enter()
        status, page = running.ask("GET", "/sample")
        assert status == 500
        assert f"The pack {pack} can't be used" in words(page)


def test_without_its_libraries_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "uvicorn" else found(name, *more)
    )
    done = CliRunner().invoke(app, ["serve", "--no-open"])
    assert isinstance(done.exception, RekindleError)
    assert str(done.exception) == (
        "Pages in the browser need the library uvicorn, which is not installed. "
        'Hint: install it: pip install "rekindle-core[serve]".'
    )
    assert done.exception.exit_code == 3
