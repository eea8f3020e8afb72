"""A visitor of the local server, as a browser is one: over the real application, without a port.

It keeps cookies, says where a request comes from, fills in the token of the form on the page, and follows where it is
sent, unless a test says otherwise.
"""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import httpx
from tests.support import garden_pack

from rekindle_core import Pack, find_plugins
from rekindle_core.extension.manager import Plugins
from rekindle_core.web.app import application
from rekindle_core.web.screens.screen import Screen
from rekindle_core.web.screens.table import SCREENS
from rekindle_core.web.state.content import Content
from rekindle_core.web.state.desk import Desk
from rekindle_core.web.state.records import Records

PORT = 8710
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
VISIT = {"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
CLICK = {**VISIT, "sec-fetch-site": "same-origin"}
POST = {**CLICK, "origin": ORIGIN}
PASSPHRASE = "four words for tests"
_FEW = 64


@cache
def _plugins() -> Plugins:
    return find_plugins()


def new_desk(folder: Path, pack: Pack | None = None, **more: Any) -> Desk:
    """Return a desk whose files are in a folder, with the garden pack or another."""
    content = Content(partial(lambda one: one, pack or garden_pack()), _plugins)
    content.begin()
    desk = Desk(PORT, content, practice=folder / "practice.yaml", store=folder / "clients.db", **more)
    desk.records = Records(desk.store, desk.locking, iterations=_FEW)
    return desk


class Visitor:
    """Someone with a browser; at first nobody is let in."""

    def __init__(self, desk: Desk, screens: Sequence[Screen] = SCREENS) -> None:
        self.desk = desk
        self.cookies: dict[str, str] = {}
        self.page = ""
        self.address = ""
        self._app = application(desk, screens)

    def enter(self) -> Visitor:
        """Open the address that is printed."""
        assert self.get(self.desk.address.removeprefix(ORIGIN), VISIT).status_code == 200
        return self

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> httpx.Response:
        """Ask for something, and follow nothing. No header is added but the host and the cookies."""
        return asyncio.run(self._ask(method, path, headers or {}, more))

    def ask_raw(self, method: str, path: str, headers: Sequence[tuple[str, str]]) -> httpx.Response:
        """Ask with these headers, some perhaps twice, and no others."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
                client.headers.clear()
                return await client.request(method, path, headers=list(headers))

        return asyncio.run(ask())

    def get(self, path: str, headers: Mapping[str, str] = CLICK) -> httpx.Response:
        """Look at something, and follow where it leads."""
        return self._followed(self.ask("GET", path, headers), path)

    def post(
        self,
        path: str,
        data: Mapping[str, str | list[str]] | None = None,
        headers: Mapping[str, str] = POST,
        **more: Any,
    ) -> httpx.Response:
        """Send a form of the page that was looked at last, and follow where it leads."""
        data = {"form_token": self.token, **(data or {})}
        return self._followed(self.ask("POST", path, headers, data=data, **more), path)

    @property
    def token(self) -> str:
        """The token of the forms on the page."""
        found = re.search(r'name="form_token" value="([^"]+)"', self.page)
        return found[1] if found else ""

    def _followed(self, response: httpx.Response, path: str) -> httpx.Response:
        while response.status_code == 303:
            path = response.headers["location"].partition("#")[0]
            response = self.ask("GET", path, CLICK)
        self.address = path
        if response.headers["content-type"].startswith("text/html"):
            self.page = response.text
        return response

    async def _ask(
        self, method: str, path: str, headers: Mapping[str, str], more: Mapping[str, Any]
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=True)
        cookie = {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            client.headers.clear()
            response = await client.request(
                method, path, headers={"host": HOST, **(cookie if self.cookies else {}), **headers}, **more
            )
        for name, value in response.cookies.items():
            self.cookies[name] = value
        return response


def with_records(folder: Path, pack: Pack | None = None, **more: Any) -> Visitor:
    """Return someone who has just begun client records, and has the key on paper."""
    visitor = Visitor(new_desk(folder, pack, **more)).enter()
    visitor.get("/clients/new-records")
    visitor.post("/clients/new-records", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    visitor.post("/clients/recovery-key")
    assert visitor.address == "/clients"
    return visitor


def with_client(folder: Path, pack: Pack | None = None, label: str = "K-14", **more: Any) -> Visitor:
    """Return someone who has just added a client, at the client's own address."""
    visitor = with_records(folder, pack, **more)
    visitor.get("/clients/add")
    visitor.post("/clients/add", {"label": label, "partner": "none"})
    return visitor


def words(page: str) -> str:
    """Return what a page of ours says, in one line: without its styles, scripts and marks."""
    text = re.sub(r"(?s)<(style|script|title)\b.*?</\1>|<dialog.*?</dialog>", " ", page)
    said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    return re.sub(r" (?=[.,;:!?])", "", said)
