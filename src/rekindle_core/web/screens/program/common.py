"""What the screens of a program share: their addresses, the draft, and what a program is made from."""

from __future__ import annotations

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.giving import new_id
from rekindle_core.caseload.profiles import current_profile
from rekindle_core.caseload.store.store import Store
from rekindle_core.web.making.practice import signed
from rekindle_core.web.program.order import Order
from rekindle_core.web.screens.screen import Visit
from rekindle_core.web.state.drafts import Draft

PROGRAM = "/clients/{client}/program"
_HELD = "the programs that are being made"


def home(visit: Visit) -> str:
    """Return where a client's program begins."""
    return f"/clients/{visit.names['client']}/program"


def draft_of(visit: Visit) -> Draft:
    """Return the client's draft; a new one where there is none."""
    name = visit.names["client"]
    found = visit.desk.drafts.get(name)
    return found or keep(visit, Draft(new_id()))


def keep(visit: Visit, draft: Draft) -> Draft:
    """Keep the client's draft as it is now, until it is locked."""
    desk = visit.desk
    desk.drafts.keep(visit.names["client"], draft)
    if not desk.records.is_sample:
        desk.locking.hold(_HELD, desk.drafts.forget)
    return draft


def version_of(store: Store, client: Client) -> int:
    """Return the number of the latest version of the client's profile; 0 where nothing is known."""
    current = current_profile(store, client)
    return current.number if current else 0


def is_checked(visit: Visit, store: Store, client: Client) -> bool:
    """Return whether the client's answers were checked as they are now."""
    return draft_of(visit).checked == version_of(store, client)


def order_of(visit: Visit, store: Store, client: Client) -> Order:
    """Return what the client's program is made from."""
    desk = visit.desk
    by = signed(desk.practice)
    return Order(
        store, client, desk.content.pack, desk.content.plugins, by.file, draft_of(visit), desk.today()
    )


def around(visit: Visit, store: Store, client: Client) -> dict[str, object]:
    """Return what every page of a program shows, or is made from."""
    return {
        "label": client.label,
        "home": home(visit),
        "client": visit.names["client"],
        "language": visit.desk.content.pack.language,
        "version": version_of(store, client),
        "sample": store.sealed,
        "once": visit.desk.records.is_once,
        "partner": bool(client.partner),
    }
