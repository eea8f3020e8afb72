"""Pages in the browser: the first page against importing the libraries, each page warm, and memory after 200 sheets."""

from __future__ import annotations

import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROUNDS, PAGES, SHEETS = 7, 15, 200
ITEM = "space-three-plans"
SITE = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}


class Visit:
    """A browser's visit to a server that runs."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self._port = int(re.findall(r":(\d+)/", address)[0])
        self._connection = http.client.HTTPConnection("127.0.0.1", self._port)
        self._headers = {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}
        cookie = self.ask("GET", address.partition(str(self._port))[2])[0]["set-cookie"]
        self._headers = {**SITE, "cookie": str(cookie).partition(";")[0]}
        self._token = re.findall(r'form_token" value="([^"]+)', self.ask("GET", "/")[1].decode())[0]

    def ask(self, method: str, path: str, body: str = "") -> tuple[http.client.HTTPMessage, bytes]:
        """Ask for a page, and return its headers and its bytes."""
        headers = dict(self._headers)
        if body:
            headers |= {
                "origin": f"http://127.0.0.1:{self._port}",
                "content-type": "application/x-www-form-urlencoded",
            }
            body += f"&form_token={self._token}"
        self._connection.request(method, path, body or None, headers)
        response = self._connection.getresponse()
        assert response.status < 400, f"{path}: {response.status}"
        return response.headers, response.read()

    def memory(self) -> int:
        """Return the megabytes that the server holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) // 1024


@contextmanager
def visit(folder: str) -> Iterator[tuple[Visit, float]]:
    """Start a server, and yield a visit and the seconds until its first page."""
    environment = {
        **os.environ,
        **{f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("DATA", "CONFIG", "CACHE")},
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("rekindle")), "serve", "--no-open"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    found = Visit(process, process.stdout.readline().strip())
    took = time.perf_counter() - began
    try:
        yield found, took
    finally:
        process.terminate()
        process.wait()


def imports() -> float:
    """Return the seconds that importing the libraries takes."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import starlette, uvicorn"], check=True)
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with visit(folder) as (one, _):
            one.ask("GET", "/sample")  # the pack is compiled once
        pairs = []
        for _ in range(ROUNDS):
            with visit(folder) as (_, took):
                pairs.append((took, imports()))
        ratio = statistics.median(page / other for page, other in pairs)
        print(f"first page: {ratio:.1f} times the import of starlette and uvicorn (median of {ROUNDS} pairs)")
        with visit(folder) as (one, _):
            find = str(one.ask("GET", "/sheets")[0]["location"])
            home = str(one.ask("POST", find, f"add={ITEM}")[0]["location"])
            print(f"{'page':<10} {'ms':>7}   (median of {PAGES}, warm)")
            pages = {
                "start": "/",
                "find": find,
                "sheet": home,
                "questions": f"{home}/ask",
                "practice": "/practice",
                "preview": f"{home}/look",
                "PDF": f"{home}/pdf",
                "sample": "/sample/look",
                "its PDF": "/sample/pdf",
            }
            for name, path in pages.items():
                one.ask("GET", path)
                times = []
                for _ in range(PAGES):
                    began = time.perf_counter()
                    one.ask("GET", path)
                    times.append(time.perf_counter() - began)
                print(f"{name:<10} {1000 * statistics.median(times):>7.1f}")
            for _ in range(SHEETS):
                one.ask("GET", f"{home}/pdf")
            print(f"memory after {SHEETS} PDFs: {one.memory()} MB")


if __name__ == "__main__":
    main()
