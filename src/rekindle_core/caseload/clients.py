"""Clients: each has a label that the counselor chooses, and may be the partner of another.

Input: an open store, and a label. Output: clients. Must not know: what a client was given.
"""

from __future__ import annotations

import datetime as dt
import os
import unicodedata

from rekindle_core.caseload.errors import LabelError, NoClientError
from rekindle_core.caseload.moments import kept
from rekindle_core.caseload.store.store import Store
from rekindle_core.frozen import Frozen

MOST_LABEL = 60


class Client(Frozen):
    """A client.

    Attributes:
        id: The client's random id within the store.
        label: The counselor's name for them.
        added: When the record was created.
        partner: The id of the client who is this client's partner; empty for none.
        partner_asked: Whether the counselor was asked if the partner is a client too.
        held: Since when a hold has prevented the record from being erased; empty for no hold.
    """

    id: str
    label: str
    added: str
    partner: str = ""
    partner_asked: bool = False
    held: str = ""


class ClientLine(Frozen):
    """A client in a list, with the number of programs, and when the latest was made (empty: never)."""

    client: Client
    programs: int
    last: str


_CLIENT = "SELECT id, label, added, coalesce(partner, ''), partner_asked, coalesce(held, '') FROM clients"


def add_client(
    store: Store, label: str, when: dt.datetime, *, partner: Client | None = None, asked: bool = True
) -> Client:
    """Create a record.

    Args:
        store: The store.
        label: The client's label: initials or a number will do.
        when: The time.
        partner: The client who is this client's partner.
        asked: Whether the counselor was asked.

    Raises:
        LabelError: Another client has the label, or it is invalid.
    """
    label = see_label(label)
    client = Client(os.urandom(6).hex(), label, kept(when), partner.id if partner else "", asked)
    with store.writing():
        _see_free(store, label)
        store.run(
            "INSERT INTO clients (id, label, label_key, added, partner, partner_asked) VALUES (?, ?, ?, ?, ?, ?)",
            client.id,
            label,
            _key(label),
            client.added,
            client.partner or None,
            int(asked),
        )
        if partner:
            _be_partner_of(store, partner.id, client.id)
    return client


def find_client(store: Store, label: str) -> Client:
    """Return the client with a label, ignoring upper and lower case.

    Raises:
        NoClientError: There is no such client.
    """
    found = store.rows(f"{_CLIENT} WHERE label_key = ?", _key(label))
    if not found:
        raise NoClientError
    return _client(found[0])


def client_by_id(store: Store, id_: str) -> Client:
    """Return a client by id.

    Raises:
        NoClientError: The client no longer exists.
    """
    found = store.rows(f"{_CLIENT} WHERE id = ?", id_)
    if not found:
        raise NoClientError
    return _client(found[0])


def list_clients(store: Store) -> tuple[ClientLine, ...]:
    """Return all clients, sorted by label."""
    rows = store.rows(
        "SELECT c.id, c.label, c.added, coalesce(c.partner, ''), c.partner_asked, coalesce(c.held, ''), "
        "count(p.number), coalesce(max(p.made), '') "
        "FROM clients AS c LEFT JOIN programs AS p ON p.client = c.id GROUP BY c.id ORDER BY c.label_key"
    )
    return tuple(ClientLine(_client(row[:6]), row[6], row[7]) for row in rows)


def rename_client(store: Store, client: Client, label: str) -> None:
    """Give a client another label.

    Raises:
        LabelError: Another client has it, or it is invalid.
    """
    label = see_label(label)
    with store.writing():
        if _key(label) != _key(client.label):
            _see_free(store, label)
        store.run("UPDATE clients SET label = ?, label_key = ? WHERE id = ?", label, _key(label), client.id)


def set_partner(store: Store, client: Client, partner: Client | None) -> None:
    """Record whether a client's partner is a client too.

    Raises:
        LabelError: They are the same client.
    """
    if partner and partner.id == client.id:
        raise LabelError("A client can't be their own partner.", hint="give the other client's label.")
    with store.writing():
        store.run("UPDATE clients SET partner = NULL WHERE partner = ?", client.id)
        store.run(
            "UPDATE clients SET partner = ?, partner_asked = 1 WHERE id = ?",
            partner.id if partner else None,
            client.id,
        )
        if partner:
            _be_partner_of(store, partner.id, client.id)


def hold_client(store: Store, client: Client, since: dt.datetime | None) -> None:
    """Put a hold on a record, or end it (None)."""
    with store.writing():
        store.run("UPDATE clients SET held = ? WHERE id = ?", kept(since) if since else None, client.id)


def see_label(label: str) -> str:
    """Return a valid label.

    Raises:
        LabelError: It is empty or too long, or has invisible characters.
    """
    label = " ".join(unicodedata.normalize("NFC", label).split())
    if not label or len(label) > MOST_LABEL or any(unicodedata.category(one)[0] == "C" for one in label):
        hint = (
            f"use 1 to {MOST_LABEL} letters, digits and spaces; initials or a number will do, such as K-14."
        )
        raise LabelError("This label can't be used.", hint=hint)
    return label


def _see_free(store: Store, label: str) -> None:
    if store.rows("SELECT 1 FROM clients WHERE label_key = ?", _key(label)):
        raise LabelError("Another client has this label.", hint="`rekindle client list` shows all labels.")


def _be_partner_of(store: Store, one: str, other: str) -> None:
    store.run("UPDATE clients SET partner = NULL WHERE partner = ? AND id != ?", one, other)
    store.run("UPDATE clients SET partner = ?, partner_asked = 1 WHERE id = ?", other, one)


def _key(label: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def _client(row: tuple[object, ...]) -> Client:
    id_, label, added, partner, asked, held = row
    return Client(str(id_), str(label), str(added), str(partner), bool(asked), str(held))
