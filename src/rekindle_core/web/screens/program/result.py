"""Screen 10, What this client gets, or that there is no program for now (10b); and screen 11, Where it may go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.store.store import Store
from rekindle_core.errors import ConfirmationError, UsageError
from rekindle_core.frozen import replace
from rekindle_core.planning.halt import see_confirmed
from rekindle_core.web.forms.form import Form
from rekindle_core.web.making.help_lines import whom_to_call
from rekindle_core.web.making.practice import signed
from rekindle_core.web.program.order import plan_for
from rekindle_core.web.program.outcome import what_is_given
from rekindle_core.web.program.parts import COUNTRY
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.opened import showing_client, taking_client
from rekindle_core.web.screens.program.common import (
    PROGRAM,
    around,
    draft_of,
    home,
    is_checked,
    keep,
    order_of,
)
from rekindle_core.web.screens.screen import Screen, Visit


def show(visit: Visit, store: Store, client: Client) -> Reply:
    """Show what this client gets."""
    return _page(visit, store, client, ())


def take(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Note on which day a person asked about the client's own words."""
    if not is_checked(visit, store, client):
        return Goto(f"{home(visit)}/check")
    draft, day = draft_of(visit), form.text("day")
    plan, _ = plan_for(order_of(visit, store, client))
    halts = [halt for halt in plan.halts if halt.stop.id == form.text("stop")]
    if halts:
        if not _is_day(day):
            return _page(visit, store, client, [_fault("Choose the day on which you asked.")])
        try:
            see_confirmed(
                visit.desk.content.pack, replace(plan, halts=tuple(halts)), [f"{halts[0].stop.id}={day}"]
            )
        except (ConfirmationError, UsageError):
            says = "Choose a day that is not in the future, and not too long ago. Ask again if it is."
            return _page(visit, store, client, [_fault(says)])
        keep(visit, replace(draft, asked={**draft.asked, halts[0].stop.id: day}))
    return Goto(f"{home(visit)}/result")


def show_where(visit: Visit, store: Store, client: Client) -> Reply:
    """Say that the pages may be found, and ask what was agreed."""
    return _where(visit, store, client, ())


def agree(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Note that files may be made."""
    if not form.text("agreed"):
        says = "Talk about it first, and tick the box. Or work through it here, on screen."
        return _where(visit, store, client, [("agreed", "We talked about who could find it", says)])
    keep(visit, replace(draft_of(visit), on_paper=True))
    return Goto(f"{home(visit)}/size")


def _page(visit: Visit, store: Store, client: Client, faults: Sequence[tuple[str, str, str]]) -> Reply:
    if not is_checked(visit, store, client):
        return Goto(f"{home(visit)}/check")
    desk = visit.desk
    pack = desk.content.pack
    plan, left_out = plan_for(order_of(visit, store, client))
    values = {
        **around(visit, store, client),
        "gets": what_is_given(pack, plan, left_out),
        "call": whom_to_call(pack, signed(desk.practice), plan.reading.text(COUNTRY))
        if plan.replaced_by
        else None,
        "stops_asked": draft_of(visit).asked,
        "faults": faults,
        "wrong": faults[0][2] if faults else "",
    }
    return Page("program/result.html", values, 422 if faults else 200)


def _where(visit: Visit, store: Store, client: Client, faults: Sequence[tuple[str, str, str]]) -> Reply:
    if not is_checked(visit, store, client):
        return Goto(f"{home(visit)}/check")
    values = {
        **around(visit, store, client),
        "on_paper": draft_of(visit).on_paper,
        "faults": faults,
    }
    return Page("program/where.html", values, 422 if faults else 200)


def _fault(says: str) -> tuple[str, str, str]:
    return ("day", "The day on which you asked", says)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


SCREENS = (
    Screen(f"{PROGRAM}/result", showing_client(show), taking_client(take)),
    Screen(f"{PROGRAM}/where", showing_client(show_where), taking_client(agree)),
)
