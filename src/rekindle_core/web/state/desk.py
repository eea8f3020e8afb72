"""The desk: all that the server holds while it runs. Nothing of it is written anywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rekindle_core.document.practice import Logo
from rekindle_core.web.security.entry import Entrance
from rekindle_core.web.security.hosts import own_hosts
from rekindle_core.web.state.content import Content
from rekindle_core.web.state.drafts import Drafts
from rekindle_core.web.state.locking import Locking
from rekindle_core.web.state.records import Records
from rekindle_core.web.state.sheets import Sheets
from rekindle_core.web.state.worker import Worker


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _today() -> dt.date:
    return _now().astimezone().date()


@dataclass(slots=True)
class Desk:
    """What the screens share.

    Attributes:
        port: The port that is served.
        content: The pack and the plugins.
        practice: Where the practice's file is, or will be.
        store: Where the client records are, or will be.
        records: The client records.
        entrance: Who is let in.
        logo: A logo that was chosen and isn't saved yet.
        sheets: The sheets that are being put together.
        drafts: The clients' programs that are being made.
        locking: What is private now, and when it is closed.
        worker: Does the work of the screens.
        today: The day.
        now: The time.
        tell: Receives sentences for the terminal; they never contain a client's values.
        stop: Ends the server.
    """

    port: int
    content: Content
    practice: Path
    store: Path
    entrance: Entrance = field(init=False)
    records: Records = field(init=False)
    logo: Logo | None = None
    sheets: Sheets = field(default_factory=Sheets)
    drafts: Drafts = field(default_factory=Drafts)
    locking: Locking = field(default_factory=Locking)
    worker: Worker = field(default_factory=Worker)
    today: Callable[[], dt.date] = _today
    now: Callable[[], dt.datetime] = _now
    tell: Callable[[str], None] = lambda sentence: None
    stop: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.entrance = Entrance(self.port)
        self.records = Records(self.store, self.locking)

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that are this server."""
        return own_hosts(self.port)

    @property
    def address(self) -> str:
        """The address that lets a browser in, once."""
        return f"http://127.0.0.1:{self.port}/enter?token={self.entrance.token}"
