"""Beginning the records: a passphrase, typed twice, and then the recovery key, which is shown until it is on paper."""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.caseload.errors import PassphraseError
from rekindle_core.caseload.store.keys import LEAST_CHARACTERS
from rekindle_core.installation.places import from_home
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.opened import HOME
from rekindle_core.web.screens.screen import Screen, Visit

_KEY = "/clients/recovery-key"


def show(visit: Visit) -> Reply:
    """Ask for a passphrase; lead to the clients if there are records already."""
    return Goto(HOME) if visit.desk.records.is_there else _page(visit)


def take(visit: Visit, form: Form) -> Reply:
    """Make the records."""
    if visit.desk.records.is_there:
        # As after a click too many.
        return Goto(HOME)
    first, second = _typed(form, "passphrase"), _typed(form, "again")
    if first != second:
        return _page(visit, [("again", "The passphrase again", "The two are not the same. Type both again.")])
    try:
        visit.desk.records.create(first)
    except PassphraseError:
        says = f"Use at least {LEAST_CHARACTERS} characters. Four or five words that don’t belong together are good."
        return _page(visit, [("passphrase", "Passphrase", says)])
    return Goto(_KEY)


def show_key(visit: Visit) -> Reply:
    """Show the recovery key; lead to the clients if it is on paper."""
    key = visit.desk.records.recovery_key
    return Page("records/key.html", {"key": key}) if key else Goto(HOME)


def forget_key(visit: Visit, form: Form) -> Goto:
    """Forget the key: it is on paper."""
    visit.desk.records.recovery_key = ""
    return Goto(HOME)


def _page(visit: Visit, faults: Sequence[tuple[str, str, str]] = ()) -> Page:
    values = {
        "faults": faults,
        "wrong": {name: says for name, _, says in faults},
        "least": LEAST_CHARACTERS,
        "place": from_home(visit.desk.records.path),
    }
    return Page("records/begin.html", values, 422 if faults else 200)


def _typed(form: Form, name: str) -> str:
    """Return a passphrase as it was typed: spaces around it are part of it."""
    return next(iter(form.chosen(name)), "")


SCREENS = (
    Screen("/clients/new-records", show, take),
    Screen(_KEY, show_key, forget_key),
)
