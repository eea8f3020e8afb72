"""Another passphrase: all records are encrypted again, and there is a new recovery key."""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.caseload.errors import PassphraseError, UnusableStoreError
from rekindle_core.caseload.store.keys import LEAST_CHARACTERS
from rekindle_core.caseload.store.store import Store
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.changing import changing, is_kept
from rekindle_core.web.screens.opened import HOME, showing
from rekindle_core.web.screens.screen import Screen, Visit

_WRONG = "the passphrase is wrong"


def show(visit: Visit, store: Store) -> Reply:
    """Ask for both passphrases."""
    return Goto(HOME) if not is_kept(visit, store) else _page()


def take(visit: Visit, store: Store, form: Form) -> Reply:
    """Change it, and show the new recovery key."""
    old, new, again = (next(iter(form.chosen(name)), "") for name in ("old", "new", "again"))
    if new != again:
        return _page([("again", "The new passphrase again", "The two are not the same. Type both again.")])
    try:
        visit.desk.records.change_passphrase(old, new)
    except PassphraseError:
        says = f"Use at least {LEAST_CHARACTERS} characters. Four or five words that don’t belong together are good."
        return _page([("new", "New passphrase", says)])
    except UnusableStoreError as error:
        if error.reason != _WRONG:
            raise
        says = "This is not the passphrase. Nothing was changed. The recovery key works here too."
        return _page([("old", "Passphrase now", says)])
    return Goto("/clients/recovery-key")


def _page(faults: Sequence[tuple[str, str, str]] = ()) -> Page:
    values = {"faults": faults, "wrong": {name: says for name, _, says in faults}, "least": LEAST_CHARACTERS}
    return Page("keeping/passphrase.html", values, 422 if faults else 200)


SCREENS = (Screen("/clients/passphrase", showing(show), changing(take)),)
