"""The list of clients, and adding one."""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.caseload.clients import Client, ClientLine, add_client, list_clients, see_label
from rekindle_core.caseload.errors import LabelError
from rekindle_core.caseload.store.store import Store
from rekindle_core.frozen import Frozen
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.opened import HOME, closed, has_sample, showing, taking
from rekindle_core.web.screens.screen import Screen, Visit

NONE = "none"


class Line(Frozen):
    """A client in the list: the name in addresses, and what the record holds."""

    name: str
    line: ClientLine


def show(visit: Visit) -> Reply:
    """List the clients; or ask for the passphrase; or, where there are no records, say what they are."""
    records = visit.desk.records
    if records.store is None:
        return (
            closed(visit)
            if records.is_there
            else Page("records/none.html", {"has_sample": has_sample(visit)})
        )
    if records.recovery_key:
        return Goto("/clients/recovery-key")
    lines = [Line(records.name(line.client), line) for line in list_clients(records.store)]
    return Page(
        "records/clients.html", {"lines": lines, "sample": records.is_sample, "once": records.is_once}
    )


def show_adding(visit: Visit, store: Store) -> Reply:
    """Ask what the client is called, and whether the partner is a client too."""
    return Goto(HOME) if store.sealed or visit.desk.records.is_once else _page(visit, store, "", "", ())


def add(visit: Visit, store: Store, form: Form) -> Reply:
    """Add the client."""
    records, label, partner = visit.desk.records, form.text("label"), form.text("partner")
    faults = []
    if not partner:
        faults.append(("partner", "Is this client’s partner your client too?", "Choose one of the answers."))
    other = records.client(store, partner) if partner not in ("", NONE) else None
    try:
        see_label(label)
        if not faults:
            client = add_client(store, label, visit.desk.now(), partner=other)
            return Goto(_after(records.name(client), other))
    except LabelError as error:
        faults.insert(0, ("label", "What to call this client", said_of_label(error)))
    return _page(visit, store, label, partner, faults)


def show_both(visit: Visit, store: Store) -> Reply:
    """Say what it means that both partners are clients."""
    name = visit.names["client"]
    visit.desk.records.client(store, name)
    return Page("records/both.html", {"client": name})


def _page(
    visit: Visit, store: Store, label: str, partner: str, faults: Sequence[tuple[str, str, str]]
) -> Page:
    others = [(visit.desk.records.name(line.client), line.client.label) for line in list_clients(store)]
    values = {
        "label": label,
        "partner": partner,
        "others": others,
        "faults": faults,
        "wrong": {name: says for name, _, says in faults},
    }
    return Page("records/add.html", values, 422 if faults else 200)


def _after(name: str, partner: Client | None) -> str:
    return f"/clients/{name}/both-partners" if partner else f"/clients/{name}"


def said_of_label(error: LabelError) -> str:
    """Return what is wrong with a label; no hint that names a command."""
    if "Another client" in error.message:
        return "Another client is called this. Choose something else."
    return f"{error.message} {error.hint[:1].upper()}{error.hint[1:]}"


SCREENS = (
    Screen(HOME, show),
    Screen("/clients/add", showing(show_adding), taking(add)),
    Screen("/clients/{client}/both-partners", showing(show_both)),
)
