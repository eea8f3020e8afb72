"""Screen 16, the record: another label, hold, and the way to erasing."""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.caseload.clients import Client, hold_client, rename_client
from rekindle_core.caseload.errors import LabelError
from rekindle_core.caseload.overview import look_over
from rekindle_core.caseload.store.store import Store
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.changing import changing_client, home_of, is_kept
from rekindle_core.web.screens.opened import showing_client
from rekindle_core.web.screens.records.clients import said_of_label
from rekindle_core.web.screens.screen import Screen, Visit


def show(visit: Visit, store: Store, client: Client) -> Reply:
    """Show what can be done with the record."""
    return Goto(home_of(visit)) if not is_kept(visit, store) else _page(visit, store, client, client.label)


def rename(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Give the client another label; where another tab did so meanwhile, show both."""
    label, was = form.text("label"), form.text("was")
    if was != client.label:
        says = f"In the meantime, this client was renamed to “{client.label}”. You typed “{label}”. Which is right?"
        return _page(visit, store, client, label, [("label", "What to call this client", says)])
    try:
        rename_client(store, client, label)
    except LabelError as error:
        return _page(
            visit, store, client, label, [("label", "What to call this client", said_of_label(error))]
        )
    return Goto(home_of(visit))


def hold(visit: Visit, store: Store, client: Client, form: Form) -> Goto:
    """Put the record on hold, or end that."""
    wanted = form.text("hold") == "yes"
    if wanted != bool(client.held):
        hold_client(store, client, visit.desk.now() if wanted else None)
    return Goto(f"{home_of(visit)}/record#hold")


def _page(
    visit: Visit, store: Store, client: Client, label: str, faults: Sequence[tuple[str, str, str]] = ()
) -> Page:
    values = {
        "client": client,
        "home": home_of(visit),
        "label": label,
        "record": look_over(store, client),
        "faults": faults,
        "wrong": {name: says for name, _, says in faults},
    }
    return Page("keeping/record.html", values, 422 if faults else 200)


_PATH = "/clients/{client}"
SCREENS = (
    Screen(f"{_PATH}/record", showing_client(show)),
    Screen(
        f"{_PATH}/label",
        showing_client(lambda visit, store, client: Goto(f"{home_of(visit)}/record")),
        changing_client(rename),
    ),
    Screen(
        f"{_PATH}/hold",
        showing_client(lambda visit, store, client: Goto(f"{home_of(visit)}/record")),
        changing_client(hold),
    ),
)
