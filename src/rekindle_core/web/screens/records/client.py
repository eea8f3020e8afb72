"""Screen 15, Client: what comes next, risk first; what was given; what came back; ratings; and the record itself."""

from __future__ import annotations

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.overview import look_over
from rekindle_core.caseload.store.store import Store
from rekindle_core.web.making.ahead import ahead_of
from rekindle_core.web.replies.reply import Page
from rekindle_core.web.screens.changing import is_kept
from rekindle_core.web.screens.opened import showing_client
from rekindle_core.web.screens.screen import Screen, Visit


def show(visit: Visit, store: Store, client: Client) -> Page:
    """Show what there is to do for a client."""
    desk = visit.desk
    pack = desk.content.pack
    values = {
        "client": client,
        "name": visit.names["client"],
        "sample": store.sealed,
        "kept": is_kept(visit, store),
        "ahead": ahead_of(store, client, pack, desk.today()),
        "record": look_over(store, client),
        "language": pack.language,
    }
    return Page("records/client.html", values)


SCREENS = (Screen("/clients/{client}", showing_client(show)),)
