"""Screens that need the open records. While these are locked, such a screen asks for the passphrase instead.

Input: a screen's function that takes the open store, and perhaps the client whom its path names. Output: a
function as every screen has. Unlocking leads back to the address that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.errors import SampleError
from rekindle_core.caseload.store.store import Store
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.screen import Show, Take, Visit

HOME = "/clients"
_OURS = re.compile(r"/clients(/[A-Za-z0-9_-]+)*")

ShowStore: TypeAlias = Callable[[Visit, Store], Reply]
TakeStore: TypeAlias = Callable[[Visit, Store, Form], Reply]
ShowClient: TypeAlias = Callable[[Visit, Store, Client], Reply]
TakeClient: TypeAlias = Callable[[Visit, Store, Client, Form], Reply]


def showing(show: ShowStore) -> Show:
    """Return a screen's function that is given the open store."""

    def shown(visit: Visit) -> Reply:
        store = visit.desk.records.store
        return show(visit, store) if store else closed(visit)

    return shown


def taking(take: TakeStore) -> Take:
    """Return a form's function that is given the open store. What was sent to closed records is not saved."""

    def taken(visit: Visit, form: Form) -> Reply:
        store = visit.desk.records.store
        if store is None:
            return closed(visit, unsaved=True)
        try:
            return take(visit, store, form)
        except SampleError:
            return Page("records/sealed.html", status=409)

    return taken


def showing_client(show: ShowClient) -> Show:
    """Return a screen's function that is given the open store and the client whom the path names `{client}`."""
    return showing(lambda visit, store: show(visit, store, _client(visit, store)))


def taking_client(take: TakeClient) -> Take:
    """Return a form's function that is given the open store and the client."""
    return taking(lambda visit, store, form: take(visit, store, _client(visit, store), form))


def closed(visit: Visit, *, unsaved: bool = False, fault: str = "", back: str = "") -> Reply:
    """Return the screen that opens the records, or the one that begins them where there are none."""
    records = visit.desk.records
    if not records.is_there:
        return Goto(HOME)
    values = {
        "back": safe(back or visit.path),
        "unsaved": unsaved,
        "has_sample": has_sample(visit),
        "locked": visit.desk.locking.locked,
        "faults": [("secret", "Passphrase", fault)] if fault else [],
        "fault": fault,
    }
    return Page("records/unlock.html", values, 422 if fault else 200)


def has_sample(visit: Visit) -> bool:
    """Return whether there are made-up records to look at: they belong to one pack."""
    from rekindle_core.caseload.sample import sample_is_of

    return sample_is_of(visit.desk.content.pack)


def safe(path: str) -> str:
    """Return a path to go back to; the list of clients, if it is none of the screens about clients."""
    return path if _OURS.fullmatch(path) else HOME


def _client(visit: Visit, store: Store) -> Client:
    return visit.desk.records.client(store, visit.names["client"])
