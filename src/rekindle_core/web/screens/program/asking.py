"""Screens 4 to 7: the questions about a client, a part at a time. Each part is saved when it is sent.

What the answers lead to is shown only once all of them are checked: a form that changes with each answer would show
which answer lets something through.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.profiles import plain_facts, profile_of
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.facts import Fact, by_section
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import Frozen
from rekindle_core.profile.current import expiring, find_asked, still_counting
from rekindle_core.profile.interview import begin, is_moot
from rekindle_core.profile.load import load_profile
from rekindle_core.profile.profile import Profile
from rekindle_core.web.forms.form import Form
from rekindle_core.web.program.parts import SAFETY, Part, parts
from rekindle_core.web.program.saving import (
    BEFORE,
    TODAY,
    Meanwhile,
    NoteMissing,
    Saved,
    Sent,
    WhenUnsaid,
    save_answers,
)
from rekindle_core.web.questions.asking import Question, question
from rekindle_core.web.questions.plain import said
from rekindle_core.web.questions.reading import read_answers
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.opened import showing_client, taking_client
from rekindle_core.web.screens.program.common import PROGRAM, around, home, version_of
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused

_MOST_NOTE = 500
_MOST_DIGITS = 10
Groups = Mapping[str, Sequence[Question]]


class Filling(Frozen):
    """A form as it is shown: for the first time, or again with what is still needed.

    Attributes:
        base: The version of the profile that it was made from.
        answers: What is filled in.
        faults: What is wrong, by the name of the question.
        eased: The questions whose answer went from yes to no, so that a note is needed; each with both answers.
        asked: What was said of when the questions were asked.
        note: What was noted.
        meanwhile: Whether other answers were saved after the form was made.
    """

    base: int
    answers: Mapping[str, Any]
    faults: Mapping[str, str]
    eased: tuple[tuple[str, str, str], ...] = ()
    asked: str = ""
    note: str = ""
    meanwhile: bool = False


def show(visit: Visit, store: Store, client: Client) -> Reply:
    """Ask the questions of a part."""
    part = _part(visit)
    filling = Filling(version_of(store, client), _known(visit, store, client), {})
    return _page(visit, store, client, part, filling)


def take(visit: Visit, store: Store, client: Client, form: Form) -> Reply:
    """Save them, and go to the next part; or show what is still needed."""
    part = _part(visit)
    found = save_form(visit, store, client, part.all, form)
    if isinstance(found, Filling):
        return _page(visit, store, client, part, found)
    return Goto(after(visit, part))


def before(visit: Visit, store: Store, client: Client) -> Page:
    """Say how questions about safety are asked, before they are."""
    part = next((one for one in _parts(visit) if one.key == SAFETY), None)
    if part is None:
        raise Refused(404, "not-found")
    values = {**around(visit, store, client), "key": SAFETY, "after": after(visit, part)}
    return Page("program/before.html", values)


def after(visit: Visit, part: Part) -> str:
    """Return where to go after a part: to the next one, and in the end to the answers."""
    every = _parts(visit)
    at = every.index(part) + 1
    return _address(visit, every[at]) if at < len(every) else f"{home(visit)}/check"


def save_form(
    visit: Visit, store: Store, client: Client, facts: Iterable[Fact], form: Form, asked: str = ""
) -> Saved | Filling:
    """Save the answers of a form.

    Args:
        visit: The visit.
        store: The store.
        client: The client.
        facts: The questions that may be in the form.
        form: What was sent.
        asked: What counts as said of when questions about safety were asked, where the form doesn't ask that.

    Returns:
        That it is saved, or the form again with what is still needed.
    """
    desk, pack = visit.desk, visit.desk.content.pack
    shown = [fact for fact in facts if fact.name in form.chosen("shown")]
    filled = read_answers(pack, shown, form)
    version = form.text("version")
    base = int(version) if version.isdecimal() and len(version) < _MOST_DIGITS else 0
    asked, note = asked or form.text("asked"), form.text("note")[:_MOST_NOTE]
    again = Filling(base, {**filled.answers, **filled.typed}, filled.faults, asked=asked, note=note)
    if filled.faults:
        return again
    answers = plain_facts(pack, load_profile(pack, filled.answers))
    sent = Sent(base, tuple(fact.name for fact in shown), answers, asked, note)
    match save_answers(store, client, pack, sent, desk.now(), desk.today()):
        case Saved() as saved:
            return saved
        case Meanwhile(number=number, answers=theirs):
            return Filling(number, answers, _theirs(pack, theirs), asked=asked, note=note, meanwhile=True)
        case WhenUnsaid():
            says = "Choose one: it decides how long these answers count."
            return Filling(base, answers, {"asked": says}, note=note)
        case NoteMissing(facts=eased):
            told = _eased(pack, profile_of(store, client, pack), answers, eased)
            return Filling(base, answers, {"note": "Write down why."}, told, asked=asked)


def grouped(
    pack: Pack, facts: Iterable[Fact], answers: Mapping[str, Any], faults: Mapping[str, str]
) -> Groups:
    """Return questions as fields, under their headings, as they are put to the person who answers them."""
    known = load_profile(pack, {name: value for name, value in answers.items() if name not in faults})
    asking = begin(pack, known.values)
    return {
        title: [question(pack, asking.worded(fact), answers, faults.get(fact.name, "")) for fact in each]
        for title, each in by_section(facts).items()
    }


def askable(pack: Pack, facts: Iterable[Fact], profile: Profile) -> tuple[Fact, ...]:
    """Return the questions to ask: not those that earlier answers settle, nor an answer that no form can show."""
    plain = plain_facts(pack, profile)
    return tuple(
        fact
        for fact in facts
        if not is_moot(fact, profile.values) and not isinstance(plain.get(fact.name), Mapping)
    )


def _page(visit: Visit, store: Store, client: Client, part: Part, filling: Filling) -> Page:
    pack = visit.desk.content.pack
    saved = still_counting(pack, profile_of(store, client, pack), visit.desk.today())
    facts = askable(pack, part.facts, saved)
    more = askable(pack, part.more, saved)
    every = _parts(visit)
    asks = {fact.name: fact.ask for fact in (*facts, *more)}
    labels = {"note": "Why did it change?", "asked": "When did you ask these questions?", **asks}
    values = {
        **around(visit, store, client),
        "part": part,
        "number": every.index(part) + 1,
        "parts_number": len(every),
        "groups": grouped(pack, facts, filling.answers, filling.faults),
        "more": grouped(pack, more, filling.answers, filling.faults),
        "more_open": any(fact.name in filling.answers or fact.name in filling.faults for fact in more),
        "more_count": len(more),
        "filling": filling,
        "faults": [(name, labels[name], says) for name, says in filling.faults.items()],
        "asked_on": _asked_on(pack, saved, visit.desk.today()) if part.key == SAFETY else None,
        "today": TODAY,
        "before": BEFORE,
    }
    return Page("program/ask.html", values, 422 if filling.faults else 200)


class AskedOn(Frozen):
    """That questions about safety were asked before: the day, if it is known."""

    on: dt.date | None


def _asked_on(pack: Pack, saved: Profile, today: dt.date) -> AskedOn | None:
    if not pack.expiry or not expiring(pack.expiry, saved):
        return None
    found = find_asked(pack, saved, today)
    return AskedOn(found.on if found else None)


def _known(visit: Visit, store: Store, client: Client) -> Mapping[str, Any]:
    """Return the answers that count today: what expired is asked again, without what was said before."""
    pack = visit.desk.content.pack
    return plain_facts(pack, still_counting(pack, profile_of(store, client, pack), visit.desk.today()))


def _theirs(pack: Pack, theirs: Mapping[str, Any]) -> Mapping[str, str]:
    return {
        name: f"Meanwhile this was saved as “{_words(pack, name, value)}”. Choose the right answer, and save again."
        for name, value in theirs.items()
    }


def _eased(
    pack: Pack, before: Profile, answers: Mapping[str, Any], names: tuple[str, ...]
) -> tuple[tuple[str, str, str], ...]:
    plain = plain_facts(pack, before)
    return tuple(
        (
            pack.facts[name].ask,
            _words(pack, name, plain.get(name)),
            _words(pack, name, answers.get(name)),
        )
        for name in names
    )


def _words(pack: Pack, name: str, value: Any) -> str:
    held = load_profile(pack, {name: value} if value is not None else {})[name]
    if held is Missing.UNKNOWN:
        return "not known"
    return said(pack, pack.facts[name], held)


def _parts(visit: Visit) -> tuple[Part, ...]:
    return visit.desk.content.of_pack(parts)


def _part(visit: Visit) -> Part:
    for part in _parts(visit):
        if part.key == visit.names["part"]:
            return part
    raise Refused(404, "not-found")


def _address(visit: Visit, part: Part) -> str:
    return f"{home(visit)}/before" if part.key == SAFETY else f"{home(visit)}/ask/{part.key}"


SCREENS = (
    Screen(f"{PROGRAM}/before", showing_client(before)),
    Screen(f"{PROGRAM}/ask/{{part}}", showing_client(show), taking_client(take)),
)
