"""The start of a program, with how far it is; screen 9, Check answers; and screen 8, where two answers do not fit."""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.profiles import plain_facts, profile_of
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.condition import facts_of
from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import Frozen, replace
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.current import find_asked, still_counting
from rekindle_core.profile.interview import begin
from rekindle_core.profile.profile import Profile
from rekindle_core.realisation.conflicts import SaidConflict, deciding_conflicts
from rekindle_core.web.forms.form import Form
from rekindle_core.web.program.parts import SAFETY, Part, parts
from rekindle_core.web.program.saving import BEFORE
from rekindle_core.web.questions.plain import said
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.opened import showing_client, taking_client
from rekindle_core.web.screens.program.asking import Filling, askable, grouped, save_form
from rekindle_core.web.screens.program.common import (
    PROGRAM,
    around,
    draft_of,
    home,
    is_checked,
    keep,
    version_of,
)
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused
from rekindle_core.web.state.drafts import Draft


class Told(Frozen):
    """A part with its answers in words: (name of the fact, question, answer) each."""

    part: Part
    address: str
    answers: tuple[tuple[str, str, str], ...]
    open: int

    @property
    def number(self) -> int:
        """How many questions it has for this client."""
        return len(self.answers) + self.open


def show_start(visit: Visit, store: Store, client: Client) -> Page:
    """Show the parts, and how far they are."""
    told = _told(visit, store, client)
    return Page("program/start.html", {**around(visit, store, client), "told": told})


def show_answers(visit: Visit, store: Store, client: Client) -> Page:
    """Show every answer, to be checked."""
    pack = visit.desk.content.pack
    asked = find_asked(pack, profile_of(store, client, pack), visit.desk.today())
    values = {"told": _told(visit, store, client), "asked": asked, "expiry": pack.expiry}
    return Page("program/check.html", {**around(visit, store, client), **values})


def check(visit: Visit, store: Store, client: Client, form: Form) -> Goto:
    """Take the answers as they are, unless they were changed since they were shown."""
    number = version_of(store, client)
    if form.text("version") != str(number):
        return Goto(f"{home(visit)}/check")
    if (draft := draft_of(visit)).checked != number:
        # What was agreed was agreed on other answers.
        keep(visit, Draft(draft.program_id, number))
    return Goto(_next(visit, store, client))


def show_conflict(visit: Visit, store: Store, client: Client) -> Reply:
    """Show the first answers that do not fit together, and nobody has left open."""
    return _conflict_page(visit, store, client, None)


def settle(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Save which answer is true, or leave it open."""
    if not is_checked(visit, store, client):
        return Goto(f"{home(visit)}/check")
    draft, pack = draft_of(visit), visit.desk.content.pack
    conflict = next((one for one in pack.conflicts if one.id == form.text("conflict")), None)
    if conflict is None:
        raise Refused(400, "malformed")
    if form.text("open"):
        keep(visit, replace(draft, left_open=(*draft.left_open, conflict.id)))
        return Goto(_next(visit, store, client))
    facts = [pack.facts[name] for name in pack.facts if name in facts_of(conflict.when)]
    found = save_form(visit, store, client, facts, form, asked=BEFORE)
    if isinstance(found, Filling):
        return _conflict_page(visit, store, client, found)
    keep(visit, replace(draft, checked=found.number))
    return Goto(_next(visit, store, client))


def _next(visit: Visit, store: Store, client: Client) -> str:
    return f"{home(visit)}/{'conflict' if _conflict(visit, store, client) else 'result'}"


def _conflict(visit: Visit, store: Store, client: Client) -> tuple[Conflict, SaidConflict] | None:
    pack, left = visit.desk.content.pack, draft_of(visit).left_open
    reading = safer_reading(pack, profile_of(store, client, pack))
    found = next((one for one in deciding_conflicts(pack, reading, named=True) if one.id not in left), None)
    return (next(one for one in pack.conflicts if one.id == found.id), found) if found else None


def _conflict_page(visit: Visit, store: Store, client: Client, filling: Filling | None) -> Reply:
    found = _conflict(visit, store, client)
    if not is_checked(visit, store, client):
        return Goto(f"{home(visit)}/check")
    if not found:
        return Goto(f"{home(visit)}/result")
    pack = visit.desk.content.pack
    conflict, told = found
    profile = profile_of(store, client, pack)
    facts = askable(
        pack, (pack.facts[name] for name in pack.facts if name in facts_of(conflict.when)), profile
    )
    filling = filling or Filling(version_of(store, client), plain_facts(pack, profile), {})
    asks = {fact.name: fact.ask for fact in facts}
    labels = {"note": "Why did it change?", **asks}
    values = {
        "conflict": conflict.id,
        "says": told.says,
        "groups": grouped(pack, facts, filling.answers, filling.faults),
        "filling": filling,
        "faults": [(name, labels[name], says) for name, says in filling.faults.items()],
    }
    page = {**around(visit, store, client), **values}
    return Page("program/conflict.html", page, 422 if filling.faults else 200)


def _told(visit: Visit, store: Store, client: Client) -> Sequence[Told]:
    pack = visit.desk.content.pack
    profile = still_counting(pack, profile_of(store, client, pack), visit.desk.today())
    return [_part_told(visit, pack, profile, part) for part in visit.desk.content.of_pack(parts)]


def _part_told(visit: Visit, pack: Pack, profile: Profile, part: Part) -> Told:
    asking = begin(pack, profile.values)
    facts = askable(pack, part.all, profile)
    answers = tuple(
        (fact.name, asking.worded(fact).ask, said(pack, asking.worded(fact), profile[fact.name]))
        for fact in facts
        if profile[fact.name] is not Missing.UNKNOWN
    )
    place = "before" if part.key == SAFETY and not answers else f"ask/{part.key}"
    return Told(part, f"{home(visit)}/{place}", answers, len(facts) - len(answers))


SCREENS = (
    Screen(PROGRAM, showing_client(show_start)),
    Screen(f"{PROGRAM}/check", showing_client(show_answers), taking_client(check)),
    Screen(f"{PROGRAM}/conflict", showing_client(show_conflict), taking_client(settle)),
)
