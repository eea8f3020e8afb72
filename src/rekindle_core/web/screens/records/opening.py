"""Screen 17, Locked: opening the records, going back to where one was, and closing them. And the sample."""

from __future__ import annotations

from rekindle_core.caseload.errors import UnusableStoreError
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Reply
from rekindle_core.web.screens.opened import HOME, closed, has_sample, safe
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused

_WRONG = "the passphrase is wrong"


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
    desk.records.open_sample(desk.content.pack, desk.content.plugins, desk.now())
    return Goto(HOME)


def close_sample(visit: Visit, form: Form) -> Goto:
    """Put the made-up records away."""
    if visit.desk.records.is_sample:
        visit.desk.records.close()
    return Goto(HOME)


SCREENS = (
    Screen("/clients/open", show, take),
    Screen("/clients/sample", show, open_sample),
    Screen("/clients/sample/close", show, close_sample),
)
