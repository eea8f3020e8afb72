"""Screen 16, Erase: what is lost, what is out of reach, and the label to type. And emptying the log once more."""

from __future__ import annotations

import unicodedata

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.erase import copies_of, erase_client, finish_erasing
from rekindle_core.caseload.errors import HeldError, NotErasedError
from rekindle_core.caseload.giving import file_stem
from rekindle_core.caseload.programs import list_programs
from rekindle_core.caseload.store.store import Store
from rekindle_core.installation.places import from_home
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.changing import changing, changing_client, home_of, is_kept
from rekindle_core.web.screens.opened import HOME, showing, showing_client
from rekindle_core.web.screens.screen import Screen, Visit


def show(visit: Visit, store: Store, client: Client) -> Reply:
    """Ask."""
    return Goto(home_of(visit)) if not is_kept(visit, store) else _page(visit, store, client)


def erase(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Erase the record, if its label was typed."""
    # Some keyboards send an accent as a character of its own.
    typed = unicodedata.normalize("NFC", " ".join(form.text("label").split()))
    if typed != client.label:
        return _page(visit, store, client, "This is not the label. Nothing was erased.")
    made = [file_stem(one) for one in list_programs(store, client)]
    copies = copies_of(store, client)
    unfinished = False
    try:
        erase_client(store, client)
    except HeldError:
        return _page(visit, store, client)
    except NotErasedError:
        unfinished = True
    visit.desk.drafts.drop(visit.names["client"])
    values = {
        "copies": [(one, from_home(one.place), one.place.exists()) for one in copies],
        "made": made,
        "unfinished": unfinished,
    }
    return Page("keeping/erased.html", values)


def finish(visit: Visit, store: Store, form: Form) -> Reply:
    """Empty the log."""
    try:
        finish_erasing(store)
    except NotErasedError:
        return not_emptied()
    return Page("keeping/emptied.html")


def not_emptied() -> Page:
    """Return the page that says what is in the way, with a button to try again."""
    return Page("keeping/not_emptied.html", status=409)


def _page(visit: Visit, store: Store, client: Client, fault: str = "") -> Page:
    copies = copies_of(store, client)
    backups = [one for one in copies if one.kind == "backup"]
    values = {
        "client": client,
        "home": home_of(visit),
        "backups": backups,
        "others": [from_home(one.place) for one in copies if one.kind != "backup"],
        "fault": fault,
        "faults": [("label", f"Type {client.label} to erase", fault)] if fault else [],
    }
    return Page("keeping/erase.html", values, 422 if fault else 200)


SCREENS = (
    Screen("/clients/{client}/erase", showing_client(show), changing_client(erase)),
    Screen("/clients/finish-erasing", showing(lambda visit, store: Goto(HOME)), changing(finish)),
)
