"""Screens 12 to 14: how much, the pages to read, and the files, which are recorded as given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.giving import new_id
from rekindle_core.caseload.profiles import plain_facts, profile_of
from rekindle_core.caseload.store.store import Store
from rekindle_core.extension.manager import Plugins
from rekindle_core.frozen import replace
from rekindle_core.planning.exposure import is_private, unsafe_facts
from rekindle_core.planning.plan import Plan
from rekindle_core.web.forms.form import Form
from rekindle_core.web.making.practice import signed
from rekindle_core.web.program.order import give, page_for, plan_for
from rekindle_core.web.program.parts import COUNTRY, size_facts
from rekindle_core.web.replies.reply import Download, Goto, Page, Preview, Reply
from rekindle_core.web.screens.opened import showing_client, taking_client
from rekindle_core.web.screens.program.asking import Filling, grouped, save_form
from rekindle_core.web.screens.program.common import (
    PROGRAM,
    around,
    draft_of,
    home,
    is_checked,
    keep,
    order_of,
    version_of,
)
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused

_WORDS = {
    "pdf": "PDF: to print, or to fill in on screen",
    "html": "Workbook: a page for the browser, to write in",
}
"""The formats that come first, as counselors call them; the others are called what their plugin says."""


def show_size(visit: Visit, store: Store, client: Client) -> Reply:
    """Ask how much it is to be."""
    pack = visit.desk.content.pack
    known = plain_facts(pack, profile_of(store, client, pack))
    return _size(visit, store, client, Filling(version_of(store, client), known, {}))


def take_size(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Save it. The answers stay checked: how much it is decides nothing that is held back."""
    if not is_checked(visit, store, client):
        return Goto(f"{home(visit)}/check")
    found = save_form(visit, store, client, size_facts(visit.desk.content.pack), form)
    if isinstance(found, Filling):
        return _size(visit, store, client, found)
    keep(visit, replace(draft_of(visit), checked=found.number))
    return Goto(f"{home(visit)}/read")


def show_page(visit: Visit, store: Store, client: Client) -> Reply:
    """Show the pages in their frame."""
    if not is_checked(visit, store, client):
        return Goto(f"{home(visit)}/check")
    plan, _ = plan_for(order_of(visit, store, client))
    if _is_stopped(visit, plan):
        return Goto(f"{home(visit)}/result")
    may_give = draft_of(visit).on_paper or not unsafe_facts(visit.desk.content.pack, plan)
    values = {
        **around(visit, store, client),
        "replaced": bool(plan.replaced_by),
        "may_give": may_give,
    }
    return Page("program/read.html", values)


def look(visit: Visit, store: Store, client: Client) -> Reply:
    """Return the pages for the frame."""
    order = order_of(visit, store, client)
    if not is_checked(visit, store, client) or _is_stopped(visit, plan_for(order)[0]):
        raise Refused(404, "ended")
    return Preview(page_for(order, visit.desk.now()))


def show_formats(visit: Visit, store: Store, client: Client) -> Reply:
    """Ask which files to make."""
    return _first(visit, store, client) or _formats(visit, store, client, ("pdf",), ())


def make(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Make the files and record them, once for each program."""
    draft = draft_of(visit)
    if form.text("program") != draft.program_id:
        # As after a click too many: they are made.
        return Goto(f"{home(visit)}/given")
    if (elsewhere := _first(visit, store, client)) or form.text("version") != str(version_of(store, client)):
        return elsewhere or Goto(f"{home(visit)}/check")
    plugins = visit.desk.content.plugins
    known = dict(_offered(plugins))
    chosen = [name for name in form.chosen("format") if name in known]
    if not chosen:
        says = "Choose at least one."
        return _formats(visit, store, client, (), [("format", "As which files?", says)])
    options: dict[str, Mapping[str, str]] = {name: {} for name in chosen}
    if form.text("counselor"):
        options["pdf" if "pdf" in chosen else chosen[0]] = {"counselor": "yes"}
    files = give(order_of(visit, store, client), options, visit.desk.now())
    keep(visit, replace(draft, program_id=new_id(), files=files))
    return Goto(f"{home(visit)}/given")


def show_files(visit: Visit, store: Store, client: Client) -> Page:
    """Show the files that were made last."""
    values = {
        **around(visit, store, client),
        "files": draft_of(visit).files,
    }
    return Page("program/given.html", values)


def save(visit: Visit, store: Store, client: Client) -> Download:
    """Return a file that was made."""
    files, number = draft_of(visit).files, visit.names["number"]
    if number not in [str(one) for one in range(1, len(files) + 1)]:
        raise Refused(404, "ended")
    file = files[int(number) - 1]
    return Download(file.name, file.media_type, file.data)


def _first(visit: Visit, store: Store, client: Client) -> Goto | None:
    """Return where something has to be decided before there may be files; None if nothing has."""
    if not is_checked(visit, store, client):
        return Goto(f"{home(visit)}/check")
    draft, pack = draft_of(visit), visit.desk.content.pack
    plan, _ = plan_for(order_of(visit, store, client))
    if plan.replaced_by or _is_stopped(visit, plan):
        return Goto(f"{home(visit)}/result")
    if unsafe_facts(pack, plan) and not draft.on_paper:
        return Goto(f"{home(visit)}/where")
    return None


def _is_stopped(visit: Visit, plan: Plan) -> bool:
    """Return whether the client's own words stop it until a person has asked about them."""
    return any(halt.stop.id not in draft_of(visit).asked for halt in plan.halts)


def _formats(
    visit: Visit,
    store: Store,
    client: Client,
    chosen: Sequence[str],
    faults: Sequence[tuple[str, str, str]],
) -> Page:
    desk = visit.desk
    plan, _ = plan_for(order_of(visit, store, client))
    values = {
        **around(visit, store, client),
        "program_id": draft_of(visit).program_id,
        "formats": _offered(desk.content.plugins),
        "chosen": chosen,
        "private": is_private(desk.content.pack, plan.reading),
        "country": plan.reading.text(COUNTRY) or signed(desk.practice).country,
        "faults": faults,
    }
    return Page("program/give.html", values, 422 if faults else 200)


def _offered(plugins: Plugins) -> Sequence[tuple[str, str]]:
    """Return the formats to choose from. What goes to the reader by itself, such as mail, needs an address first."""
    named = [(name, words) for name, words in _WORDS.items() if name in plugins.formats]
    others = [
        (name, f"{name}: {format_.summary}")
        for name, format_ in plugins.formats.items()
        if name not in _WORDS and name != "json" and not format_.addressed
    ]
    return (*named, *others)


def _size(visit: Visit, store: Store, client: Client, filling: Filling) -> Reply:
    if not is_checked(visit, store, client):
        return Goto(f"{home(visit)}/check")
    pack = visit.desk.content.pack
    facts = size_facts(pack)
    asks = {fact.name: fact.ask for fact in facts}
    values = {
        **around(visit, store, client),
        # An empty field says enough here.
        "questions": [
            replace(one, choices=())
            for group in grouped(pack, facts, filling.answers, filling.faults).values()
            for one in group
        ],
        "filling": filling,
        "faults": [(name, asks[name], says) for name, says in filling.faults.items()],
        "minutes": pack.dose.minutes,
        "days": pack.dose.every_days,
    }
    return Page("program/size.html", values, 422 if filling.faults else 200)


SCREENS = (
    Screen(f"{PROGRAM}/size", showing_client(show_size), taking_client(take_size)),
    Screen(f"{PROGRAM}/read", showing_client(show_page)),
    Screen(f"{PROGRAM}/read/look", showing_client(look)),
    Screen(f"{PROGRAM}/give", showing_client(show_formats), taking_client(make)),
    Screen(f"{PROGRAM}/given", showing_client(show_files)),
    Screen(f"{PROGRAM}/given/{{number}}", showing_client(save)),
)
