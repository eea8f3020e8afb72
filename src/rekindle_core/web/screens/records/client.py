"""A client: where the list leads. For now, to the questions about them."""

from __future__ import annotations

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.store.store import Store
from rekindle_core.web.replies.reply import Page
from rekindle_core.web.screens.opened import showing_client
from rekindle_core.web.screens.screen import Screen, Visit


def show(visit: Visit, store: Store, client: Client) -> Page:
    """Show what there is to do for a client."""
    return Page(
        "records/client.html", {"client": client, "name": visit.names["client"], "sample": store.sealed}
    )


SCREENS = (Screen("/clients/{client}", showing_client(show)),)
