"""Screen 16, Copy: what is kept about a client, for them to read: together on the screen, or as a file."""

from __future__ import annotations

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.pages.copy import copy_text, see_copy_decided
from rekindle_core.caseload.store.store import Store
from rekindle_core.errors import ConfirmationError, UsageError
from rekindle_core.planning.exposure import MAY_BE_FOUND
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Download, Page, Reply
from rekindle_core.web.screens.changing import home_of, other_content
from rekindle_core.web.screens.opened import showing_client, taking_client
from rekindle_core.web.screens.screen import Screen, Visit

_ANSWER = "agreed"


def show(visit: Visit, store: Store, client: Client) -> Page:
    """Show the copy on the screen, and whether it may be taken along."""
    try:
        return _page(visit, store, client)
    except UsageError as error:
        return other_content(error)


def take(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Return the file, if a person has decided about it."""
    confirmed = (MAY_BE_FOUND,) if form.text(_ANSWER) else ()
    try:
        text = copy_text(store, client, visit.desk.content.pack, confirmed)
    except ConfirmationError:
        return _page(visit, store, client, "Tick this once you have agreed with your client.")
    except UsageError as error:
        return other_content(error)
    return Download("copy.txt", "text/plain; charset=utf-8", text.encode())


def _page(visit: Visit, store: Store, client: Client, fault: str = "") -> Page:
    pack = visit.desk.content.pack
    safe = True
    try:
        see_copy_decided(store, client, pack)
    except ConfirmationError:
        safe = False
    # On the screen it goes nowhere.
    text = copy_text(store, client, pack, (MAY_BE_FOUND,))
    values = {
        "client": client,
        "home": home_of(visit),
        "text": text,
        "safe": safe,
        "fault": fault,
        "faults": [(_ANSWER, "Before you save it", fault)] if fault else [],
    }
    return Page("keeping/copy.html", values, 422 if fault else 200)


SCREENS = (Screen("/clients/{client}/copy", showing_client(show), taking_client(take)),)
