"""Erasing a record: its rows, and their text in the file's log; and listing the copies that this can't erase.

Input: an open store, and a client. Output: where copies may be. Must not know: how this is confirmed.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal, TypeAlias

from rekindle_core.caseload.clients import Client, client_by_id
from rekindle_core.caseload.errors import HeldError, NotErasedError
from rekindle_core.caseload.moments import kept
from rekindle_core.caseload.store.store import Store
from rekindle_core.frozen import Frozen

CopyKind: TypeAlias = Literal["backup", "export", "copy"]


class Copy(Frozen):
    """A file with contents of the store: of one client, or of all (a backup)."""

    kind: CopyKind
    made: str
    place: Path


def record_copy(
    store: Store, kind: CopyKind, place: Path, when: dt.datetime, client: Client | None = None
) -> None:
    """Record that a copy was made, so that erasing can list it."""
    with store.writing():
        store.run(
            "INSERT INTO copies (client, kind, made, place) VALUES (?, ?, ?, ?)",
            client.id if client else None,
            kind,
            kept(when),
            str(place.absolute()),
        )


def copies_of(store: Store, client: Client) -> tuple[Copy, ...]:
    """Return the copies that may contain a client's record: the client's own, and all backups since it was created."""
    rows = store.rows(
        "SELECT kind, made, place FROM copies WHERE client = ? OR (client IS NULL AND made >= ?) ORDER BY number",
        client.id,
        client.added,
    )
    return tuple(Copy(kind, made, Path(place)) for kind, made, place in rows)


def every_copy(store: Store) -> tuple[Copy, ...]:
    """Return the copies of which it is known that they were made, of whatever client."""
    rows = store.rows("SELECT kind, made, place FROM copies ORDER BY number")
    return tuple(Copy(kind, made, Path(place)) for kind, made, place in rows)


def erase_client(store: Store, client: Client, *, seconds: float = 10.0) -> tuple[Copy, ...]:
    """Erase a record, and return the copies that can't be erased.

    Args:
        store: The store.
        client: The client.
        seconds: How long to wait for readers before the log can be emptied.

    Raises:
        HeldError: It is on hold. Nothing was erased.
        NotErasedError: The record is gone, but its text may still be in the file's log.
    """
    with store.writing():
        if client_by_id(store, client.id).held:
            raise HeldError
        found = copies_of(store, client)
        store.run("DELETE FROM clients WHERE id = ?", client.id)
    finish_erasing(store, seconds=seconds)
    return found


def finish_erasing(store: Store, *, seconds: float = 10.0) -> None:
    """Empty the file's log, which may still contain the text of erased records.

    Raises:
        NotErasedError: Another process is still reading.
    """
    if not store.empty_log(seconds):
        raise NotErasedError(store.path)
