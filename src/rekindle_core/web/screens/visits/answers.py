"""Answers: a file that a client handed over, read from the request in memory, and what of it was kept.

What was kept is said in the reply to the form itself: sending the same file again changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from rekindle_core.answers.telling import left_sentences
from rekindle_core.caseload.answers import Kept, give_consent, has_consent
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.errors import NoProgramError
from rekindle_core.caseload.handed_in import keep_file
from rekindle_core.caseload.programs import list_programs
from rekindle_core.caseload.store.store import Store
from rekindle_core.diagnostics import counted
from rekindle_core.errors import AnswersError, ConfirmationError, UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.changing import changing_client, home_of, is_kept, other_content
from rekindle_core.web.screens.opened import showing_client
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.screens.visits.given import read_day

MOST_BYTES = 20_000_000
_FORM_BYTES = 100_000
_KINDS = {"rating": "rating", "tick": "tick", "number": "number", "text": "written answer"}
_USUAL = "Use the file that the workbook saved, or the PDF with its fields filled in."
_HINTS = {
    "locked-answers": "Type the password that the PDF was made with, and choose the file again.",
    "answers-page": "Your client opens it where they filled it in, presses “Save to a file”, and gives you that file.",
    "no-fields": "Use the file as it was before, with its fields; or look at the pages together.",
    "newer-format": "Install the newer Rekindle.",
}


class Typed(Frozen):
    """What was filled in, apart from the file, which a browser never fills in again."""

    filled_on: str
    agreed: str = "no"
    agreed_on: str = ""
    locked: bool = False


class Faults(Frozen):
    """What is wrong, by field; and the stops that a person has to ask about first, each with what it says."""

    says: Mapping[str, str]
    stops: Sequence[tuple[str, str]] = ()


def show(visit: Visit, store: Store, client: Client) -> Reply:
    """Ask for the file."""
    today = visit.desk.today().isoformat()
    return (
        Goto(home_of(visit))
        if not is_kept(visit, store)
        else _page(visit, client, Typed(today, agreed_on=today), Faults({}))
    )


def take(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Keep the answers in a file."""
    desk = visit.desk
    upload, today = form.files.get("file"), desk.today()
    typed = Typed(
        form.text("filled-on"),
        form.text("agreed") or "no",
        form.text("agreed-on"),
        bool(form.text("password")),
    )
    filled_on, agreed_on = read_day(typed.filled_on, today), read_day(typed.agreed_on, today)
    says: dict[str, str] = {}
    if not upload or not upload.data:
        says["file"] = "Choose the file that came back."
    if filled_on is None:
        says["filled-on"] = "Type the day, such as 2027-01-31. It can’t be in the future."
    if typed.agreed == "yes" and agreed_on is None:
        says["agreed-on"] = "Type the day on which they agreed. It can’t be in the future."
    if says or not upload or filled_on is None:
        return _page(visit, client, typed, Faults(says))
    pack = desk.content.pack
    consent = agreed_on if typed.agreed == "yes" else None
    confirmed = [
        f"{name.removeprefix('asked-')}={form.text(name)}"
        for name in form.fields
        if name.startswith("asked-") and read_day(form.text(name), today)
    ]
    dated = _at_noon(filled_on, desk.now())

    def keep() -> Kept:
        return keep_file(
            store,
            client,
            pack,
            upload.data,
            desk.now(),
            plugins=desk.content.plugins,
            password=next(iter(form.chosen("password")), ""),
            dated=dated,
            confirmed=confirmed,
        )

    try:
        with store.writing():
            kept = keep()
            if consent and not has_consent(store, kept.program):
                give_consent(store, kept.program, consent)
                kept = keep()
    except AnswersError as error:
        fault = f"{error.message} {_HINTS.get(error.code, _USUAL)}"
        locked = error.code == "locked-answers"
        name = "password" if locked else "file"
        return _page(
            visit,
            client,
            Typed(typed.filled_on, typed.agreed, typed.agreed_on, locked),
            Faults({name: fault}),
        )
    except NoProgramError:
        fault = "These answers belong to nothing that this client was given. Check that you have the right client."
        return _page(visit, client, typed, Faults({"file": f"{fault} Nothing was kept."}))
    except UsageError as error:
        return other_content(error)
    except ConfirmationError as error:
        return _page(visit, client, typed, _asked_first(visit, error))
    return _kept(visit, store, client, kept)


def _asked_first(visit: Visit, error: ConfirmationError) -> Faults:
    """Return what to ask before what was written can be kept. Nothing was kept."""
    says = {stop.id: stop.says for stop in visit.desk.content.pack.stops}
    faults = {
        f"asked-{name}": "Ask your client about it first, alone. Then type the day on which you asked."
        for name in error.names
    }
    return Faults(faults, [(f"asked-{name}", says.get(name, "")) for name in error.names])


def _at_noon(day: dt.date, now: dt.datetime) -> dt.datetime:
    """Return when something was filled in on a day: now for today, noon for an earlier one."""
    here = now.astimezone()
    return here if day == here.date() else dt.datetime.combine(day, dt.time(12)).astimezone()


def _kept(visit: Visit, store: Store, client: Client, kept: Kept) -> Page:
    place = [one.number for one in list_programs(store, client)].index(kept.program.number) + 1
    values = {
        "client": client,
        "home": home_of(visit),
        "place": place,
        "program": kept.program,
        "counts": [counted(number, _KINDS[kind]) for kind, number in kept.counts.items()],
        "texts_left": kept.texts_left,
        "checks_left": kept.checks_left,
        "left": tuple(left_sentences(kept.left)),
    }
    return Page("visits/kept.html", values)


def _page(visit: Visit, client: Client, typed: Typed, faults: Faults) -> Page:
    asked = {
        "file": "The file",
        "filled-on": "When it was filled in",
        "agreed-on": "They agreed on",
        "password": "Password of the file",
    }
    values = {
        "client": client,
        "home": home_of(visit),
        "typed": typed,
        "stops": faults.stops,
        "wrong": faults.says,
        "faults": [
            (name, asked.get(name, "What your client wrote"), says) for name, says in faults.says.items()
        ],
        "megabytes": MOST_BYTES // 1_000_000,
        "language": visit.desk.content.pack.language,
    }
    return Page("visits/answers.html", values, 422 if faults.says else 200)


SCREENS = (
    Screen(
        "/clients/{client}/answers",
        showing_client(show),
        changing_client(take),
        most_bytes=MOST_BYTES + _FORM_BYTES,
    ),
)
