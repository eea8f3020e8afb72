"""Restore: a backup in the place of the records. It needs no open records: they may be lost, or the computer new."""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.caseload.errors import (
    BusyStoreError,
    NewerStoreError,
    StoreDiskError,
    UnusableStoreError,
    WrongFileError,
)
from rekindle_core.installation.places import from_home
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Page, Reply
from rekindle_core.web.screens.changing import disk_trouble
from rekindle_core.web.screens.screen import Screen, Visit

MOST_BYTES = 100_000_000
"""How large a backup may be here; the command takes one of any size."""
_FORM_BYTES = 10_000
_WRONG = "the passphrase is wrong"


def show(visit: Visit) -> Page:
    """Ask for the backup and its passphrase."""
    return _page(visit)


def take(visit: Visit, form: Form) -> Reply:
    """Restore it, and open the records."""
    upload, secret = form.files.get("file"), next(iter(form.chosen("secret")), "")
    faults = []
    if not upload or not upload.data:
        faults.append(("file", "The backup", "Choose a file whose name ends with .backup."))
    if not secret:
        faults.append(("secret", "Passphrase of the backup", "Type the passphrase."))
    if faults or not upload:
        return _page(visit, faults)
    try:
        done = visit.desk.records.restore(upload.data, secret)
    except WrongFileError:
        says = "This is no backup, or it is damaged. Nothing was changed. Choose a file whose name ends with .backup."
        return _page(visit, [("file", "The backup", says)])
    except NewerStoreError:
        says = "A newer Rekindle made this backup. Nothing was changed. Install the newer version."
        return _page(visit, [("file", "The backup", says)])
    except UnusableStoreError as error:
        if error.reason == _WRONG:
            says = "This is not the passphrase that the backup had on its day. Nothing was changed."
            return _page(visit, [("secret", "Passphrase of the backup", says)])
        says = "The backup is damaged. Nothing was changed. Try an earlier one."
        return _page(visit, [("file", "The backup", says)])
    except (BusyStoreError, StoreDiskError) as error:
        return disk_trouble(error)
    # They go by versions of answers, which are others now.
    visit.desk.drafts.forget()
    return Page("keeping/restored.html", {"kept": from_home(done.kept) if done.kept else ""})


def _page(visit: Visit, faults: Sequence[tuple[str, str, str]] = ()) -> Page:
    values = {
        "there": visit.desk.records.is_there,
        "megabytes": MOST_BYTES // 1_000_000,
        "faults": faults,
        "wrong": {name: says for name, _, says in faults},
    }
    return Page("keeping/restore.html", values, 422 if faults else 200)


SCREENS = (Screen("/clients/restore", show, take, most_bytes=MOST_BYTES + _FORM_BYTES),)
