"""What a form that changes the records needs: open records that are real, and words for a disk that fails.

Input: a form's function. Output: one as every screen has. The sample is looked at, and nothing in it is changed;
and of a program that is made just once, there is nothing to keep.
"""

from __future__ import annotations

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.errors import BusyStoreError, StoreDiskError, UnusableStoreError
from rekindle_core.caseload.store.store import Store
from rekindle_core.errors import OutputError, UsageError
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.opened import HOME, TakeClient, TakeStore, taking, taking_client
from rekindle_core.web.screens.screen import Take, Visit


def is_kept(visit: Visit, store: Store) -> bool:
    """Return whether these are records that are kept: not the sample's, nor those of a program made just once."""
    return not store.sealed and not visit.desk.records.is_once


def changing(take: TakeStore) -> Take:
    """Return a form's function that changes the records; where none are kept, it leads back to the clients."""

    def taken(visit: Visit, store: Store, form: Form) -> Reply:
        if not is_kept(visit, store):
            return Goto(HOME)
        try:
            return take(visit, store, form)
        except (BusyStoreError, StoreDiskError, UnusableStoreError) as error:
            return disk_trouble(error)

    return taking(taken)


def changing_client(take: TakeClient) -> Take:
    """Return a form's function that changes a client's record; where none are kept, it leads back to the client."""

    def taken(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
        if not is_kept(visit, store):
            return Goto(home_of(visit))
        try:
            return take(visit, store, client, form)
        except (BusyStoreError, StoreDiskError, UnusableStoreError) as error:
            return disk_trouble(error)

    return taking_client(taken)


def home_of(visit: Visit) -> str:
    """Return the address of the client whom the path names."""
    return f"{HOME}/{visit.names['client']}"


def disk_trouble(error: OutputError) -> Page:
    """Return the page for what can't be read or written; its hint names no command."""
    match error:
        case BusyStoreError():
            hint = "Close the other program, then go back and try again. Nothing was changed."
        case UnusableStoreError():
            hint = "If you have a backup, put it in place: Clients, Backup and passphrase."
        case _:
            hint = "Check that the disk isn’t full, then go back and try again. What was saved before is still there."
    return Page("trouble.html", {"message": error.message, "hint": hint}, 500)


def other_content(error: UsageError) -> Page:
    """Return the page for answers that belong to another pack; its hint names no command."""
    hint = "Start Rekindle with the content that these answers were asked from."
    return Page("trouble.html", {"message": error.message, "hint": hint}, 409)
