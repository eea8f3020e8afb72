"""What a client was given: looked at, saved again, what came back of it, and the consent to keep what they wrote."""

from __future__ import annotations

import datetime as dt
import re

from rekindle_core.caseload.answers import give_consent, has_consent, list_consents, revoke_consent
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.erase import finish_erasing
from rekindle_core.caseload.errors import HeldError, NoConsentError, NotErasedError
from rekindle_core.caseload.programs import document_of
from rekindle_core.caseload.reprinting import reprint
from rekindle_core.caseload.store.store import Store
from rekindle_core.engine import render
from rekindle_core.errors import ConfirmationError
from rekindle_core.web.forms.form import Form
from rekindle_core.web.making.given import answers_to, files_of, program_at
from rekindle_core.web.replies.reply import Download, Goto, Page, Preview, Reply
from rekindle_core.web.screens.changing import changing_client, home_of, is_kept
from rekindle_core.web.screens.keeping.erasing import not_emptied
from rekindle_core.web.screens.opened import showing_client, taking_client
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused


def show(visit: Visit, store: Store, client: Client) -> Page:
    """Show a program: its files, what came back, and the consent."""
    return _page(visit, store, client)


def look(visit: Visit, store: Store, client: Client) -> Preview:
    """Return the page as it can be read on the screen."""
    program = program_at(store, client, visit.names["place"])
    # On the screen nobody takes it along; what was decided about its files then is asked again for files.
    (page,) = render(
        document_of(store, program),
        "html",
        {"preview": "yes"},
        confirmed=program.details.confirmed,
        plugins=visit.desk.content.plugins,
    )
    return Preview(page.data)


def save(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Return a file of the program, made again; or ask first what was asked the first time."""
    program = program_at(store, client, visit.names["place"])
    wanted = form.text("file")
    try:
        again = reprint(store, program, visit.desk.content.plugins, confirmed=form.chosen("agreed"))
    except ConfirmationError as error:
        values = {
            "client": client,
            "back": _address(visit),
            "file": wanted,
            "names": [*form.chosen("agreed"), *error.names],
        }
        return Page("visits/take_along.html", values)
    files = {str(place): file for place, file in enumerate(again.files, 1)}
    if wanted not in files:
        raise Refused(404, "not-found")
    path, artifact = files[wanted]
    return Download(re.sub(r"[^A-Za-z0-9._-]", "-", path.name), artifact.media_type, artifact.data)


def agree(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Record the consent to keep what the client wrote, or that they took it back."""
    program = program_at(store, client, visit.names["place"])
    day = read_day(form.text("day"), visit.desk.today())
    if day is None:
        return _page(
            visit, store, client, fault="Type the day, such as 2027-01-31. It can’t be in the future."
        )
    if not form.text("revoke"):
        give_consent(store, program, day)
        return Goto(f"{_address(visit)}#consent")
    try:
        revoke_consent(store, program, day)
        finish_erasing(store)
    except HeldError:
        says = "The record is on hold, so nothing that your client wrote is erased. End the hold first."
        return _page(visit, store, client, fault=says)
    except NoConsentError:
        # As after a click too many: it was taken back already.
        pass
    except NotErasedError:
        return not_emptied()
    return Goto(f"{_address(visit)}#consent")


def read_day(text: str, today: dt.date) -> dt.date | None:
    """Return a day that was typed; None if it is none, or in the future."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= today else None


def _page(visit: Visit, store: Store, client: Client, *, fault: str = "") -> Page:
    program = program_at(store, client, visit.names["place"])
    values = {
        "client": client,
        "home": home_of(visit),
        "here_at": _address(visit),
        "kept": is_kept(visit, store),
        "program": program,
        "files": files_of(program),
        "answers": answers_to(store, client, program),
        "consents": list_consents(store, program),
        "consented": has_consent(store, program),
        "today": visit.desk.today(),
        "fault": fault,
        "faults": [("day", "Consent", fault)] if fault else [],
        "language": visit.desk.content.pack.language,
    }
    return Page("visits/given.html", values, 422 if fault else 200)


def _address(visit: Visit) -> str:
    return f"{home_of(visit)}/given/{visit.names['place']}"


_PATH = "/clients/{client}/given/{place}"
SCREENS = (
    Screen(_PATH, showing_client(show)),
    Screen(f"{_PATH}/look", showing_client(look)),
    Screen(
        f"{_PATH}/file",
        showing_client(lambda visit, store, client: Goto(_address(visit))),
        taking_client(save),
    ),
    Screen(
        f"{_PATH}/consent",
        showing_client(lambda visit, store, client: Goto(_address(visit))),
        changing_client(agree),
    ),
)
