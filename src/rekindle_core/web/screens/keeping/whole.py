"""All records as one: the backups, and the ways to restore one, and to another passphrase."""

from __future__ import annotations

from contextlib import suppress

from rekindle_core.bounded import read_regular
from rekindle_core.caseload.backups import back_up_beside, list_backups
from rekindle_core.caseload.errors import StoreExistsError
from rekindle_core.caseload.store.store import Store
from rekindle_core.installation.places import from_home
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Download, Goto, Page, Reply
from rekindle_core.web.screens.changing import changing, is_kept
from rekindle_core.web.screens.keeping.restoring import MOST_BYTES
from rekindle_core.web.screens.opened import HOME, showing
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused

_PATH = "/clients/keeping"


def show(visit: Visit, store: Store) -> Reply:
    """Show the backups."""
    if not is_kept(visit, store):
        return Goto(HOME)
    values = {
        "backups": list_backups(store.path),
        "place": from_home(store.path),
        "most": MOST_BYTES,
    }
    return Page("keeping/whole.html", values)


def back_up(visit: Visit, store: Store, form: Form) -> Reply:
    """Make a backup beside the records."""
    # After a click too many, the one of this second is there.
    with suppress(StoreExistsError):
        back_up_beside(store, visit.desk.now())
    return Goto(f"{_PATH}#backups")


def save(visit: Visit, store: Store) -> Reply:
    """Return a backup, to be saved elsewhere. It is encrypted."""
    if not is_kept(visit, store):
        raise Refused(404, "not-found")
    for one in list_backups(store.path):
        if one.path.name == visit.names["file"]:
            # What names it is compared with what is there; no path is made of it.
            return Download(one.path.name, "application/octet-stream", read_regular(one.path, MOST_BYTES))
    raise Refused(404, "ended")


SCREENS = (
    Screen(_PATH, showing(show), changing(back_up)),
    Screen(f"{_PATH}/{{file}}", showing(save)),
)
