"""Screen 17, Locked: opening the records, and going back to where one was. And what needs no passphrase."""

from __future__ import annotations

from rekindle_core.caseload.errors import UnusableStoreError
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Reply
from rekindle_core.web.screens.opened import HOME, closed, has_sample, safe
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused

_WRONG = "the passphrase is wrong"
_ONCE = "Just this once"


def show(visit: Visit) -> Reply:
    """Lead to the clients, where who has locked them is asked."""
    return Goto(HOME)


def take(visit: Visit, form: Form) -> Reply:
    """Open the records, and go back."""
    records, back = visit.desk.records, safe(form.text("back"))
    secret = next(iter(form.chosen("secret")), "")
    if not secret:
        return closed(visit, fault="Type the passphrase.", back=back)
    try:
        records.open(secret)
    except UnusableStoreError as error:
        if error.reason != _WRONG:
            raise
        says = "This is not the passphrase. Type it again, or type the recovery key from your paper instead."
        return closed(visit, fault=says, back=back)
    return Goto(back)


def open_sample(visit: Visit, form: Form) -> Goto:
    """Open made-up records; those that are open are closed."""
    desk = visit.desk
    if not has_sample(visit):
        raise Refused(404, "not-found")
    desk.drafts.forget()
    desk.records.open_sample(desk.content.pack, desk.content.plugins, desk.now())
    return Goto(HOME)


def open_once(visit: Visit, form: Form) -> Goto:
    """Begin a program that nobody keeps; records that are open are closed."""
    visit.desk.drafts.forget()
    name = visit.desk.records.open_once(_ONCE, visit.desk.now())
    return Goto(f"{HOME}/{name}/program")


def put_away(visit: Visit, form: Form) -> Goto:
    """Put the made-up records away, or what nobody keeps."""
    records = visit.desk.records
    if records.is_sample or records.is_once:
        visit.desk.drafts.forget()
        records.close()
    return Goto(HOME)


SCREENS = (
    Screen("/clients/open", show, take),
    Screen("/clients/sample", show, open_sample),
    Screen("/clients/once", show, open_once),
    Screen("/clients/put-away", show, put_away),
)
